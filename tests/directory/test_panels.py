"""What other pages place of the register."""

import re

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import timezone

from directory.actions import record_change
from directory.models import Topic
from tests.factories.directory import (
    AdviserFactory,
    AssignmentFactory,
    LeaveFactory,
    UserFactory,
    VillageFactory,
)

pytestmark = pytest.mark.django_db


def render(markup, **context):
    request = RequestFactory().get("/")
    page = Template("{% load directory_tags %}" + markup)
    return page.render(Context({"request": request} | context))


def test_the_picker_leads_back_to_where_it_stands():
    village = VillageFactory(name="板坪村委会")
    markup = "{% village_picker next=back %}"
    page = render(markup, my_village_codes=[village.pk], back="/ask/?a=1&b=2")
    assert 'name="next" value="/ask/?a=1&amp;b=2"' in page
    assert f"/villages/choose/{village.pk}/?next=%2Fask%2F%3Fa%3D1%26b%3D2" in page
    assert "板坪村" in page


@pytest.mark.parametrize("code", ["", None, "430802999999", "<x>"])
def test_the_picker_forgets_villages_that_are_not(code, django_assert_max_num_queries):
    with django_assert_max_num_queries(2):
        assert "/villages/choose/" not in render("{% village_picker %}", my_village_codes=[code])


def test_the_adviser_card_names_who_serves_today():
    assignment = AssignmentFactory()
    page = render("{% adviser_card village %}", village=assignment.village)
    assert assignment.adviser.name in page
    assert assignment.adviser.phone not in page
    LeaveFactory(adviser=assignment.adviser)
    page = render("{% adviser_card village heading='答复您的人' %}", village=assignment.village)
    assert "答复您的人" not in page
    assert "callout--warn" in page


def test_the_adviser_card_costs_little(django_assert_max_num_queries):
    village = AssignmentFactory().village
    with django_assert_max_num_queries(3):
        render("{% adviser_card village %}", village=village)


def test_every_shipped_topic_has_a_situation_and_enough_words():
    topics = Topic.objects.all()
    assert topics.count() == 12
    assert Topic.objects.filter(parent=None).count() == 7
    for topic in topics:
        assert topic.situation
        assert len(set(topic.keyword_list)) >= 12


def test_the_figures_count_villages_and_advisers():
    AssignmentFactory()
    AdviserFactory()
    AdviserFactory(uncertified=True)
    page = render("{% coverage_figures %}")
    assert "<strong>1</strong>" in page
    assert "<strong>2</strong>" in page


def test_the_figures_leave_out_closed_villages():
    closed, heir = AssignmentFactory().village, AssignmentFactory().village
    first = re.compile("<strong>([0-9]+)</strong>")
    assert first.findall(render("{% coverage_figures %}")) == ["2", "2"]
    bureau = UserFactory(superuser=True)
    record_change("merged", closed, heir, happened_on=timezone.localdate(), by=bureau)
    assert first.findall(render("{% coverage_figures %}")) == ["1", "2"]
