"""What this app adds to Wagtail's admin."""

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks

from consultations.viewsets import AskedNotWritten, DemandView
from knowledge.viewsets import ReportMenuItem, writes
from knowledge.viewsets.reports import addresses


@hooks.register("register_admin_urls")
def demand_addresses():
    return addresses(DemandView, "reports/demand/")


@hooks.register("register_reports_menu_item")
def demand_item():
    return ReportMenuItem(DemandView, order=102)


@hooks.register("construct_homepage_panels")
def asked_not_written(request, panels):
    """Show to those who write cases what villagers ask about."""
    if writes(request.user):
        panels.append(AskedNotWritten())


@hooks.register("insert_editor_js")
def topic_from_the_link():
    """A link of the report opens a new case with its topic chosen."""
    script = '<script type="module" src="{}"></script>'
    return format_html(script, static("portal/js/admin/topic.js"))
