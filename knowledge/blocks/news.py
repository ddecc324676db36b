"""Parts of news, stories, bulletins and downloads."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from portal.pages.blocks import SHARED_BLOCKS


class DownloadBlock(blocks.StructBlock):
    """A file to take along (下载)."""

    title = blocks.CharBlock(
        label=_("Title"), max_length=60, help_text=_("What it is for, for example 法律援助申请表")
    )
    file = DocumentChooserBlock(label=_("File"))

    class Meta:
        icon = "download"
        label = _("Download")
        template = "knowledge/blocks/download.html"


NEWS_BLOCKS = [*SHARED_BLOCKS, ("download", DownloadBlock())]
