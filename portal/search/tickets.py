"""What a page of results was about, signed: only what a page of ours showed can be counted.

The browser sends the ticket back once the page is seen and when a result is opened. It names the
words and the results, nothing of the person, and nothing that the page does not show anyhow.
"""

from collections.abc import Sequence
from dataclasses import astuple, dataclass

from django.core import signing

SALT = "portal.search.ticket"
VALID = 6 * 3600  # seconds: how long somebody may read on before opening a result


@dataclass(frozen=True)
class Ticket:
    """A page of results, ``counts`` when it is a search and not one that was narrowed or turned.

    ``text`` is folded, ``keys`` are those of the results in their order.
    """

    text: str
    counts: bool
    is_found: bool
    keys: Sequence[str] = ()

    @classmethod
    def of(cls, results, *, counts):
        """Return the ticket of ``results``."""
        keys = [hit.key for hit in results.hits]
        return cls(results.query.text, counts, bool(results.total), keys)

    def signed(self):
        """Return it as text for a page."""
        return signing.dumps(astuple(self), salt=SALT, compress=True)

    @classmethod
    def read(cls, text):
        """Return the ticket that ``text`` is, None when it is none of ours or too old."""
        try:
            return cls(*signing.loads(text, salt=SALT, max_age=VALID))
        except (signing.BadSignature, ValueError, TypeError):
            return None
