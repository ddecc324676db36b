"""What happened, what the law says, how it ended."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock


class StoryBlock(blocks.RichTextBlock):
    """What happened (案情), told as the village would tell it."""

    class Meta:
        icon = "openquote"
        label = _("Story")
        group = _("The case")
        template = "knowledge/blocks/story.html"


class WhoBlock(blocks.StructBlock):
    """One person of the story under a made-up name."""

    name = blocks.CharBlock(
        label=_("Called here"), max_length=20, help_text=_("A made-up name, for example 老李")
    )
    role = blocks.CharBlock(
        label=_("Who that is"), max_length=60, help_text=_("For example 出借人，做小生意")
    )

    class Meta:
        icon = "user"
        label = _("Person")


class PeopleBlock(blocks.ListBlock):
    """Who is who in the story (人物)."""

    def __init__(self, **kwargs):
        super().__init__(WhoBlock(), **kwargs)

    class Meta:
        icon = "group"
        label = _("Who is who")
        group = _("The case")
        heading = _("Who is who")
        template = "knowledge/blocks/people.html"


class AskedBlock(blocks.RichTextBlock):
    """What was asked (问题), after the story and before the law."""

    class Meta:
        icon = "help"
        label = _("What was asked")
        group = _("The case")
        heading = _("What was asked")
        template = "knowledge/blocks/asked.html"


class LawBlock(blocks.StructBlock):
    """One article of law (法条卡): its words come from the statute records, then what they mean."""

    statute = SnippetChooserBlock(
        "knowledge.Statute",
        label=_("Article of law"),
        help_text=_("Search by law and number, for example 民法典1087"),
    )
    plain_words = blocks.TextBlock(
        label=_("In plain words"),
        rows=2,
        required=False,
        help_text=_("One or two short sentences, as you would say it to a neighbour"),
    )

    def get_searchable_content(self, value):
        """The words of the law are part of the case: they are found and read with it."""
        statute = value.get("statute")
        words = [f"{statute} {statute.text}"] if statute else []
        return words + super().get_searchable_content(value)

    class Meta:
        icon = "doc-full"
        label = _("Law card")
        group = _("The case")
        heading = _("What the law says")
        template = "knowledge/blocks/law.html"


class AnalysisBlock(blocks.RichTextBlock):
    """Why the law says so in this case (分析)."""

    class Meta:
        icon = "glasses"
        label = _("Why")
        group = _("The case")
        heading = _("Why it is so")
        template = "knowledge/blocks/analysis.html"


class ResultBlock(blocks.RichTextBlock):
    """How it ended (结果)."""

    class Meta:
        icon = "check"
        label = _("How it ended")
        group = _("The case")
        heading = _("What came of it")
        template = "knowledge/blocks/result.html"
