"""What pages say about the contract under which a village is served."""

from django import template

from directory.models import Contract
from directory.models.village_page import contract_in

register = template.Library()


@register.inclusion_tag("directory/panels/contract_line.html")
def contract_line(village, for_bureau=False):
    """Who pays for the village's adviser and until when; no amount, no file.

    Without a contract it says nothing, but to the bureau that none is recorded. One query; none
    for a village that ``with_page_facts`` read.
    """
    if hasattr(village, "contract_facts"):
        return {"contract": contract_in(village), "for_bureau": for_bureau}
    running = Contract.objects.current().filter(coverages__village=village)
    contract = running.select_related("party").order_by().first()
    return {"contract": contract, "for_bureau": for_bureau}
