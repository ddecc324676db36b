"""What counts as a citation of law, form by form."""

import pytest

from knowledge.citations import find

NAMES = {"民法典": "民法典", "刑法": "刑法", "民诉法": "民事诉讼法"}


def cited(text, **options):
    return [(ref.law, ref.number) for ref in find(text, NAMES, **options)]


@pytest.mark.parametrize(
    "text",
    ["《民法典》第一千零八十七条", "《中华人民共和国民法典》第1087条第2款", "民法典1087条"],
)
def test_one_article_in_many_spellings(text):
    assert cited(text) == [("民法典", 1087)]


def test_an_article_of_a_contract_is_none():
    assert cited("依据本合同第三条、协议第5条") == []
