"""What this app adds to Wagtail's admin."""

from functools import partial

from django.db.models import BooleanField, DateField
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.compare import register_comparison_class
from wagtail.admin.userbar import ContentCheckerItem
from wagtail.snippets.models import register_snippet

from directory.viewsets.history import formatter
from knowledge.viewsets import (
    ADDRESSES,
    REPORTS,
    SEARCH_ADDRESSES,
    SEARCH_REPORTS,
    EditorialToDo,
    GateChecks,
    KnowledgeToDo,
    LectureViewSet,
    RefusalFormatter,
    ReportMenuItem,
    StatuteGroup,
    WordImportMenuItem,
    WordsComparison,
    import_buttons,
    word_import_urls,
    writes,
)

STATUTE_ACTIONS = [
    ("knowledge.enter", _("Enter"), _("Entered")),
    ("knowledge.describe_law", _("Describe"), _("Description changed")),
    ("knowledge.name", _("Other names"), _("Other names changed")),
    ("knowledge.amend", _("New words"), _("The law changed: new words")),
    ("knowledge.correct", _("Mend a slip"), _("A slip of the pen mended")),
    ("knowledge.mark_changed", _("Mark changed"), _("Marked as changed")),
    ("knowledge.repeal", _("Last day"), _("Last day in force changed")),
]

register_snippet(StatuteGroup)
for kind in (BooleanField, DateField):
    register_comparison_class(kind, comparison_class=WordsComparison)


@hooks.register("register_log_actions")
def statute_history(actions):
    for name, label, message in STATUTE_ACTIONS:
        actions.register_action(name)(formatter(label, message))


@hooks.register("register_admin_viewset")
def lecture_viewset():
    return LectureViewSet("lectures")


@hooks.register("register_log_actions")
def lecture_history(actions):
    actions.register_action("knowledge.announce", _("Announce"), _("Announced"))
    actions.register_action("knowledge.describe", _("Describe"), _("Description changed"))
    actions.register_action("knowledge.move", _("Move"), _("Time or place changed"))
    actions.register_action("knowledge.hold", _("Hold"), _("Held and written into the ledger"))
    actions.register_action("knowledge.cancel", _("Cancel"), _("Cancelled"))
    actions.register_action("knowledge.outline", _("Write the outline"), _("Outline written"))
    actions.register_action("knowledge.photos", _("Photos"), _("Photos changed"))


@hooks.register("register_log_actions")
def filing_history(actions):
    actions.register_action("knowledge.filing_submit", _("Submit"), _("Submitted for filing"))
    actions.register_action("knowledge.filing_file", _("File"), _("Filed with a number"))
    actions.register_action("knowledge.filing_return", _("Return"), _("Returned by the office"))
    actions.register_action("knowledge.plan_requested", _("Plan"), _("Planned as asked for"))
    actions.register_action("knowledge.decline_request", _("Decline"), _("Request declined"))
    actions.register_action("knowledge.withdraw_request", _("Withdraw"), _("Request withdrawn"))


@hooks.register("register_log_actions")
def gate_history(actions):
    actions.register_action("knowledge.refuse")(RefusalFormatter)
    compared = formatter(_("Compare with the law"), _("Compared with the law, nothing to change"))
    actions.register_action("knowledge.confirm_law")(compared)


@hooks.register("register_admin_urls")
def editors_reports():
    return [*ADDRESSES, *SEARCH_ADDRESSES]


for order, report in enumerate([*REPORTS, *SEARCH_REPORTS], start=100):
    hooks.register("register_reports_menu_item", partial(ReportMenuItem, report, order))


@hooks.register("construct_homepage_panels")
def knowledge_to_do(request, panels):
    """Show what waits to those who write lectures and to those who write cases."""
    if request.user.has_perm("knowledge.change_lecture"):
        panels.append(KnowledgeToDo())
    if writes(request.user):
        panels.append(EditorialToDo())


@hooks.register("construct_wagtail_userbar")
def gate_among_the_checks(request, items, page):
    """Put the gate's rules beside Wagtail's own."""
    items[:] = [_with_gate(item) for item in items]


def _with_gate(item):
    return GateChecks(item.in_editor) if isinstance(item, ContentCheckerItem) else item


@hooks.register("register_admin_urls")
def word_import():
    """Upload a Word file, look at it, save it as a draft."""
    return [word_import_urls]


@hooks.register("register_admin_menu_item")
def word_import_in_the_menu():
    return WordImportMenuItem()


@hooks.register("register_page_header_buttons")
def word_import_on_the_page(page, user, view_name, next_url=None):
    return import_buttons(page, user)


@hooks.register("register_page_listing_more_buttons")
def word_import_in_the_list(page, user, next_url=None):
    return import_buttons(page, user)


@hooks.register("register_log_actions")
def word_import_history(actions):
    actions.register_action("knowledge.keep_word_file", _("Upload"), _("Word file uploaded"))
    actions.register_action("knowledge.drop_word_file", _("Throw away"), _("Word file thrown away"))
    actions.register_action("knowledge.import_word", _("Import"), _("Made from a Word file"))
