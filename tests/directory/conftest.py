"""A village and the adviser who serves it."""

import pytest

from directory.models import Topic
from tests.factories.directory import AdviserFactory, AssignmentFactory, VillageFactory

PHONE = "13974400001"


@pytest.fixture
def village():
    return VillageFactory(name="板坪村委会")


@pytest.fixture
def lead(village):
    adviser = AdviserFactory(name="向明远", phone=PHONE)
    adviser.topics.set(Topic.objects.filter(slug="family"))
    AssignmentFactory(village=village, adviser=adviser)
    return adviser
