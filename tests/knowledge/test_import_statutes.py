"""Laws from a file of lines: added, amended, completed, refused row by row, twice-safe."""

import datetime as dt
import gzip
import io
import json

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import ModelLogEntry

from knowledge.actions.importing import StatuteFile, UnreadableError, import_statutes
from knowledge.models import ArticlePage, EarlierWording, Law, LawName, Statute
from portal.search.models import OutboxRow
from tests.factories.knowledge import ArticleFactory, LawFactory, StatuteFactory

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 22)
YESTERDAY = dt.date(2026, 11, 21)


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to(dt.datetime(2026, 11, 22, 2, tzinfo=dt.UTC), tick=False)


def line(no="第一千零八十七条", content="离婚时，双方协议处理。", **facts):
    row = {"id": "1", "law": "民法典", "no": no, "kind": "法律", "content": content}
    return json.dumps(row | facts, ensure_ascii=False)


@pytest.fixture
def write(tmp_path):
    def written(*lines, name="laws.jsonl", pack=lambda data: data):
        path = tmp_path / name
        path.write_bytes(pack("\n".join(lines).encode()))
        return path

    return written


@pytest.fixture
def load(write):
    return lambda *lines, **options: import_statutes(StatuteFile(write(*lines)), **options)


def test_articles_and_their_laws_are_added(load):
    report = load(
        line(chapter="第四章 离婚", in_force_since="2021-01-01", source="https://npc.cn/1"),
        line(no="第1088条", content="另一条。"),
        line(no="第一百二十条之一", law="刑法", content="资助恐怖活动的……"),
    )
    assert (report.added, report.laws, report.refused) == (3, 2, 0)
    row = Statute.objects.get(law__name="民法典", number=1087)
    assert (row.text, row.chapter) == ("离婚时，双方协议处理。", "第四章 离婚")
    assert (row.in_force_since, row.source) == (dt.date(2021, 1, 1), "https://npc.cn/1")
    branch = Statute.objects.get(law__name="刑法")
    assert (branch.number, branch.branch, branch.label) == (120, 1, "第一百二十条之一")


@pytest.mark.parametrize(
    ("name", "kind", "stored", "full_name"),
    [
        ("宪法", "宪法", "constitution", "中华人民共和国宪法"),
        ("民法典", "法律", "law", "中华人民共和国民法典"),
        ("反分裂国家法", "法律", "law", ""),
        ("关于修改某法的决定", "法律", "law", ""),
        (
            "最高人民法院关于适用《民法典》继承编的解释（一）",
            "司法解释",
            "interpretation",
            "最高人民法院关于适用《中华人民共和国民法典》继承编的解释（一）",
        ),
        ("工伤保险条例", "行政法规", "regulation", ""),
        ("工伤认定办法", "部门规章", "rule", ""),
        ("湖南省信访条例", "地方性法规", "local", ""),
    ],
)
def test_each_kind_of_law(load, name, kind, stored, full_name):
    load(line(law=name, kind=kind))
    law = Law.objects.get()
    assert (law.name, law.kind, law.full_name) == (name, stored, full_name)


def test_popular_names_come_along_and_take_no_name_from_another_law(load):
    other = LawFactory(name="某法")
    LawName.objects.create(name="消保法", law=other)
    load(line(law="消费者权益保护法"), line(law="民事诉讼法"))
    names = Law.objects.names()
    assert names["消法"] == "消费者权益保护法"
    assert names["消保法"] == "某法"
    assert names["民诉法"] == "民事诉讼法"


def test_a_second_run_changes_nothing(load):
    lines = [line(), line(no="第二条"), line(law="民事诉讼法")]
    load(*lines)
    before = list(Statute.objects.order_by("pk").values()), list(LawName.objects.values())
    report = load(*lines)
    assert (report.same, report.added, report.laws, report.amended) == (3, 0, 0, 0)
    assert before == (
        list(Statute.objects.order_by("pk").values()),
        list(LawName.objects.values()),
    )
    assert not EarlierWording.objects.exists()


def test_changed_words_keep_the_old_ones_and_reach_the_cases_that_cite_them(load):
    StatuteFactory(text="旧的话。", in_force_since=dt.date(2021, 1, 1))
    case = ArticleFactory(law_checked_on=YESTERDAY)
    assert not ArticlePage.objects.to_recheck()
    report = load(line(no="第一千零四十二条", content="新的话。"))
    assert (report.amended, report.added) == (1, 0)
    row = Statute.objects.get()
    assert (row.text, row.in_force_since) == ("新的话。", TODAY)
    (before,) = EarlierWording.objects.all()
    assert (before.text, before.in_force_until) == ("旧的话。", YESTERDAY)
    assert list(ArticlePage.objects.to_recheck()) == [case]
    assert [entry.action for entry in ModelLogEntry.objects.for_instance(row)] == [
        "knowledge.amend"
    ]


def test_the_files_day_counts_when_it_is_later(load):
    StatuteFactory(number=1087, text="旧的话。", in_force_since=dt.date(2021, 1, 1))
    load(line(in_force_since="2026-06-01"))
    assert Statute.objects.get().in_force_since == dt.date(2026, 6, 1)
    assert EarlierWording.objects.get().in_force_until == dt.date(2026, 5, 31)


@pytest.mark.parametrize(
    ("day", "said"), [("2020-01-01", "更新"), ("2027-01-01", "提前")], ids=["older", "ahead"]
)
def test_words_of_another_time_are_refused(load, day, said):
    StatuteFactory(number=1087, text="现在的话。", in_force_since=dt.date(2021, 1, 1))
    report = load(line(in_force_since=day), line(no="第二条"))
    assert (report.refused, report.amended, report.added) == (1, 0, 1)
    (where, problem) = report.errors[0]
    assert where == 1
    assert "第一千零八十七条" in problem
    assert said in problem
    assert Statute.objects.get(number=1087).text == "现在的话。"


def test_what_a_record_lacks_is_filled_in_and_no_case_is_alarmed(load):
    StatuteFactory(number=1087, text="离婚时，双方协议处理。")
    facts = {"chapter": "第四章 离婚", "in_force_since": "2021-01-01", "source": "https://npc.cn/1"}
    report = load(line(**facts))
    row = Statute.objects.get()
    assert report.completed == 1
    assert (row.chapter, row.in_force_since) == ("第四章 离婚", dt.date(2021, 1, 1))
    assert (row.source, row.changed_on) == ("https://npc.cn/1", None)
    assert load(line(**facts)).same == 1


def test_a_law_of_the_wrong_kind_is_put_right(load):
    LawFactory(name="工伤保险条例", kind=Law.Kind.LAW, full_name="")
    load(line(law="工伤保险条例", kind="行政法规"))
    assert Law.objects.get().kind == Law.Kind.REGULATION


WRONG = {
    "no JSON": "{",
    "a list": "[1]",
    "a number too deep": "[" * 5000,
    "no law": line(law=""),
    "no words": line(content="  "),
    "no number": line(no="附则"),
    "nought": line(no="第零条"),
    "too large": line(no="第12345条"),
    "unknown kind": line(kind="村规民约"),
    "no day": line(in_force_since="去年"),
    "a NUL": line(content="一\x00二"),
    "half a character": line(content="甲乙").replace("甲", "\\ud800"),
    "a long name": line(law="法" * 201),
    "a long chapter": line(chapter="章" * 201),
    "words that are no text": json.dumps({"law": 1, "no": 2, "kind": 3, "content": 4}),
}


@pytest.mark.parametrize("bad", WRONG.values(), ids=WRONG.keys())
def test_a_bad_row_costs_only_itself(load, bad):
    report = load(line(), bad, line(no="第二条"))
    assert (report.rows, report.added, report.refused) == (3, 2, 1)
    assert report.errors[0][0] == 2
    assert report.errors[0][1]


def test_an_article_that_stands_twice_is_refused_the_second_time(load):
    report = load(line(), line(content="别的话。"))
    assert (report.added, report.refused) == (1, 1)
    assert Statute.objects.get().text == "离婚时，双方协议处理。"


def test_a_line_without_end_is_read_over(load, monkeypatch):
    monkeypatch.setattr("knowledge.actions.importing.reading.LONGEST_LINE", 400)
    report = load(line(), line(content="长" * 500), line(no="第二条"))
    assert (report.added, report.refused) == (2, 1)
    assert report.errors[0][0] == 2


def test_a_dry_run_says_the_same_and_writes_nothing(load):
    StatuteFactory(number=1087, text="旧的话。", in_force_since=dt.date(2021, 1, 1))
    lines = [line(), line(no="第二条"), line(law="民事诉讼法"), "{"]
    dry = load(*lines, dry_run=True)
    assert Statute.objects.get().text == "旧的话。"
    assert Law.objects.count() == 1
    assert not LawName.objects.exists()
    assert not EarlierWording.objects.exists()
    assert not ModelLogEntry.objects.exists()
    wet = load(*lines)
    assert dry == wet


def test_batches_add_up(load, monkeypatch):
    monkeypatch.setattr("knowledge.actions.importing.statutes.BATCH", 2)
    told = []
    report = load(*[line(no=f"第{n}条") for n in range(1, 6)], tell=lambda r: told.append(r.rows))
    assert report.added == Statute.objects.count() == 5
    assert told == [2, 4, 5]


def test_a_run_that_breaks_keeps_whole_batches_and_is_finished_by_the_next(write, monkeypatch):
    monkeypatch.setattr("knowledge.actions.importing.statutes.BATCH", 2)
    lines = [line(no=f"第{n}条") for n in range(1, 401)]
    whole = write(*lines, pack=gzip.compress).read_bytes()
    cut = write(*lines, name="cut.jsonl.gz", pack=lambda data: gzip.compress(data)[:-200])
    with pytest.raises(UnreadableError):
        import_statutes(StatuteFile(cut))
    kept = Statute.objects.count()
    assert kept % 2 == 0
    path = cut.with_name("whole.jsonl.gz")
    path.write_bytes(whole)
    report = import_statutes(StatuteFile(path))
    assert (report.same, report.added) == (kept, 400 - kept)


def test_new_articles_are_handed_to_the_search_in_bulk(
    load, django_assert_max_num_queries, monkeypatch
):
    monkeypatch.setattr("portal.search.outbox._call_worker", lambda: None)
    lines = [line(no=f"第{n}条") for n in range(1, 101)]
    with django_assert_max_num_queries(25):
        load(*lines)
    keys = set(OutboxRow.objects.values_list("key", flat=True))
    assert {f"law:{pk}" for pk in Statute.objects.values_list("pk", flat=True)} <= keys


def run(path, *options):
    out, err = io.StringIO(), io.StringIO()
    call_command("import_statutes", str(path), *options, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_the_command_reads_a_packed_file_and_sums_up(write):
    path = write(line(), line(no="第二条"), name="laws.jsonl.gz", pack=gzip.compress)
    assert "2 articles would be added in 1 new laws" in run(path, "--dry-run")[0]
    assert "2 articles added in 1 new laws" in run(path)[0]
    assert "0 articles added" in run(path)[0]
    assert "2 the same" in run(path)[0]


def test_the_command_lists_what_it_refused_and_fails(write):
    path = write(line(), *["{"] * 60)
    err = io.StringIO()
    with pytest.raises(CommandError, match="60 rows were refused"):
        call_command("import_statutes", str(path), stdout=io.StringIO(), stderr=err)
    assert err.getvalue().count("line ") == 50
    assert "10 more" in err.getvalue()
    assert Statute.objects.count() == 1


def test_a_file_that_is_not_there():
    with pytest.raises(CommandError, match="no-such-file"):
        run("/no-such-file.jsonl")


def test_the_demo_statutes_have_this_layout():
    report = import_statutes(StatuteFile("knowledge/demo/statutes.jsonl"))
    assert (report.refused, report.added) == (0, report.rows)
    assert Statute.objects.filter(in_force_since=None).count() == 0
