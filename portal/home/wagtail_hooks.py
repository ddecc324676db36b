"""The admin wears the colours of the portal."""

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks


@hooks.register("insert_global_admin_css")
def portal_colours():
    """The style sheet with our colours, after Wagtail's own."""
    return format_html('<link rel="stylesheet" href="{}">', static("portal/css/admin.css"))
