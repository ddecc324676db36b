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
