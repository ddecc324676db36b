"""The numbers of the ranking, as measured on lay legal questions (bench/search_quality)."""

from django.utils.translation import pgettext_lazy

WINDOW = 200  # documents taken from the engine, best first
CUT = 0.4  # of the best score: what scores less is noise, an OR matches nearly everything
PAGE_SIZE = 10
EXACT_LIMIT = 5

LABELS = {
    "village": pgettext_lazy("kind of result", "Villages"),
    "adviser": pgettext_lazy("kind of result", "Advisers"),
    "article": pgettext_lazy("kind of result", "Cases"),
    "lecture": pgettext_lazy("kind of result", "Lectures"),
    "page": pgettext_lazy("kind of result", "Pages"),
    "code": pgettext_lazy("kind of result", "Laws"),
    "law": pgettext_lazy("kind of result", "Articles of law"),
}
AUTHORITY = {
    "village": 1.0,
    "adviser": 1.0,
    "article": 1.0,
    "lecture": 0.9,
    "page": 0.8,
    "code": 0.7,
    "law": 0.6,
}


def weight(document):
    """Return the factor by which the score of ``document`` is multiplied."""
    return AUTHORITY.get(document.type, 1.0) * document.boost
