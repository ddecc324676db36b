"""The only reader of the process environment.

Deployment facts (addresses, keys, folders) come from environment variables; editorial facts live
in the CMS, rules in their rule modules.
"""

import os
import secrets
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()

BASE_DIR = Path(__file__).resolve().parents[2]
VAR_DIR = Path(env("PORTAL_VAR", default=str(BASE_DIR / "var"))).resolve()


def secret(name, make):
    """Return the secret ``name``: the variable ``PORTAL_<NAME>``, else ``keys/<name>`` under var.

    ``make`` gives the content of a file that does not exist yet; the first process to write it
    wins.
    """
    value = env(f"PORTAL_{name.upper()}", default="")
    if value:
        return value
    path = VAR_DIR / "keys" / name
    if not path.exists():
        _write_once(path, make())
    return path.read_text(encoding="ascii").strip()


def required(name):
    """Return the variable ``name``; a missing one is an error that says which."""
    value = env(name, default="")
    if not value:
        raise ImproperlyConfigured(f"Set the environment variable {name}.")
    return value


def random_key():
    """Return 50 random characters, for keys that only sign."""
    return secrets.token_urlsafe(50)


def _write_once(path, content):
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    draft.write_text(content, encoding="ascii")
    draft.chmod(0o600)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
