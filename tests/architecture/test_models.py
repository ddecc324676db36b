"""Rules of the tables: records are protected, consultations stay out of Wagtail and encrypted."""

import pytest
from django.apps import apps
from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Page, RevisionMixin
from wagtail.models.reference_index import ReferenceIndex
from wagtail.search.index import Indexed
from wagtail.snippets.models import get_snippet_models

from portal.vault.fields import EncryptedTextField
from tests.architecture.sources import LABELS

OURS = [model for label in LABELS for model in apps.get_app_config(label).get_models()]

# What may disappear with what it belongs to, and why.
CASCADES = {
    "media.PortalRendition.image": "a resized copy is nothing without its picture",
    "pages.SiteSettings.site": "settings of a site that is gone",
    "directory.RegisterSettings.site": "settings of a site that is gone",
    "directory.Proof.application": "a picture handed in with an application goes with it",
    "directory.ContractVillage.contract": "a line of a contract",
    "directory.PlanRow.plan": "a line of a calculation",
    "knowledge.LawName.law": "another name of a law goes with it",
    "knowledge.Reading.page": "how often a page was read goes with it",
    "portal_search.SoughtDay.sought": "numbers of words that are dropped; they move on before",
    "home.FeaturedPage.chosen": "a place on the home page ends with the page that stood there",
    "knowledge.ShareCard.page": "a page's picture for sharing goes with it",
}
# What may outlive what it points to, and why. Pages are content, not records: theirs are free.
NULLED = {
    "pages.SiteSettings.accessibility_page": "a setting outlives the page it names",
    "pages.SiteSettings.privacy_page": "a setting outlives the page it names",
    "directory.Adviser.photo": "an adviser stays when the portrait goes",
    "directory.ServiceRoom.photo": "a room stays when its picture goes",
    "directory.WeChatGroup.qr": "a group stays when its picture lapses",
}
# Text of a consultation that is not encrypted, and why it tells nothing of the case.
PLAIN = {
    "consultations.Consultation.kind": "a word: question or complaint",
    "consultations.Consultation.status": "a word of the transition table",
    "consultations.Consultation.form_key_hash": "a keyed hash",
    "consultations.Consultation.receipt_hash": "a keyed hash",
    "consultations.Consultation.phone_tail_hash": "a keyed hash",
    "consultations.Consultation.route_reason": "a word of the routing table",
    "consultations.Consultation.desk_role": "a word of the routing table",
    "consultations.Message.sender": "a word: villager, adviser or office",
    "consultations.Event.kind": "a word of the transition table",
    "consultations.Event.from_status": "a word of the transition table",
    "consultations.Event.to_status": "a word of the transition table",
    "consultations.Event.actor_kind": "a word",
    "consultations.Draft.key_hash": "a keyed hash",
    "consultations.Draft.step": "the name of a page",
}


def label(field):
    return f"{field.model._meta.label}.{field.name}"


def keys(model):
    """Return the foreign keys of ``model`` that our code wrote."""
    return [
        field
        for field in model._meta.local_fields
        if field.many_to_one or field.one_to_one
        if not getattr(field.remote_field, "parent_link", False)
    ]


def from_wagtail(field):
    """Tell whether an abstract model of Wagtail or taggit brought ``field``."""
    return any(
        hasattr(base, "_meta")
        and base._meta.abstract
        and base.__module__.startswith(("wagtail", "taggit", "modelcluster"))
        and field.name in {own.name for own in base._meta.local_fields}
        for base in field.model.__mro__
    )


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_every_model_says_its_name(model):
    own = [base for base in model.__mro__ if base.__module__.startswith(("django.db", "builtins"))]
    definer = next(base for base in model.__mro__ if "__str__" in vars(base))
    assert definer not in own, "define __str__"


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_records_are_protected(model):
    for field in keys(model):
        rule = field.remote_field.on_delete
        if isinstance(field, ParentalKey) or from_wagtail(field):
            continue
        if rule is models.CASCADE:
            assert label(field) in CASCADES
        elif rule is models.SET_NULL and issubclass(model, Page):
            continue
        elif rule is models.SET_NULL:
            assert label(field) in NULLED
        else:
            assert rule is models.PROTECT, label(field)


def test_lists_of_exceptions_are_up_to_date():
    existing = {label(field) for model in OURS for field in model._meta.local_fields}
    assert ({*CASCADES} | {*NULLED} | {*PLAIN}) - existing == set()


PRIVATE = list(apps.get_app_config("consultations").get_models())


@pytest.mark.parametrize("model", PRIVATE, ids=lambda model: model._meta.label)
class TestConsultations:
    def test_out_of_reach_of_wagtail(self, model):
        """A permission fault of Wagtail's admin must find nothing of a case (rule W1)."""
        assert not issubclass(model, Page | Indexed | RevisionMixin | ClusterableModel)
        assert model not in get_snippet_models()
        assert not ReferenceIndex.model_is_indexable(model)

    def test_no_plain_text(self, model):
        text = (models.CharField, models.TextField, models.JSONField, models.BinaryField)
        plain = [
            label(field)
            for field in model._meta.local_fields
            if isinstance(field, text) and not isinstance(field, EncryptedTextField)
        ]
        assert set(plain) <= set(PLAIN)

    def test_no_files(self, model):
        assert [f for f in model._meta.local_fields if isinstance(f, models.FileField)] == []


def test_private_models_exist():
    assert {model.__name__ for model in PRIVATE} >= {"Consultation", "Message", "Event", "Draft"}
    assert EncryptedTextField in {type(f) for model in PRIVATE for f in model._meta.local_fields}


def test_search_does_not_know_consultations():
    from portal.search import registry

    registered = {source.model._meta.app_label for source in registry.sources()}
    assert "consultations" not in registered
    assert registered
