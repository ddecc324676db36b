"""What scores well for one query under different filters, from one look at the index if it can be.

A page of results that is narrowed by type also says how many there are of every other type. Most
often the best documents of all, some more than a window holds, answer both: a deeper look costs
next to nothing, a second look as much as the first.
"""

from dataclasses import replace

from portal.search import ranking

DEPTH = ranking.WINDOW * 3 // 2


def above_bar(best):
    """Return those of ``best``, best first, that score well in comparison with the first."""
    bar = ranking.CUT * best[0].score if best else 0
    return [found for found in best if found.score >= bar]


class Windows:
    """The windows of ``query`` on ``engine``, without the Founds ``without``.

    Its phrases count when any document holds them all.
    """

    def __init__(self, engine, query, without=()):
        self._engine = engine
        self._without = [found.place for found in without]
        self._query = query
        self._best = engine.top(query, limit=DEPTH) if query.tokens else []
        if query.phrases and not self._best:
            self._query = replace(query, phrases=())
            self._best = engine.top(self._query, limit=DEPTH)

    def within(self, filters):
        """Return the window of what ``filters`` let through, a value for each facet."""
        best = self._narrowed(filters)
        if not self._is_whole(best):
            best = self._engine.top(self._query, filters, limit=DEPTH)
        others = [found for found in above_bar(best) if found.place not in self._without]
        return others[: ranking.WINDOW]

    def _narrowed(self, filters):
        best = self._best
        for name, value in filters.items():
            place, mark = ranking.FACETS.index(name), self._engine.mark(value)
            best = [found for found in best if found.marks[place] == mark]
        return best

    def _is_whole(self, best):
        """Say whether an own look could bring nothing that ``best`` does not hold already."""
        if len(self._best) < DEPTH or len(best) >= ranking.WINDOW + len(self._without):
            return True
        return bool(best) and self._best[-1].score < ranking.CUT * best[0].score
