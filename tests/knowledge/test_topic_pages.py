"""Cases topic by topic and word by word."""

import pytest
from wagtail.models import PageViewRestriction

from directory.models import Topic
from tests.factories.knowledge import ArticleFactory, LectureFactory, learning_section, topic
from tests.factories.news import SituationFactory

pytestmark = pytest.mark.django_db


def body(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def tagged(*words, **facts):
    article = ArticleFactory(**facts)
    article.tags.add(*words)
    article.save()
    return article


@pytest.fixture
def section():
    return learning_section()


@pytest.fixture
def below():
    parent = topic("loans")
    return Topic.objects.create(name="网贷", slug="net-loans", parent=parent, sort_order=99)


def test_a_topic_counts_its_cases_and_those_below_it(client, section, below):
    own, deeper = ArticleFactory(topic=topic("loans")), ArticleFactory(topic=below)
    text = body(client.get(f"{section.url}topics/loans/"))
    assert own.title in text
    assert deeper.title in text
    assert "<h2>2 篇</h2>" in text
    assert f'href="{below.get_absolute_url()}">网贷' in text


def test_a_topic_below_another_leads_up(client, section, below):
    deeper = ArticleFactory(topic=below)
    text = body(client.get(f"{section.url}topics/net-loans/"))
    assert deeper.title in text
    assert f'<li><a href="{topic("loans").get_absolute_url()}">' in text


def test_a_topic_shows_situations_and_lectures_on_it(client, section):
    situation = SituationFactory(topic=topic("loans"))
    lecture = LectureFactory(announced=True, topic=topic("loans"))
    LectureFactory(announced=True, title="别的讲座")
    text = body(client.get(f"{section.url}topics/loans/"))
    assert situation.title in text
    assert lecture.title in text
    assert "别的讲座" not in text


def test_asking_from_a_topic_proposes_it(client, section):
    assert 'href="/ask/?about=loans"' in body(client.get(f"{section.url}topics/loans/"))


def test_a_topic_turns_its_pages(client, section):
    for _ in range(21):
        ArticleFactory(topic=topic("loans"))
    url = f"{section.url}topics/loans/"
    assert len(client.get(url).context["articles"]) == 20
    assert len(client.get(url, {"page": "2"}).context["articles"]) == 1


def test_a_word_shows_the_cases_that_wear_it(client, section):
    ours, other = tagged("彩礼", "退婚"), tagged("借条")
    answer = client.get(f"{section.url}tags/彩礼/")
    text = body(answer)
    assert "“彩礼”的案例</h1>" in text
    assert ours.title in text
    assert other.title not in text
    assert {tag.name for tag in answer.context["tags"]} == {"退婚", "借条"}


def test_the_section_shows_the_words_most_used_first(client, section):
    for _ in range(2):
        tagged("借条")
    tagged("彩礼")
    tagged("没人看见", draft=True)
    words = [tag.name for tag in client.get(section.url).context["tags"]]
    assert words == ["借条", "彩礼"]


def test_a_word_of_hidden_cases_only_leads_nowhere(client, section):
    fenced = tagged("内部")
    PageViewRestriction.objects.create(page=fenced, restriction_type="login")
    assert client.get(f"{section.url}tags/内部/").status_code == 404
    assert client.get(f"{section.url}tags/没有/").status_code == 404


def test_words_are_written_into_addresses_as_addresses_want_it(client, section):
    tagged("彩礼")
    assert 'href="/learn/tags/%E5%BD%A9%E7%A4%BC/"' in body(client.get(section.url))


def test_the_section_leads_to_lectures_laws_and_news(client, section):
    text = body(client.get(section.url))
    for path in ("/lectures/", "/laws/", "/news/", "#topics"):
        assert f'href="{path}"' in text


def test_the_number_of_queries_does_not_grow(section, queries_of):
    def grow():
        tagged("彩礼", "退婚", topic=topic("loans"))
        SituationFactory(topic=topic("loans"))
        LectureFactory(announced=True, topic=topic("loans"))

    grow()
    urls = [section.url, f"{section.url}topics/loans/", f"{section.url}tags/彩礼/"]
    few = [queries_of(url) for url in urls]
    for _ in range(6):
        grow()
    assert [queries_of(url) for url in urls] == few
    assert max(few) <= 8
