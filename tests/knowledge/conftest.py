"""People of the editorial office."""

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.directory import UserFactory
from tests.factories.knowledge import ArticleFactory


def member_of(name):
    user = UserFactory()
    user.groups.add(Group.objects.get(name=name))
    return user


@pytest.fixture
def editor(db):
    return member_of("编辑")


@pytest.fixture
def reviewer(db):
    return member_of("审核")


@pytest.fixture
def queries_of(client):
    """Count the queries of a page that has been asked for once before."""

    def count(url):
        assert client.get(url).status_code == 200
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        return len(queries)

    return count


@pytest.fixture
def draft(editor):
    """A case of the editor's that has never been public and lacks nothing."""
    article = ArticleFactory(draft=True, title="老板不给工钱怎么办？", owner=editor)
    article.save_revision(user=editor)
    return article
