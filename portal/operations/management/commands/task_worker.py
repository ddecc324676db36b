"""``task_worker``: do what was put off until after the response."""

from django.utils import timezone
from django_tasks_db.management.commands import db_worker

from portal.operations import reaping


class Command(db_worker.Command):
    help = "Run queued tasks, first of all those that a killed worker of this machine left behind."
    requires_system_checks = []

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.set_defaults(worker_id=reaping.worker_id(), queue_name="*", reload=False)

    def handle(self, **options):
        reaping.reap(at=timezone.now())
        super().handle(**options)
