"""Articles and lectures."""

import re
import statistics
from collections import Counter
from datetime import date

from django.utils import timezone

from knowledge.models import ArticlePage, Lecture


def parts(article, kind):
    return [block.value for block in article.body if block.block_type == kind]


def words_of(article):
    told = [*parts(article, "story"), *parts(article, "result")]
    told += [step["text"] for steps in parts(article, "steps") for step in steps]
    told += [law["plain_words"] for law in parts(article, "law")]
    return re.sub(r"<[^>]+>", "", " ".join(map(str, told)))


def test_ten_articles_on_ten_topics_stand_in_public():
    articles = ArticlePage.objects.live().public()
    assert articles.count() == 10
    assert len({article.topic_id for article in articles}) == 10
    assert all(article.title.endswith("？") for article in articles)
    assert {article.is_local for article in articles} == {True, False}


def test_each_article_has_story_law_result_steps_papers_and_numbers_to_call():
    for article in ArticlePage.objects.all():
        article.body.stream_block.clean(article.body)
        kinds = {block.block_type for block in article.body}
        assert kinds >= {"story", "law", "result", "steps", "papers", "contacts"}, article
        assert 3 <= len(parts(article, "steps")[0]) <= 5
        assert article.author_adviser is not None
        assert article.tags.count() >= 2
        assert article.reading_minutes >= 2 or not article.live


def test_each_law_is_named_in_full_quoted_whole_and_said_in_plain_words():
    for article in ArticlePage.objects.live():
        for law in parts(article, "law"):
            assert re.fullmatch(r"《.+》", law["law"])
            assert re.match(r"第[一二三四五六七八九十百千]+条", law["article"])
            assert law["text"].endswith("。")
            assert law["plain_words"] != law["text"]
        assert date(2026, 9, 1) <= article.law_checked_on <= date(2026, 11, 21)


def test_articles_read_easily():
    for article in ArticlePage.objects.all():
        text = words_of(article)
        sentences = [part for part in re.split("[。！？；]", text) if part.strip()]
        assert statistics.mean(map(len, sentences)) <= 40, article
        assert 300 <= len(text) <= 1200, article


def test_articles_can_be_edited_and_one_waits_for_the_reviewer():
    assert all(article.latest_revision for article in ArticlePage.objects.all())
    waiting = ArticlePage.objects.get(live=False)
    assert waiting.workflow_in_progress
    dates = ArticlePage.objects.live().values_list("first_published_at", flat=True)
    assert len({moment.date() for moment in dates}) == 10
    assert max(dates) < timezone.now()


def test_fifteen_lectures_in_all_states_around_today():
    states = Counter(Lecture.objects.values_list("status", flat=True))
    assert states == {"held": 8, "announced": 4, "planned": 2, "cancelled": 1}
    assert Lecture.objects.upcoming(timezone.now()).count() == 4
    for lecture in Lecture.objects.all():
        is_past = lecture.starts_at < timezone.now()
        assert is_past == (lecture.status in ("held", "cancelled"))
        assert lecture.summary.endswith("。")
        assert lecture.audience
