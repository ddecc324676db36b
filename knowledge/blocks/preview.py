"""The case article before it is stored: its pictures lie in the page and nowhere else."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from knowledge.blocks.article import ArticleBodyBlock


class UnstoredFigureBlock(blocks.StructBlock):
    """A picture that is no image of the portal yet; ``image`` is a ``data:`` address."""

    image = blocks.CharBlock()
    alt = blocks.CharBlock(required=False)
    caption = blocks.CharBlock(required=False)

    class Meta:
        label = _("Picture")
        template = "knowledge/blocks/unstored_figure.html"


class UnstoredBodyBlock(ArticleBodyBlock):
    """The body of a case article that is looked at before it is a draft."""

    figure = UnstoredFigureBlock()
