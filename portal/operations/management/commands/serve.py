"""``serve``: web, task worker and scheduler under one parent."""

import socket
import sys
from functools import partial

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from portal.operations import preparation, web
from portal.operations.processes import Child, Parent


class Command(BaseCommand):
    help = "Run web server, task worker and scheduler under one parent, until TERM or Ctrl-C."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument(
            "--prepare", action="store_true", help="first migrate and load the demo county"
        )

    def handle(self, *, prepare, **options):
        self._port_is_free()
        if prepare:
            preparation.prepare(sys.stdout)
        host = "localhost" if settings.BIND_ADDRESS == "127.0.0.1" else settings.BIND_ADDRESS
        self.stdout.write(f"The portal: http://{host}:{settings.PORT}/ (Ctrl-C stops it)")
        connections.close_all()
        Parent(
            [
                Child("web", web.run),
                Child("worker", partial(call_command, "task_worker"), delay=2),
                Child("scheduler", partial(call_command, "run_scheduler"), delay=2),
            ]
        ).run()

    def _port_is_free(self):
        address = (settings.BIND_ADDRESS, settings.PORT)
        family = socket.AF_INET6 if ":" in settings.BIND_ADDRESS else socket.AF_INET
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(address)
            except OSError as error:
                raise CommandError(
                    f"Cannot listen on port {settings.PORT}: {error.strerror}. "
                    f"Choose another one: PORT={settings.PORT + 1} script/server"
                ) from None
