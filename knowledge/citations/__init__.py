"""Citations of law in any text: 《民法典》第一千零八十七条, 第1087条, 民法典第1087条第二款."""

from knowledge.citations.finding import Reference, find
from knowledge.citations.names import LawNames
from knowledge.citations.numerals import (
    article_label,
    article_number,
    chinese_number,
    number_of,
)

__all__ = [
    "LawNames",
    "Reference",
    "article_label",
    "article_number",
    "chinese_number",
    "find",
    "number_of",
]
