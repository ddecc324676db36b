"""How much of the law leans on a law: in how many articles of other laws its name stands."""

import re
from collections import Counter
from functools import cache

from django.db import transaction

from knowledge.citations.folding import plain
from knowledge.models import Law, Statute
from portal.search import outbox, registry

MENTION = re.compile(r"《([^《》]{2,200})》")
BATCH = 500


@transaction.atomic
def count_mentions() -> int:
    """Bring ``Law.mentions`` up to date with the articles on record; return how many laws changed.

    The search finds their articles anew, for it ranks by it.
    """
    counts = _counted()
    changed = [law for law in Law.objects.all() if law.mentions != counts[law.name]]
    for law in changed:
        law.mentions = counts[law.name]
    Law.objects.bulk_update(changed, ["mentions"], batch_size=BATCH)
    outbox.enqueue(key for law in changed for key in registry.keys_changed_by(law))
    return len(changed)


def _counted():
    names = Law.objects.names().exact
    law_called = cache(lambda written: names.get(plain(written)))
    counts: Counter[str] = Counter()
    for law, text in Statute.objects.order_by().values_list("law__name", "text").iterator():
        counts.update({law_called(written) for written in MENTION.findall(text)} - {law, None})
    return counts
