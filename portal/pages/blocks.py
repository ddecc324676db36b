"""Blocks that every written page may use."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

PARAGRAPH_FEATURES = ["h3", "bold", "ol", "ul", "link", "document-link"]


class HeadingBlock(blocks.CharBlock):
    """A heading of the second level (小标题)."""

    class Meta:
        icon = "title"
        label = _("Heading")
        template = "blocks/heading.html"


class RichParagraphBlock(blocks.RichTextBlock):
    """Text with bold, lists and links, and nothing that breaks the look (段落)."""

    def __init__(self, **kwargs):
        kwargs.setdefault("features", PARAGRAPH_FEATURES)
        super().__init__(**kwargs)

    class Meta:
        icon = "pilcrow"
        label = _("Paragraph")
        template = "blocks/paragraph.html"


class FigureBlock(blocks.StructBlock):
    """A picture with what it shows in words (图片)."""

    image = ImageChooserBlock(label=_("Picture"))
    alt = blocks.CharBlock(
        label=_("What it shows"),
        max_length=120,
        help_text=_(
            "For people who cannot see it. Example: The adviser explains a contract to villagers."
        ),
    )
    caption = blocks.CharBlock(label=_("Caption"), max_length=120, required=False)

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "blocks/figure.html"


class CalloutBlock(blocks.StructBlock):
    """A short text that must not be missed (提示)."""

    KINDS = [
        ("", _("Note")),
        ("good", _("Good to know")),
        ("warn", _("Take care")),
        ("urgent", _("Urgent or deadline")),
    ]
    kind = blocks.ChoiceBlock(choices=KINDS, default="", required=False, label=_("Kind"))
    title = blocks.CharBlock(
        label=_("Title"),
        max_length=40,
        required=False,
        help_text=_("Example: The claim must be made within one year"),
    )
    text = RichParagraphBlock(label=_("Text"), features=["bold", "link"])

    class Meta:
        icon = "warning"
        label = _("Callout")
        template = "blocks/callout.html"


SHARED_BLOCKS = [
    ("heading", HeadingBlock()),
    ("paragraph", RichParagraphBlock()),
    ("figure", FigureBlock()),
    ("callout", CalloutBlock()),
]
