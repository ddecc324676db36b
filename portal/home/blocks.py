"""The doors of the home page."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from knowledge.models import SituationPage


class DoorBlock(blocks.StructBlock):
    """One large way in, by what people want to do (一扇门)."""

    ICONS = [
        ("ask", _("speech bubble")),
        ("book", _("book")),
        ("mediation", _("hands")),
        ("scale", _("scales")),
        ("person", _("person")),
        ("people", _("people")),
        ("phone", _("phone")),
        ("calendar", _("calendar")),
        ("building", _("court")),
    ]
    icon = blocks.ChoiceBlock(choices=ICONS, default="ask", label=_("Sign"))
    title = blocks.CharBlock(
        max_length=12,
        label=_("Title"),
        help_text=_("Two to six characters. Example: Ask a question"),
    )
    text = blocks.CharBlock(
        max_length=40,
        required=False,
        label=_("Text"),
        help_text=_("When one needs it, in the reader's words. Example: No money for a lawyer"),
    )
    situations = blocks.ChoiceBlock(
        choices=SituationPage.Door.choices,
        required=False,
        label=_("Life situations below it"),
        help_text=_("Those whose own page names this door; up to three stand below it"),
    )
    link = blocks.RegexBlock(
        regex=r"^/[^/\\]\S*/$",
        label=_("Address on this site"),
        error_messages={"invalid": _("Begin and end with a slash, such as /ask/")},
        help_text=_("Example: /legal-aid/"),
    )

    class Meta:
        icon = "link"
        label = _("Door")
