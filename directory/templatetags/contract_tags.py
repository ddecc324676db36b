"""What pages say about the contract under which a village is served."""

from django import template

from directory.models import Contract

register = template.Library()


@register.inclusion_tag("directory/panels/contract_line.html")
def contract_line(village, for_bureau=False):
    """Who pays for the village's adviser and until when; no amount, no file.

    Without a contract it says nothing, but to the bureau that none is recorded.
    """
    running = Contract.objects.current().filter(coverages__village=village)
    contract = running.select_related("party").order_by().first()
    return {"contract": contract, "for_bureau": for_bureau}
