"""Which topics a text in the villager's own words is probably about."""

from collections.abc import Iterable, Mapping


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


def suggest(text: str, keywords: Mapping[int, Iterable[str]], count: int = 3) -> list[int]:
    """Return at most ``count`` topics whose words occur, the best first; ties as listed."""
    found = scores(text, keywords)
    order = sorted(found, key=lambda topic: -found[topic])
    return [topic for topic in order if found[topic]][:count]
