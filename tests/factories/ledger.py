"""Ledger entries for tests, written the way the portal writes them."""

import datetime as dt

import factory

from directory.ledger.actions import record
from directory.ledger.models import Entry
from tests.factories.directory import AdviserFactory, VillageFactory


class EntryFactory(factory.Factory):
    class Meta:
        model = Entry

    village = factory.SubFactory(VillageFactory)
    adviser = factory.SubFactory(AdviserFactory)
    kind = "consultation"
    happened_on = dt.date(2026, 11, 2)
    summary = "答复土地流转咨询一件"

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return record(**kwargs)
