"""``web``: answer requests."""

from django.core.management.base import BaseCommand

from portal.operations import web


class Command(BaseCommand):
    help = "Serve the portal over HTTP: PORT, PORTAL_BIND, PORTAL_WORKERS, PORTAL_THREADS."
    requires_system_checks = []

    def handle(self, **options):
        web.run()
