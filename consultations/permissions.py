"""As what somebody acts on a consultation. Whose rows: ``Consultation.objects.on_desk_of``."""

from consultations.models import ActorKind, Consultation, DeskRole

_BY_ROLE: dict[str, ActorKind] = {
    DeskRole.OFFICE: ActorKind.OFFICE,
    DeskRole.BUREAU: ActorKind.BUREAU,
}


def desk_kind(consultation: Consultation) -> ActorKind:
    """Return the kind of actor that the present desk is."""
    return _BY_ROLE.get(consultation.desk_role, ActorKind.ADVISER)


def works_on(user, consultation: Consultation, at=None) -> bool:
    """Return whether the consultation lies on the user's own desk now (one query)."""
    return Consultation.objects.on_desk_of(user, at).filter(pk=consultation.pk).exists()


def may_read(user, consultation: Consultation, at=None) -> bool:
    """Return whether ``user`` may read what was written (one query)."""
    return Consultation.objects.readable_by(user, at).filter(pk=consultation.pk).exists()
