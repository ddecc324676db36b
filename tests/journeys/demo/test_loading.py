"""Pages, log-ins, loading again, and the texts as a whole."""

import io
import itertools
import json
import re
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.contrib.auth.hashers import check_password
from django.core.management import CommandError, call_command
from django.test import Client
from wagtail.models import Revision

import consultations
import knowledge
from consultations.models import Consultation, Event, Message
from directory import ledger
from directory.ledger.models import Entry, Volume
from directory.management import demo as shared
from directory.models import (
    Adviser,
    Application,
    Assignment,
    Certificate,
    Contract,
    ContractVillage,
    Firm,
    Office,
    Place,
    PlaceChange,
    ServiceRoom,
    WeChatGroup,
)
from knowledge.models import (
    ArticlePage,
    Citation,
    Filing,
    Lecture,
    LectureChange,
    LecturePhoto,
    LectureRequest,
    NewsPage,
    Outline,
    Reading,
    ShareCard,
    SignUp,
    SituationPage,
    Statute,
)
from portal import home
from portal.accounts.models import User
from portal.home.management.commands.load_demo import LOG_INS
from portal.home.models import FeaturedPage, StandardPage
from portal.media.models import PortalImage
from portal.search.models import OpenedDay, SoughtDay, SoughtText
from tests.factories.directory import attend
from tests.journeys.demo import MOMENT, TODAY

FILLER = re.compile(r"lorem|ipsum|foo|TODO|XXX|待补充|占位|示例文字|测试数据", re.IGNORECASE)


@pytest.mark.parametrize("slug", ["about", "privacy", "legal-aid", "mediation", "accessibility"])
def test_plain_pages_can_be_read_by_a_stranger(slug):
    page = StandardPage.objects.live().get(slug=slug)
    page.body.stream_block.clean(page.body)
    assert len(page.summary) >= 20
    answer = Client().get(f"/{slug}/")
    assert answer.status_code == 200
    assert page.title in answer.content.decode()


def test_home_article_lecture_village_and_adviser_answer():
    article = ArticlePage.objects.live().first()
    rows = [
        Lecture.objects.public().first(),
        Place.objects.villages().first(),
        Adviser.objects.first(),
    ]
    for url in ["/", "/learn/", article.url, *[row.get_absolute_url() for row in rows]]:
        assert Client().get(url).status_code == 200, url


def test_printed_log_ins_work_and_only_one_may_do_everything(said):
    for username, _where, _what in LOG_INS:
        user = User.objects.get(username=username)
        assert check_password(shared.PASSWORD, user.password), username
        assert re.search(rf"^  {username} ", said, re.MULTILINE)
    assert shared.PASSWORD in said
    assert User.objects.filter(is_superuser=True).count() == 1
    assert User.objects.exclude(adviser=None).count() == 62


@pytest.mark.parametrize(
    ("username", "may_enter"),
    [
        *[(name, True) for name in ("editor", "reviewer", "bureau", "office", "leader")],
        *[(name, False) for name in ("clerk", "adviser47")],
    ],
)
def test_the_admin_opens_for_writers_and_staff_but_not_for_clerks_and_advisers(username, may_enter):
    user = User.objects.get(username=username)
    assert user.has_perm("wagtailadmin.access_admin") is may_enter
    assert user.has_perm("directory.change_assignment") is (username == "bureau")
    assert not user.has_perm("directory.delete_assignment")


def test_the_adviser_shown_first_has_something_to_do():
    user = User.objects.get(username="adviser47")
    waiting = Consultation.objects.on_desk_of(user).due()
    assert waiting.count() >= 4


def test_loading_twice_adds_nothing():
    models = [Place, Adviser, Assignment, Certificate, User, ArticlePage, StandardPage, Lecture]
    models += [Consultation, Event, Message, Entry, Volume, Firm, Office, PortalImage]
    models += [Contract, ContractVillage, ServiceRoom, WeChatGroup, Application, PlaceChange]
    models += [Statute, SituationPage, NewsPage, Citation, Reading, Filing, LectureRequest]
    models += [SoughtText, SoughtDay, OpenedDay]
    models += [LecturePhoto, LectureChange, SignUp, Outline, ShareCard, FeaturedPage, Revision]
    before = [model.objects.count() for model in models]
    with time_machine.travel(MOMENT + timedelta(days=40)):
        call_command("load_demo", stdout=io.StringIO())
    assert [model.objects.count() for model in models] == before


def test_a_password_that_was_changed_stays():
    user = User.objects.get(username="clerk")
    User.objects.filter(pk=user.pk).update(password="another")
    assert shared.demo_user("clerk", "x").password == "another"


def test_a_real_register_is_left_alone():
    adviser = Adviser.objects.create(name="真人", kind="lawyer")
    days = {"valid_from": TODAY, "valid_until": TODAY}
    attended = attend(adviser)
    real = Certificate.objects.create(adviser=adviser, number="湘-1", **days)
    with pytest.raises(CommandError, match="real register"):
        call_command("load_demo", stdout=io.StringIO())
    real.delete()
    attended.delete()
    attended.training.delete()
    adviser.delete()


def strings_in(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, dict)):
        children = value.values() if isinstance(value, dict) else value
        yield from itertools.chain.from_iterable(map(strings_in, children))


@pytest.mark.parametrize("app", [consultations, home, knowledge, ledger, shared])
def test_there_is_no_filler(app):
    folder = Path(app.__file__).parent
    folder = folder.parent if app is shared else folder
    files = list((folder / "demo").glob("*.json"))
    assert files
    for file in files:
        texts = list(strings_in(json.loads(file.read_text(encoding="utf-8"))))
        assert not [text for text in texts if FILLER.search(text)], file.name
