"""What a person typed, made ready for an engine. Pure."""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, replace

from portal.search.analysis import fold, telling, tokens_of_folded

LENGTH_LIMIT = 60
TERM_LIMIT = 8
TYPED_LIMIT = 500
QUESTION = 8  # telling tokens: so many are no name of a thing any more
VILLAGE_CODE = re.compile(r"\d{12}", re.ASCII)
LETTERS = re.compile(r"[a-z' ]+", re.ASCII)
QUOTED = re.compile(r'["“”„«»「」『』]([^"“”„«»「」『』]+)["“”„«»「」『』]')

# Words that ask without saying what about. Longest first, so that no part of one is left over.
FORMULAS = (
    "什么情况", "这种情况", "情况下", "该怎么办", "有什么", "什么是", "会不会", "算不算",
    "可以要求", "能要求", "我想问", "想咨询", "属于", "如果", "但是", "因为", "所以",
    "应该如何处理", "应当如何处理", "应该怎么处理", "应该怎么办", "应当怎么办", "可不可以",
    "怎么处理", "如何处理", "怎么解决", "如何解决", "是否可以", "是否能够", "是否需要",
    "是否应当", "是否应该", "能否要求", "可否要求", "有哪些", "有没有", "是不是", "能不能",
    "该不该", "要不要", "怎么办", "怎么样", "怎样才", "为什么", "什么样", "是什么", "请问",
    "想问", "咨询", "你好", "您好", "谢谢", "律师", "是否", "能否", "可否", "如何", "怎么",
    "怎样", "什么", "哪些", "哪个", "多少", "可以", "应该", "需要", "一下", "我想", "吗", "呢",
    "么", "吧", "啊",
)  # fmt: skip
FORMULA = re.compile("|".join(sorted(FORMULAS, key=len, reverse=True)))


@dataclass(frozen=True)
class Query:
    """A query: ``text`` cleaned, cut and folded, ``tokens`` unique and in order, exact ``phrases``.

    ``repeated`` are the tokens that were typed more than once, ``legal`` are tokens of the legal
    terms for its lay words, without those in ``tokens``. ``typed`` is what the person wrote, on
    one line, to show it again or to ask it.
    """

    typed: str
    text: str
    tokens: tuple[str, ...]
    phrases: tuple[str, ...] = ()
    repeated: frozenset[str] = frozenset()
    legal: tuple[str, ...] = ()

    def meaning(self, legal_terms):
        """Return this query with the pairs and words of ``legal_terms(text)``."""
        terms = " ".join(legal_terms(self.text))
        pairs = [token for token in tokens_of_folded(terms) if len(token) > 1]
        return replace(self, legal=tuple(t for t in dict.fromkeys(pairs) if t not in self.tokens))

    @property
    def needed(self):
        """Return the tokens of which a document must hold one.

        A few words are looked for as such. A whole question, which the law may put in quite other
        words, is also met by characters alone: 被狗咬了 by 饲养的动物造成他人损害的.
        """
        words = telling(self.tokens)
        return words if len(words) < QUESTION else self.tokens

    @property
    def is_code(self):
        """Say whether this is the 12-digit official code of a place."""
        return bool(VILLAGE_CODE.fullmatch(self.text))

    @property
    def is_letters(self):
        """Say whether this can only be pinyin or initials."""
        return bool(LETTERS.fullmatch(self.text))


def clean(text, length=LENGTH_LIMIT):
    """Return ``text`` on one line, without control and direction characters, cut to ``length``."""
    start = text[: length * 4]
    plain = "".join(" " if unicodedata.category(char)[0] == "C" else char for char in start)
    return " ".join(plain.split())[:length].strip()


def parse(text, length=LENGTH_LIMIT):
    """Return the Query of what was typed; anything is accepted, nothing raises."""
    folded = fold(clean(text, length))[:length]
    words = " ".join(folded.split()[:TERM_LIMIT])
    phrases = tuple(p.strip() for p in QUOTED.findall(words) if p.strip())
    counts = Counter(tokens_of_folded(FORMULA.sub(" ", words)) or tokens_of_folded(words))
    return Query(
        typed=clean(text, TYPED_LIMIT),
        text=words,
        tokens=tuple(counts),
        phrases=phrases,
        repeated=frozenset(token for token, times in counts.items() if times > 1),
    )
