"""The parts of a case article (以案说法), in the order villagers read them."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from knowledge.blocks.case import (
    AnalysisBlock,
    AskedBlock,
    LawBlock,
    PeopleBlock,
    ResultBlock,
    StoryBlock,
)
from knowledge.blocks.extras import AudioBlock, TableBlock, TermBlock
from knowledge.blocks.guidance import ContactsBlock, PapersBlock, StepsBlock
from portal.pages.blocks import CalloutBlock, FigureBlock, HeadingBlock, RichParagraphBlock

TEXT_FEATURES = ["bold", "ul", "ol", "link"]


class ArticleBodyBlock(blocks.StreamBlock):
    """The body of a case article."""

    story = StoryBlock(
        features=TEXT_FEATURES,
        help_text=_("Short sentences. No real names: 老李、小陈. Say who wants what from whom."),
    )
    people = PeopleBlock()
    asked = AskedBlock(features=TEXT_FEATURES)
    law = LawBlock()
    analysis = AnalysisBlock(features=TEXT_FEATURES)
    result = ResultBlock(
        features=TEXT_FEATURES, help_text=_("Who got what, how long it took, what it cost")
    )
    steps = StepsBlock()
    papers = PapersBlock()
    contacts = ContactsBlock()
    heading = HeadingBlock(group=_("More"))
    paragraph = RichParagraphBlock(group=_("More"))
    callout = CalloutBlock(group=_("More"))
    term = TermBlock()
    figure = FigureBlock(group=_("More"))
    table = TableBlock()
    audio = AudioBlock()
