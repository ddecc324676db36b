"""What a case may have besides: a word explained, a table, a recording."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock


class TermBlock(blocks.StructBlock):
    """A word of the law explained (名词解释)."""

    term = blocks.CharBlock(label=_("Word"), max_length=30, help_text=_("For example 司法确认"))
    text = blocks.TextBlock(
        label=_("What it means"), rows=2, help_text=_("One or two short sentences")
    )

    class Meta:
        icon = "info-circle"
        label = _("Word explained")
        group = _("More")
        template = "knowledge/blocks/term.html"


class TableBlock(TypedTableBlock):
    """A table of plain text (表格)."""

    def __init__(self, **kwargs):
        columns = [("text", blocks.CharBlock(label=_("Text"), required=False))]
        super().__init__(columns, **kwargs)

    class Meta:
        icon = "table"
        label = _("Table")
        group = _("More")
        template = "knowledge/blocks/table.html"


class AudioBlock(blocks.StructBlock):
    """A recording to listen to (音频), with what is said in words."""

    recording = DocumentChooserBlock(label=_("Recording"), help_text=_("An MP3 or M4A file"))
    title = blocks.CharBlock(label=_("Title"), max_length=60)
    words = blocks.TextBlock(
        label=_("What is said"), rows=3, help_text=_("For people who cannot hear it")
    )

    class Meta:
        icon = "media"
        label = _("Recording")
        group = _("More")
        template = "knowledge/blocks/audio.html"
