"""Laws and articles in Wagtail's admin: found, read, and changed by actions alone."""

import datetime as dt

import pytest
from django.urls import NoReverseMatch, reverse
from wagtail.models import ModelLogEntry

from knowledge.models import ArticlePage, Citation, EarlierWording, Law, LawName, Statute
from tests.factories.knowledge import ArticleFactory, LawFactory, StatuteFactory
from tests.knowledge.conftest import member_of

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 22)


@pytest.fixture(autouse=True)
def _noon(time_machine):
    time_machine.move_to(dt.datetime(2026, 11, 22, 4, tzinfo=dt.UTC), tick=False)


@pytest.fixture
def desk(client, reviewer):
    client.force_login(reviewer)
    return client


@pytest.fixture
def statute():
    return StatuteFactory(
        number=1087, text="旧的话。", chapter="第四章 离婚", in_force_since=dt.date(2021, 1, 1)
    )


def address(model, view, *args):
    return reverse(f"wagtailsnippets_knowledge_{model}:{view}", args=args)


def typed(row, **changes):
    """What the form of ``row`` sends when nobody touches anything."""
    if isinstance(row, Law):
        names = ("name", "full_name", "kind", "in_force_since", "in_force_until", "source")
        names_now = row.other_names.all() if row.pk else ()
        more = {"other_names": "\n".join(name.name for name in names_now)}
        more |= {"replaced_by": row.replaced_by_id or ""}
    else:
        names = ("number", "branch", "chapter", "text", "in_force_since", "in_force_until")
        more = {"law": row.law_id, "happened": "", "since": "", "changed": "", "source": row.source}
    facts = {name: getattr(row, name) for name in names}
    return {
        name: "" if value is None else value for name, value in (facts | more | changes).items()
    }


def edit(desk, row, **changes):
    model = row._meta.model_name
    answer = desk.post(address(model, "edit", row.pk), typed(row, **changes))
    row.refresh_from_db()
    return answer


def history(row):
    return [entry.action for entry in ModelLogEntry.objects.for_instance(row).order_by("pk")]


def errors(answer):
    assert answer.status_code == 200
    return set(answer.context["form"].errors)


# An article.


def test_nothing_touched_writes_nothing(desk, statute):
    assert edit(desk, statute).status_code == 302
    assert history(statute) == []


def test_new_words_of_the_law_keep_the_old_and_put_cases_on_the_list(desk, statute, reviewer):
    case = ArticleFactory(law_checked_on=TODAY - dt.timedelta(days=1))
    Citation.objects.create(page=case, statute=statute)
    answer = edit(desk, statute, text="新的话。", happened="amend", since="2026-03-01")
    assert answer.status_code == 302
    assert (statute.text, statute.in_force_since) == ("新的话。", dt.date(2026, 3, 1))
    assert EarlierWording.objects.get().text == "旧的话。"
    assert list(ArticlePage.objects.to_recheck()) == [case]
    assert history(statute) == ["knowledge.amend"]
    assert ModelLogEntry.objects.for_instance(statute).get().user == reviewer


def test_a_slip_of_the_pen_alarms_nobody(desk, statute):
    edit(desk, statute, text="改对的话。", happened="correct")
    assert (statute.text, statute.changed_on) == ("改对的话。", None)
    assert history(statute) == ["knowledge.correct"]


def test_other_words_need_a_reason_and_the_law_a_day(desk, statute):
    assert errors(edit(desk, statute, text="新的话。")) == {"happened"}
    assert errors(edit(desk, statute, text="新的话。", happened="amend")) == {"since"}
    assert errors(edit(desk, statute, happened="amend", since="2026-03-01")) == {"text"}
    assert errors(edit(desk, statute, text="", happened="amend", since="2026-03-01")) == {"text"}
    assert statute.text == "旧的话。"
    assert history(statute) == []


@pytest.mark.parametrize("since", ["2026-11-23", "2021-01-01", "昨天"])
def test_a_day_that_cannot_be_stands_beside_its_field(desk, statute, since):
    answer = edit(desk, statute, text="新的话。", happened="amend", since=since)
    assert "since" in errors(answer)
    assert "新的话。" in answer.content.decode()
    assert not EarlierWording.objects.exists()


def test_marked_as_changed_without_new_words(desk, statute):
    case = ArticleFactory(law_checked_on=TODAY - dt.timedelta(days=9))
    Citation.objects.create(page=case, statute=statute)
    edit(desk, statute, changed="2026-11-20")
    assert statute.changed_on == dt.date(2026, 11, 20)
    assert list(ArticlePage.objects.to_recheck()) == [case]
    assert history(statute) == ["knowledge.mark_changed"]
    assert errors(edit(desk, statute, changed="2026-11-23")) == {"changed"}


def test_its_last_day_and_its_description_have_a_line_each(desk, statute):
    edit(desk, statute, in_force_until="2026-12-31", chapter="第五章")
    assert (statute.in_force_until, statute.chapter) == (dt.date(2026, 12, 31), "第五章")
    assert history(statute) == ["knowledge.describe_law", "knowledge.repeal"]
    assert "in_force_until" in errors(edit(desk, statute, in_force_until="2020-01-01")) | {
        "in_force_until"
    }
    assert statute.in_force_until == dt.date(2026, 12, 31)


def test_which_article_it_is_never_changes(desk, statute):
    other = LawFactory(name="别的法")
    edit(desk, statute, law=other.pk, number=5, branch=3)
    assert (statute.law.name, statute.number, statute.branch) == ("民法典", 1087, 0)


def test_a_new_article(desk):
    law = LawFactory()
    facts = typed(Statute(law=law, number=7, text="新的。"), in_force_since="2021-01-01")
    assert desk.post(address("statute", "add"), facts).status_code == 302
    row = Statute.objects.get(number=7)
    assert (row.text, row.in_force_since) == ("新的。", dt.date(2021, 1, 1))
    assert history(row) == ["knowledge.enter"]
    again = desk.post(address("statute", "add"), facts)
    assert again.status_code == 200
    assert Statute.objects.count() == 1


# A law.


def test_a_new_law_with_its_other_names(desk):
    facts = typed(Law(name="民事诉讼法", kind="law")) | {
        "other_names": "《民诉法》\n民诉法\n\n民事诉讼"
    }
    assert desk.post(address("law", "add"), facts).status_code == 302
    law = Law.objects.get()
    assert sorted(law.other_names.values_list("name", flat=True)) == ["民事诉讼", "民诉法"]
    assert history(law) == ["knowledge.enter", "knowledge.name"]
    assert Law.objects.names()["民诉法"] == "民事诉讼法"


def test_a_name_that_is_another_laws_is_refused(desk):
    LawName.objects.create(name="民诉法", law=LawFactory(name="民事诉讼法", full_name=""))
    law = LawFactory()
    for taken in ("民诉法", "民事诉讼法"):
        assert errors(edit(desk, law, other_names=taken)) == {"other_names"}
    assert not law.other_names.exists()
    assert history(law) == []


def test_the_end_of_a_law_names_its_successor_and_reaches_the_cases(desk, statute):
    case = ArticleFactory(law_checked_on=TODAY)
    new = LawFactory(name="新法典", full_name="")
    answer = edit(desk, statute.law, in_force_until="2026-11-21", replaced_by=new.pk)
    assert answer.status_code == 302
    law = Law.objects.get(name="民法典")
    assert (law.in_force_until, law.replaced_by) == (dt.date(2026, 11, 21), new)
    assert history(law) == ["knowledge.repeal"]
    assert list(ArticlePage.objects.to_recheck()) == [case]


def test_a_law_cannot_replace_itself_nor_end_before_it_begins(desk):
    law = LawFactory(in_force_since=dt.date(2021, 1, 1))
    itself = edit(desk, law, in_force_until="2026-01-01", replaced_by=law.pk)
    assert errors(itself) == {"replaced_by"}
    assert errors(edit(desk, law, in_force_until="2020-01-01"))
    law.refresh_from_db()
    assert (law.in_force_until, law.replaced_by) == (None, None)


def test_a_renamed_law_keeps_its_articles_and_says_so(desk, statute):
    edit(desk, statute.law, name="民法大典", source="https://flk.npc.gov.cn/x")
    assert Law.objects.get().name == "民法大典"
    assert history(Law.objects.get()) == ["knowledge.describe_law"]
    page = desk.get(address("law", "history", statute.law_id)).content.decode()
    assert "民法典 → 民法大典" in page


# Rights.


@pytest.mark.parametrize(("group", "writes"), [("审核", True), ("司法局", True), ("编辑", False)])
def test_reviewers_and_the_bureau_write_editors_read(client, statute, group, writes):
    client.force_login(member_of(group))
    for model, row in (("law", statute.law), ("statute", statute)):
        for view in ("list", "inspect", "history"):
            args = () if view == "list" else (row.pk,)
            assert client.get(address(model, view, *args)).status_code == 200, (model, view)
        for view, args in (("add", ()), ("edit", (row.pk,))):
            answer = client.get(address(model, view, *args))
            assert (answer.status_code == 200) == writes, (model, view)
        assert client.get(address(model, "delete", row.pk)).status_code != 200


def test_an_editors_post_changes_nothing(client, statute, editor):
    client.force_login(editor)
    edit(client, statute, text="新的话。", happened="correct")
    edit(client, statute.law, name="民法大典")
    statute.refresh_from_db()
    assert (statute.text, statute.law.name) == ("旧的话。", "民法典")


def test_what_is_cited_is_not_deleted_even_by_the_highest(admin_client, statute):
    Citation.objects.create(page=ArticleFactory(), statute=statute)
    admin_client.post(address("statute", "delete", statute.pk))
    admin_client.post(address("law", "delete", statute.law_id))
    assert Statute.objects.filter(pk=statute.pk).exists()
    assert Law.objects.filter(pk=statute.law_id).exists()


@pytest.mark.parametrize("group", ["司法所", "领导小组"])
@pytest.mark.parametrize("model", [Law, Statute])
def test_no_address_of_the_records_opens_without_a_right(client, statute, model, group):
    client.force_login(member_of(group))
    viewset = model.snippet_viewset
    for pattern in viewset.get_urlpatterns():
        args = [statute.pk if model is Statute else statute.law_id] if "<" in str(pattern) else []
        try:
            url = reverse(viewset.get_url_name(pattern.name), args=args)
        except NoReverseMatch:  # revisions and workflow tasks need more, and there are none
            continue
        for answer in (client.get(url), client.post(url, {"text": "新"})):
            assert answer.status_code in (302, 403, 404, 405), pattern.name
    statute.refresh_from_db()
    assert statute.text == "旧的话。"
