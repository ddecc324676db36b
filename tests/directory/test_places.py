"""Places: what a code says, how names are said, what somebody may mean by what is typed."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from directory.models import Place
from directory.models.places import code_range
from directory.pinyin import spell
from tests.factories.directory import CountyFactory, TownshipFactory, VillageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def county():
    return CountyFactory()


@pytest.fixture
def township(county):
    return TownshipFactory(code="430802002000", name="大庸桥街道", parent=county)


@pytest.fixture
def village(township):
    return VillageFactory(code="430802002206", name="板坪村委会", parent=township)


@pytest.mark.parametrize(
    ("level", "reach"),
    [
        ("province", "43"),
        ("city", "4308"),
        ("county", "430802"),
        ("township", "430802002"),
        ("village", "430802002206"),
    ],
)
def test_the_level_says_how_far_a_place_reaches(level, reach):
    assert Place(code="430802002206", level=level).reach == reach


@pytest.mark.parametrize(
    ("official", "spoken"),
    [
        ("板坪村委会", "板坪村"),
        ("高铁新村委会", "高铁新村"),
        ("八家河村村委会", "八家河村"),
        ("回龙居委会", "回龙居委会"),
        ("名流园社区居委会", "名流园社区"),
        ("永定街道", "永定街道"),
        ("原种场生活区", "原种场生活区"),
    ],
)
def test_names_are_said_as_people_say_them(official, spoken):
    assert Place(name=official).short_name == spoken


def test_a_village_is_named_with_its_township(village, township):
    assert village.full_name == "大庸桥街道 板坪村"
    assert township.full_name == "大庸桥街道"
    assert Place(name="板坪村委会", level="village").full_name == "板坪村委会"
    assert str(village) == "板坪村委会"


def test_every_level_has_its_address(village, township, county):
    assert village.get_absolute_url() == "/v/430802002206/"
    assert township.get_absolute_url() == "/villages/430802002000/"
    assert county.get_absolute_url() == reverse("directory:picker")


def test_under_a_place_lies_what_its_code_begins(village, township, county):
    elsewhere = VillageFactory(code="430802003001")
    assert set(Place.objects.under(township)) == {township, village}
    assert set(Place.objects.under(village)) == {village}
    assert elsewhere in Place.objects.under(county)
    assert set(Place.objects.within([village.reach, elsewhere.reach])) == {village, elsewhere}
    assert not Place.objects.within([]).exists()


def test_a_prefix_is_one_range_of_codes():
    assert code_range("430802002") == ("430802002000", "430802002999")
    assert code_range("430802002206") == ("430802002206", "430802002206")


def test_closed_places_and_other_levels_are_left_out(village, township):
    VillageFactory(parent=township, is_active=False)
    assert list(Place.objects.active().villages()) == [village]
    assert list(Place.objects.townships()) == [township]


@pytest.mark.parametrize(
    "text",
    [
        "板坪",
        "板坪村",
        "板坪村委会",
        "板坪社区",
        " 板坪 ",
        "大庸桥 板坪",
        "板坪　大庸桥街道",
        "bp",
        "BPC",
        "banping",
        "ban-ping",
        "430802002206",
        "4308020022",
        "４３０８０２００２２０６",
        "bp 大庸桥",
    ],
)
def test_a_village_is_meant_by(village, text):
    VillageFactory(name="回龙居委会")
    assert list(Place.objects.villages().matching(text)) == [village]


@pytest.mark.parametrize("text", ["", "   ", "anping", "板坪坪", "999", "%", "_", "\0", "'", "😀"])
def test_no_village_is_meant_by(village, text):
    assert not Place.objects.villages().matching(text).exists()


def test_only_the_first_words_are_looked_at(village):
    assert Place.objects.matching("板坪 大庸桥 bp 4308 不算").get() == village


@pytest.mark.parametrize("code", ["", "43080200220", "4308020022066", "43080200220a", "４" * 12])
def test_a_code_has_twelve_digits(code):
    with pytest.raises(ValidationError):
        Place(code=code, name="x", level="county").clean_fields()


def test_the_database_knows_the_levels():
    with pytest.raises(IntegrityError), transaction.atomic():
        Place.objects.create(code="430802009000", name="x", level="hamlet")


@pytest.mark.parametrize(
    ("name", "pinyin", "initials"),
    [
        ("回龙居委会", "huilongjuweihui", "hljwh"),
        ("教字垭镇", "jiaoziyazhen", "jzyz"),
        ("龚家垴村委会", "gongjianaocunweihui", "gjncwh"),
        ("吕家村", "lvjiacun", "ljc"),
        ("第1组", "di1zu", "d1z"),
        ("A·B 村", "abcun", "ac"),
        ("", "", ""),
    ],
)
def test_names_are_spelled_as_typed_on_a_phone(name, pinyin, initials):
    assert spell(name) == (pinyin, initials)
