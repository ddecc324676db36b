"""A draft may wait for its topic: it is previewed, and nothing of it goes out."""

import pytest
from django.core.exceptions import ValidationError

from knowledge.models import SituationPage
from tests.factories.knowledge import ArticleFactory, LectureFactory, learning_section, topic

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["case", "situation"])
def draft(request):
    if request.param == "case":
        return ArticleFactory(draft=True, topic=None, title="老板不给工钱怎么办？")
    steps = [("steps", [{"title": "先去找村里", "text": "带上欠条。"}])]
    page = SituationPage(title="工钱要不回来", slug="wages", topic=None, body=steps, live=False)
    return learning_section().add_child(instance=page)


def preview(page):
    return page.make_preview_request().rendered_content


def test_its_preview_names_no_topic(draft):
    LectureFactory(announced=True, title="别的讲座")
    html = preview(draft)
    assert draft.title in html
    assert "None" not in html
    assert 'href=""' not in html
    assert "别的讲座" not in html


def test_with_a_topic_the_preview_names_it(draft):
    draft.topic = topic()
    assert draft.topic.get_absolute_url() in preview(draft)


def test_it_cannot_be_made_public_by_saving_it(draft):
    draft.live = True
    with pytest.raises(ValidationError):
        draft.save()
