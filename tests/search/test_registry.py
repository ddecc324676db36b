"""What apps register, and which documents a change touches."""

import pytest
from django.contrib.auth.models import Group, Permission

from portal.search import registry
from portal.search.registry import Source
from tests.factories.search import group_document, make_document


def test_registering_twice_is_an_error(groups):
    with pytest.raises(ValueError, match="Group"):
        registry.register(groups)


@pytest.mark.parametrize("kind", ["", "Village", "toolongtype", "a:b", "村"])
def test_a_type_is_a_short_word(kind):
    with pytest.raises(ValueError, match="type"):
        Source(type=kind, model=Group, queryset=Group.objects.all, build=group_document)


@pytest.mark.django_db
def test_a_change_touches_its_own_document_and_those_that_show_it(groups):
    group = Group.objects.create(name="回龙")
    permission = Permission.objects.earliest("pk")
    assert registry.keys_changed_by(group) == [f"village:{group.pk}"]
    assert registry.keys_changed_by(permission) == []
    group.permissions.add(permission)
    assert registry.keys_changed_by(permission) == [f"village:{group.pk}"]


@pytest.mark.django_db
def test_a_related_row_that_is_gone_is_no_error(groups):
    source = Source(
        type="page",
        model=Group,
        queryset=Group.objects.all,
        build=group_document,
        related={Permission: lambda permission: [Group.objects.get(pk=0)]},
    )
    registry.register(source)
    assert registry.keys_changed_by(Permission.objects.earliest("pk")) == []


@pytest.mark.django_db
def test_only_visible_rows_have_documents(groups):
    seen, hidden = Group.objects.create(name="回龙"), Group.objects.create(name="-秘密")
    keys = [groups.key(seen), groups.key(hidden), "village:0", "unknown:1"]
    assert set(registry.documents_of(keys)) == {groups.key(seen)}
    assert hidden.name not in [document.title for document in registry.documents()]


@pytest.mark.django_db
def test_a_row_that_cannot_be_built_is_none(groups, caplog):
    group = Group.objects.create(name="broken")
    assert registry.documents_of([groups.key(group)]) == {groups.key(group): None}
    assert groups.key(group) in caplog.text


def test_the_digest_follows_every_field():
    document = make_document(pk="1")
    changes = {"title": "另一个", "body": "另", "url": "/x/", "boost": 2, "aliases": ("a",)}
    digests = {make_document(pk="1", **{name: changes[name]}).digest for name in changes}
    assert make_document(pk="1").digest == document.digest
    assert len(digests | {document.digest}) == len(changes) + 1
