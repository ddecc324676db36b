"""When each scheduled command ran, and who is alive."""

from datetime import datetime, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _


class ScheduledRunQuerySet(models.QuerySet):
    def claim(self, command: str, *, at: datetime, every: int) -> bool:
        """Take the run of ``command`` that is due at ``at``; the next is ``every`` seconds later.

        One UPDATE decides, so of several schedulers exactly one gets it, on both engines.
        A command that has never run is due at once.
        """
        self.get_or_create(command=command, defaults={"due_at": at})
        following = at + timedelta(seconds=every)
        return self.filter(command=command, due_at__lte=at).update(due_at=following) == 1


class ScheduledRun(models.Model):
    """When a command of the schedule is next due (定时任务)."""

    command = models.CharField(_("command"), max_length=200, primary_key=True)
    due_at = models.DateTimeField(_("due at"))

    objects = ScheduledRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("scheduled run")
        verbose_name_plural = _("scheduled runs")

    def __str__(self):
        return self.command


class Heartbeat(models.Model):
    """The single row that the readiness check writes, to know that the database takes writes."""

    beaten_at = models.DateTimeField(_("beaten at"))

    class Meta:
        verbose_name = _("heartbeat")
        verbose_name_plural = _("heartbeats")

    def __str__(self):
        return self.beaten_at.isoformat()
