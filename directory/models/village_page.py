"""What a village's own page needs besides who serves it, in the one query that reads the village.

A village page has a budget of ten queries (performance.md); its panels would spend four of them.
"""

from datetime import date

from django.db.models import Exists, OuterRef, Subquery
from django.db.models.functions import JSONObject

from directory.models.changes import PlaceChange
from directory.models.contracts import Contract
from directory.models.places import Place
from directory.models.rooms import PHOTO, WeChatGroup
from portal.media.models import PortalRendition


def with_page_facts(villages):
    """Joins offices, service room and contract, and says which panels have nothing to show.

    Sets ``room_photo`` and ``contract_facts`` (mappings or none), ``has_groups``, ``has_former``.
    """
    photo = PortalRendition.objects.filter(
        image=OuterRef("service_room__photo"), filter_spec=PHOTO
    ).values(facts=JSONObject(file="file", width="width", height="height"))
    contract = (
        Contract.objects.current()
        .filter(coverages__village=OuterRef("pk"))
        .order_by()
        .values(facts=JSONObject(kind="kind", ends_on="ends_on", party="party__name"))
    )
    here = OuterRef("pk")
    return villages.select_related(
        "parent__office", "parent__parent__office", "service_room__photo"
    ).annotate(
        room_photo=Subquery(photo[:1]),
        contract_facts=Subquery(contract[:1]),
        has_groups=Exists(WeChatGroup.objects.filter(village=here)),
        has_former=Exists(PlaceChange.objects.filter(successor=here)),
    )


def contract_in(village):
    """The contract that ``with_page_facts`` found, with the little a page says of it, or none."""
    facts = village.contract_facts
    if not facts:
        return None
    last = date.fromisoformat(facts["ends_on"])
    return Contract(kind=facts["kind"], ends_on=last, party=Place(name=facts["party"]))
