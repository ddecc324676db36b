"""One county on one machine over plain HTTP: what ``script/server`` runs; it makes its own keys."""

from portal.settings.base import *
from portal.settings.env import env

DEBUG = env.bool("PORTAL_DEBUG", default=False)
DEMO_COUNTY = env.bool("PORTAL_DEMO", default=True)
ALLOWED_HOSTS = env.list("PORTAL_HOSTS", default=["*"])
