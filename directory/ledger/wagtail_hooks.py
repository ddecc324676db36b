"""What the ledger adds to Wagtail's admin."""

from wagtail import hooks
from wagtail.permissions import register_permission_policy

from directory.ledger.models import Entry
from directory.ledger.viewsets import EntryViewSet
from directory.permissions import RecordPolicy

register_permission_policy(Entry, RecordPolicy(Entry, refuses={"add", "change", "delete"}))


@hooks.register("register_admin_viewset")
def register_viewset():
    return EntryViewSet("ledger")
