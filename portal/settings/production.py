"""A public portal behind HTTPS: every address and key must be given, nothing is made up."""

from portal.settings import env as _env
from portal.settings.base import *

DEBUG = False
ALLOWED_HOSTS = _env.required("PORTAL_HOSTS").split(",")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]
SECRET_KEY = _env.required("PORTAL_SECRET_KEY")
VAULT_KEYS = _env.required("PORTAL_VAULT_KEYS").split()
VAULT_HASH_KEY = _env.required("PORTAL_VAULT_HASH_KEY")
WAGTAILADMIN_BASE_URL = _env.required("PORTAL_BASE_URL")

SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"
