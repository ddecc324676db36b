"""What of the register can be found: villages and the advisers in office."""

from django.db.models import Prefetch

from directory.models import Adviser, Assignment, Certificate, Firm, Place
from portal.search.documents import SearchDocument
from portal.search.registry import Source, register


def villages():
    """Return the villages the public can find: of the sites' counties, not of the whole country.

    After a change of the county in the settings ``search check --repair`` (nightly) sets it right.
    """
    return Place.objects.local().active().villages().select_related("parent__parent")


def villages_in(place):
    """Return the villages whose documents name ``place``, a larger one."""
    if place.level == Place.Level.VILLAGE:
        return []
    return Place.objects.local().villages().under(place)


def advisers_in(place):
    """Return the advisers whose documents name ``place`` or its villages."""
    villages = Place.objects.local().villages().under(place)
    return Adviser.objects.listed().filter(
        pk__in=Assignment.objects.serving().filter(village__in=villages).adviser_ids()
    )


def village_document(place):
    """Return how a village is found: by name, code, pinyin or initials."""
    township = place.parent
    county = township.parent.name if township.parent else ""
    return SearchDocument(
        key=f"village:{place.pk}",
        type="village",
        title=place.short_name,
        body=f"{county} {township.name} {place.name}",
        url=place.get_absolute_url(),
        facets={"township": township.name},
        aliases=(
            place.name,
            place.full_name,
            place.code,
            place.pinyin,
            place.initials,
        ),
    )


def advisers():
    """Return the advisers in office, with whom they serve."""
    leads = Assignment.objects.serving().select_related("village__parent").order_by("village")
    return (
        Adviser.objects.listed()
        .select_related("firm")
        .prefetch_related(
            "topics", Prefetch("certificate__assignments", leads, to_attr="assignments_now")
        )
    )


def adviser_document(adviser):
    """Return how an adviser is found: by name, speciality, firm or village."""
    villages = [service.village for service in adviser.certificate.assignments_now]
    facts = [
        adviser.get_kind_display(),
        adviser.firm.name if adviser.firm else "",
        adviser.dialects,
        *[topic.name for topic in adviser.topics.all()],
        *[village.full_name for village in villages],
        adviser.bio,
    ]
    townships = {village.parent.name for village in villages}
    return SearchDocument(
        key=f"adviser:{adviser.pk}",
        type="adviser",
        title=adviser.name,
        body=" ".join(str(fact) for fact in facts if fact),
        url=adviser.get_absolute_url(),
        facets={"township": townships.pop()} if len(townships) == 1 else {},
        aliases=(adviser.pinyin,),
    )


register(
    Source(
        type="village",
        model=Place,
        queryset=villages,
        build=village_document,
        related={Place: villages_in},
    )
)
register(
    Source(
        type="adviser",
        model=Adviser,
        queryset=advisers,
        build=adviser_document,
        is_dated=True,  # a certificate ends at midnight
        related={
            Certificate: lambda certificate: [certificate.adviser],
            Assignment: lambda assignment: [assignment.adviser],
            Firm: lambda firm: firm.advisers.all(),
            Place: advisers_in,
        },
    )
)
