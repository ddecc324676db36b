"""How far an adviser has come on the way 申请 → 培训 → 发证 → 上岗, in the list of advisers."""

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from directory.models import Assignment, Attendance, Certificate
from directory.viewsets.base import RegisterIndexView

TO_TRAIN, TO_CERTIFY = _("to be trained"), _("trained, to be certified")
TO_ASSIGN, SERVING = _("certified, without a village"), _("serving")


class AdviserIndexView(RegisterIndexView):
    """The list asks once for all of its rows, not once for each."""

    def get_base_queryset(self):
        own = {"certificate": OuterRef("pk")}
        return (
            super()
            .get_base_queryset()
            .annotate(
                is_trained=Exists(Attendance.objects.filter(adviser=OuterRef("pk"))),
                serves=Exists(Assignment.objects.order_by().current().filter(**own)),
            )
        )


def stage_of(adviser):
    certificate = getattr(adviser, "certificate", None)
    if certificate is None:
        return TO_CERTIFY if adviser.is_trained else TO_TRAIN
    state = certificate.state_on(timezone.localdate())
    if state != Certificate.State.VALID:
        return state.label
    return SERVING if adviser.serves else TO_ASSIGN


STAGE = Column("stage", label=_("stage"), accessor=stage_of)
