"""May this person? Who asks for, plans, leads and files lectures, and whose lectures one sees.

Asked of the database at every request: an ended term ends every right at once.
"""

from dataclasses import dataclass

from django.db.models import Q

from directory.models import Adviser, Appointment, Assignment, Cover, Place
from directory.permissions import STAFF, Role, adviser_of, holds, keeps_register, reaches
from knowledge.models import ArticleIndexPage, Filing, Lecture, LectureRequest

OVERSEERS = (Role.OFFICE, Role.BUREAU)


def learning_section():
    """The section 学法, the only one; None on a site that has none."""
    return ArticleIndexPage.objects.first()


def may_write_articles(user) -> bool:
    """Whether ``user`` may add case articles to the section: editors and reviewers."""
    section = learning_section()
    return section is not None and section.permissions_for_user(user).can_add_subpage()


def villages_served_by(adviser, on=None):
    """Villages that ``adviser`` serves on the day (today), as lead or cover, certified."""
    if adviser is None:
        return Place.objects.none()
    terms = (Assignment, Cover)
    served = [term.objects.serving(on).filter(certificate=adviser.pk).order_by() for term in terms]
    lead, cover = (rows.values("village") for rows in served)
    return Place.objects.filter(Q(pk__in=lead) | Q(pk__in=cover))


def villages_of_clerk(user):
    """Villages whose clerk ``user`` is today."""
    return Place.objects.villages().within(reaches(user, [Role.CLERK]))


def may_request(user, village) -> bool:
    """Whether ``user`` may ask for a lecture: the village's clerk."""
    return user is None or holds(user, Role.CLERK, village)


def may_plan(user, village) -> bool:
    """Whether ``user`` may plan a lecture there: who serves it today, an editor, the bureau."""
    if user is None or user.has_perm("knowledge.add_lecture") or keeps_register(user, village):
        return True
    return villages_served_by(adviser_of(user)).filter(pk=village.pk).exists()


def may_lead(user, lecture) -> bool:
    """Whether ``user`` may write its outline, move it, mark it held: speaker, editor, bureau."""
    if user is None or user.has_perm("knowledge.change_lecture"):
        return True
    if user.is_active and lecture.speaker.user_id == user.pk:
        return True
    return keeps_register(user, lecture.village)


def may_file(user, township) -> bool:
    """Whether ``user`` may file what is submitted there: its judicial office, the bureau."""
    return user is None or holds(user, Role.OFFICE, township) or keeps_register(user, township)


def may_see_names(user, lecture) -> bool:
    """Whether ``user`` may read who signed up: the speaker and the village's clerk, nobody else."""
    if user.is_active and lecture.speaker.user_id == user.pk:
        return True
    return holds(user, Role.CLERK, lecture.village)


def lectures_seen_by(user):
    """Lectures that the desk shows to ``user``; what one may do with them the actions say."""
    if user.is_active and user.has_perm("knowledge.change_lecture"):
        return Lecture.objects.all()
    here = Place.objects.within(reaches(user, (*OVERSEERS, Role.CLERK)))
    own = Q(speaker__user=user.pk) if user.is_active else Q(pk__in=[])
    return Lecture.objects.filter(own | Q(village__in=here))


def requests_seen_by(user):
    """Requests of the clerk's villages, of those one serves today, of those one oversees."""
    if user.is_active and user.has_perm("knowledge.change_lecture"):
        return LectureRequest.objects.all()
    here = Place.objects.within(reaches(user, (*OVERSEERS, Role.CLERK)))
    served = villages_served_by(adviser_of(user))
    return LectureRequest.objects.filter(Q(village__in=here) | Q(village__in=served))


def filings_seen_by(user):
    """Filings on the desk of an office or the bureau."""
    rows = Filing.objects.all()
    return rows if user.is_superuser else rows.within(reaches(user, OVERSEERS), "township")


@dataclass(frozen=True)
class Standing:
    """What somebody is at the desk of lectures today; reaches are prefixes of codes of places."""

    adviser: Adviser | None
    clerk_at: tuple[str, ...]
    files_at: tuple[str, ...]
    watches: tuple[str, ...]
    is_editor: bool

    @property
    def may_enter(self) -> bool:
        """Whether lectures are this person's business at all."""
        return bool(self.adviser or self.clerk_at or self.watches or self.is_editor)


def standing_of(user) -> Standing:
    """What ``user`` is today: two queries, and those of Django's permissions."""
    held = Appointment.objects.current().filter(user=user, user__is_active=True)
    rows = [(row.role, row.place.reach) for row in held.select_related("place")]
    if user.is_active and user.is_superuser:
        rows.append((Role.BUREAU, ""))
    return Standing(
        adviser=adviser_of(user),
        clerk_at=_at(rows, [Role.CLERK]),
        files_at=_at(rows, OVERSEERS),
        watches=_at(rows, STAFF),
        is_editor=user.is_active and user.has_perm("knowledge.change_lecture"),
    )


def _at(rows, roles):
    return tuple(sorted({reach for role, reach in rows if role in roles}))
