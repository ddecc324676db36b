"""Whether what was found for a whole question is about the same matter. Pure.

An engine ranks: of thirty cases one stands first even for a question about football. So a case
must share words with the question, some of them in its title or opening, where it says what it is
about. Measured with the demo's cases: of 150 questions about any law 41 are left, before 145.
"""

from portal.search.analysis import telling, tokens

OPENING = 80  # characters
OPENING_WEIGHT = 2  # of a shared word there, on top
ENOUGH = 7
SHARE = 0.2  # of the words of the question: a long one shares some by chance


def near(query, hits):
    """Return those ``hits`` that are about what ``query`` with its legal tokens is about."""
    asked = set(telling(query.tokens))
    return [hit for hit in hits if _is_near(asked, query.legal, hit)]


def _is_near(asked, legal, hit):
    opening = set(tokens(f"{hit.title}\n{hit.body[:OPENING]}"))
    words = opening.union(tokens(hit.body))
    shared = len(words & asked) + len(words.intersection(legal))
    first = len(opening & asked)
    is_enough = shared + OPENING_WEIGHT * first >= ENOUGH or first == len(asked)
    return first > 0 and is_enough and shared >= SHARE * len(asked)
