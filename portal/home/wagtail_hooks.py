"""The admin wears the colours of the portal."""

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks


@hooks.register("insert_global_admin_css")
def portal_colours():
    """The style sheet with our colours, after Wagtail's own."""
    return format_html('<link rel="stylesheet" href="{}">', static("portal/css/admin.css"))


@hooks.register("construct_help_menu")
def only_our_help(request, menu_items):
    """Leave out what leads abroad, to pages in English about Wagtail's newest release."""
    menu_items[:] = [item for item in menu_items if "guide.wagtail.org" not in item.url]


@hooks.register("construct_reports_menu")
def site_history_for_superusers(request, menu_items):
    """Leave out the report that only the superuser may open."""
    if not request.user.is_superuser:
        menu_items[:] = [item for item in menu_items if item.name != "site-history"]
