"""Villages that were there before kinds were told apart get theirs, as an import would say it."""

from importlib import import_module

import pytest
from django.apps import apps

from directory.models import Place
from directory.models.places import kind_of
from tests.factories.directory import VillageFactory

pytestmark = pytest.mark.django_db
NAMES = [
    "回龙居委会",
    "桥头居民委员会",
    "林场家委会",
    "名流园社区",
    "东门社区（试点）",
    "板坪村委会",
]


def test_a_village_that_had_none_gets_the_kind_an_import_gives():
    township = VillageFactory(kind="community", name="新村").parent
    for name in NAMES:
        VillageFactory(name=name, kind="")
    import_module("directory.migrations.0006_kind_of_village").say_kind(apps, None)
    kinds = dict(Place.objects.villages().values_list("name", "kind"))
    assert kinds == {name: kind_of(name) for name in NAMES} | {"新村": "community"}
    assert Place.objects.get(pk=township.pk).kind == ""
