"""Which topics a text in the villager's own words is probably about.

The topics whose words occur come first; the places left over go to those whose words are made of
the same characters and pairs, by complement naive Bayes (Rennie et al., 2003). Nothing but the
topics' own words is learned from: published cases as examples made it worse (bench/learning).
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache

from portal.search.analysis import fold, tokens_of_folded
from portal.search.queries import FORMULA

Words = tuple[tuple[int, tuple[str, ...]], ...]


def scores(text: str, keywords: Mapping[int, Iterable[str]]) -> dict[int, int]:
    """Return how strongly each topic's words occur in ``text``.

    ``keywords`` maps a topic to its lay words. A longer word says more than a short one, so every
    occurrence counts as many points as the word has characters.
    """
    folded = text.casefold()
    return {
        topic: sum(folded.count(word.casefold()) * len(word) for word in set(words) if word)
        for topic, words in keywords.items()
    }


def named(text: str, keywords: Mapping[int, Iterable[str]]) -> list[int]:
    """Return the topics whose words occur, the best first; ties as listed."""
    found = scores(text, keywords)
    order = sorted(found, key=lambda topic: -found[topic])
    return [topic for topic in order if found[topic]]


def nearest(text: str, keywords: Mapping[int, Iterable[str]]) -> list[int]:
    """Return the topics that share a character with ``text``, the most probable first."""
    counts = Counter(_pieces(text))
    weights = _weights(tuple((topic, tuple(words)) for topic, words in keywords.items()))
    found = {
        topic: sum(times * weight.get(piece, 0) for piece, times in counts.items())
        for topic, (own, weight) in weights.items()
        if own & counts.keys()
    }
    return sorted(found, key=lambda topic: -found[topic])


def suggest(text: str, keywords: Mapping[int, Iterable[str]], count: int = 3) -> list[int]:
    """Return at most ``count`` topics, those that are named before those that are near."""
    topics = [*named(text, keywords), *nearest(text, keywords)]
    return list(dict.fromkeys(topics))[:count]


@lru_cache(maxsize=2)
def _weights(keywords: Words) -> dict[int, tuple[frozenset[str], dict[str, float]]]:
    """Return each topic's own pieces, and how much each piece of all speaks for the topic.

    It speaks for a topic the more, the less the other topics together have of it.
    """
    counts = {topic: Counter(_pieces(" ".join(words))) for topic, words in keywords}
    spread = Counter(piece for pieces in counts.values() for piece in pieces)
    rarity = {piece: math.log((1 + len(counts)) / (1 + n)) + 1 for piece, n in spread.items()}
    shares = {topic: _shares(pieces, rarity) for topic, pieces in counts.items()}
    totals = {piece: sum(share.get(piece, 0) for share in shares.values()) for piece in spread}
    return {
        topic: (frozenset(share), _against(share, totals, rarity))
        for topic, share in shares.items()
    }


def _against(
    share: Mapping[str, float], totals: Mapping[str, float], rarity: Mapping[str, float]
) -> dict[str, float]:
    """Return the weights of one topic, from what the others have; every topic's add up alike."""
    rest = {piece: total - share.get(piece, 0) + 1 for piece, total in totals.items()}
    whole = sum(rest.values())
    logs = {piece: math.log(whole / part) for piece, part in rest.items()}
    length = sum(logs.values()) or 1
    return {piece: log * rarity[piece] / length for piece, log in logs.items()}


def _shares(pieces: Counter, rarity: Mapping[str, float]) -> dict[str, float]:
    """Return the pieces of one topic weighed by rarity, as a vector of length 1."""
    weighed = {piece: times * rarity[piece] for piece, times in pieces.items()}
    length = math.hypot(*weighed.values())
    return {piece: weight / length for piece, weight in weighed.items()}


def _pieces(text: str) -> list[str]:
    return tokens_of_folded(FORMULA.sub(" ", fold(text)))
