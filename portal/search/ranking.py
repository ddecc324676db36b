"""The numbers of the ranking, as measured on lay legal questions (bench/search_quality)."""

from django.utils.translation import pgettext_lazy

WINDOW = 200  # documents taken from the engine, best first
CUT = 0.4  # of the best score: what scores less is noise, an OR matches nearly everything
PAGE_SIZE = 10
FACETS = ("type", "topic", "township", "year")
EXACT_LIMIT = 5
REPEATED = 1.5  # weight of what was typed more than once
LEGAL_PAIR = 0.3  # weight of a pair of a legal term that a lay word stands for: some three a term

LABELS = {
    "village": pgettext_lazy("kind of result", "Villages"),
    "adviser": pgettext_lazy("kind of result", "Advisers"),
    "article": pgettext_lazy("kind of result", "Cases"),
    "lecture": pgettext_lazy("kind of result", "Lectures"),
    "page": pgettext_lazy("kind of result", "Pages"),
    "code": pgettext_lazy("kind of result", "Laws"),
    "law": pgettext_lazy("kind of result", "Articles of law"),
}
