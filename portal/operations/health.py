"""Is the portal ready to serve? A register of named checks, run by ``/readyz``.

A check is a function without arguments: it returns "" when all is well, else a short reason, or it
raises. Reasons carry no personal data and no secrets. Apps above this one register theirs in
``AppConfig.ready``; the checks of the floor itself stand in ``portal.operations.probes``.
"""

import logging
from collections.abc import Callable

Check = Callable[[], str]

logger = logging.getLogger(__name__)
_checks: dict[str, Check] = {}


def register(name: str, check: Check) -> None:
    """Add a check under a name of its own; registering the same name again replaces it."""
    _checks[name] = check


def report() -> dict[str, str]:
    """Run every check; return name → reason, "" for a healthy one."""
    return {name: _run(name, check) for name, check in sorted(_checks.items())}


def _run(name: str, check: Check) -> str:
    try:
        reason = check()
    except Exception as error:  # whatever breaks a check is what it reports
        logger.warning("health check %s raised", name, exc_info=True)
        return type(error).__name__
    if reason:
        logger.warning("health check %s: %s", name, reason)
    return reason
