"""Writing a batch of places, what their old names were, and what search has to read again."""

from django.utils import timezone

from directory.models import Assignment, Place, PlaceChange
from directory.pinyin import spell
from portal.search import outbox

CHANGEABLE = ["name", "parent", "kind", "pinyin", "initials"]
LONGEST = {
    "pinyin": Place._meta.get_field("pinyin").max_length,
    "initials": Place._meta.get_field("initials").max_length,
}


def write(new, changed, renamed, local):
    """Stores places; ``renamed`` holds (code, old name), ``local`` the reaches search covers."""
    for place in [*new, *changed]:
        pinyin, initials = spell(place.name)
        place.pinyin = pinyin[: LONGEST["pinyin"]]
        place.initials = initials[: LONGEST["initials"]]
    Place.objects.bulk_create(new)
    Place.objects.bulk_create(
        changed, update_conflicts=True, unique_fields=["code"], update_fields=CHANGEABLE
    )
    today = timezone.localdate()
    PlaceChange.objects.bulk_create(
        [
            PlaceChange(
                kind=PlaceChange.Kind.RENAMED,
                former_id=code,
                former_name=name,
                successor_id=code,
                happened_on=today,
            )
            for code, name in renamed
        ],
        ignore_conflicts=True,  # back to a name it lost on the same day
    )
    outbox.enqueue(_documents([*new, *changed], changed, local))


def _documents(places, changed, local):
    """Keys of the documents that show these places: of villages in the reach of search only."""
    keys = [
        f"village:{place.pk}"
        for place in places
        if place.level == Place.Level.VILLAGE and place.pk.startswith(local)
    ]
    reaches = [place.reach for place in changed if _overlaps(place.reach, local)]
    if reaches:
        shown = Place.objects.local().villages().within(reaches).order_by()
        keys += [f"village:{code}" for code in shown.values_list("pk", flat=True)]
        advisers = Assignment.objects.serving().filter(village__in=shown).order_by()
        keys += [f"adviser:{pk}" for pk in advisers.values_list("certificate_id", flat=True)]
    return keys


def _overlaps(reach, local):
    return reach.startswith(local) or any(other.startswith(reach) for other in local)
