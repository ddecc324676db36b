"""Titles and passages with the words that were searched for marked. Text is always escaped."""

from django.utils.html import format_html, format_html_join

from portal.search.analysis import fold_aligned, telling

PASSAGE = 90
REACH = 30
SENTENCE_ENDS = "。！？；!?;\n"
CLAUSE_ENDS = "，、：,: "
ELLIPSIS = "…"


def highlight(text, tokens):
    """Return ``text`` as safe HTML with every run that ``tokens`` cover inside ``<mark>``."""
    return _render(text, _marks(text, tokens), 0, len(text))


def passage(text, tokens, length=PASSAGE):
    """Return the passage of ``text`` with most marks, from the edge of a sentence, as safe HTML."""
    marks = _marks(text, tokens)
    start = _start_of_best(marks, length)
    start = _sentence_start(text, start)
    start += len(text[start:]) - len(text[start:].lstrip())
    end = _sentence_end(text, min(len(text), start + length))
    return format_html(
        "{}{}{}",
        ELLIPSIS if start else "",
        _render(text, marks, start, end),
        ELLIPSIS if end < len(text) else "",
    )


def _marks(text, tokens):
    """Return the runs that ``tokens`` cover as sorted, separate ``(start, end)``.

    Lone characters are marked only when nothing longer was searched for.
    """
    folded, places = fold_aligned(text)
    covered: set[int] = set()
    for token in telling(tokens):
        at = folded.find(token)
        while at >= 0:
            covered.update(places[at : at + len(token)])
            at = folded.find(token, at + 1)
    runs: list[tuple[int, int]] = []
    for place in sorted(covered):
        if runs and runs[-1][1] == place:
            runs[-1] = (runs[-1][0], place + 1)
        else:
            runs.append((place, place + 1))
    return runs


def _start_of_best(marks, length):
    """Return where the window of ``length`` begins that holds most marked characters."""
    best, best_start, inside, last = 0, 0, 0, 0
    for start, end in marks:
        while last < len(marks) and marks[last][1] <= start + length:
            inside += marks[last][1] - marks[last][0]
            last += 1
        if inside > best:
            best, best_start = inside, start
        inside = max(0, inside - (end - start))
    return best_start


def _sentence_start(text, start):
    """Return the nearest edge of a sentence, else of a clause, at or before ``start``."""
    earliest = max(0, start - REACH)
    if earliest == 0:
        return 0
    for ends in (SENTENCE_ENDS, CLAUSE_ENDS):
        if edge := max(text.rfind(end, earliest, start) for end in ends) + 1:
            return edge
    return start


def _sentence_end(text, end):
    edges = [at for mark in SENTENCE_ENDS if (at := text.find(mark, end - 1, end + REACH)) >= 0]
    return min(edges) + 1 if edges else end


def _render(text, marks, start, end):
    parts = []
    at = start
    for mark_start, mark_end in marks:
        first, last = max(mark_start, start), min(mark_end, end)
        if first < last:
            parts += [("", text[at:first]), ("mark", text[first:last])]
            at = last
    parts.append(("", text[at:end]))
    return format_html_join("", "{}", ((_wrap(*part),) for part in parts))


def _wrap(tag, text):
    return format_html("<mark>{}</mark>", text) if tag else text
