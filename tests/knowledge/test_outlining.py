"""The outline made from cases."""

import pytest

from knowledge.models.outlines import Outline
from knowledge.outlining import STEP_LENGTH, Told, outline, told
from tests.factories.knowledge import ArticleFactory

WAGES = Told("工钱要不回来怎么办？", ("《劳动法》第五十条",), ("先找证据（白条）", "去投诉"))
GIFTS = Told("彩礼能要回来吗？")


def test_each_case_becomes_a_head_with_law_and_steps_below():
    lines = outline([WAGES, GIFTS]).splitlines()
    assert lines[0] == "一、工钱要不回来怎么办？"
    assert "《劳动法》第五十条" in lines[1]
    assert "1. 先找证据（白条）；2. 去投诉" in lines[2]
    assert lines[3:] == ["", "二、彩礼能要回来吗？"]


def test_the_heads_are_what_one_will_hear():
    made = Outline(text=outline([WAGES, GIFTS]))
    assert made.points == [WAGES.question, GIFTS.question]


def test_what_is_written_stays_and_the_numbers_go_on():
    text = outline([GIFTS], "一、开场的话\n  我自己写的")
    assert text == "一、开场的话\n  我自己写的\n\n二、彩礼能要回来吗？"


def test_a_case_is_told_once():
    once = outline([WAGES])
    assert outline([WAGES, WAGES], once) == once


def test_numbers_beyond_ten():
    cases = [Told(f"第{number}个问题") for number in range(1, 13)]
    assert "十二、第12个问题" in outline(cases)
    assert len(Outline(text=outline(cases)).points) == 12


def test_nothing_chosen_makes_nothing():
    assert outline([]) == ""
    assert outline([], "写了一半") == "写了一半"


@pytest.mark.django_db
def test_a_case_is_told_by_question_law_and_steps():
    case = told(ArticleFactory(title="彩礼给了八万，能要回来吗？"))
    assert case.question == "彩礼给了八万，能要回来吗？"
    assert case.laws == ("《民法典》第一千零四十二条",)
    assert case.steps == ("先把证据找齐（转账记录、微信聊天）",)


@pytest.mark.django_db
def test_a_long_step_is_told_by_its_title():
    step = {"title": "先把证据找齐。", "text": "转账记录、" * STEP_LENGTH}
    article = ArticleFactory(body=[("steps", [step, {"title": "去投诉", "text": ""}])])
    assert told(article).steps == ("先把证据找齐", "去投诉")
    assert told(article).laws == ()
