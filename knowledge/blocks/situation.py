"""Parts of a life situation's page."""

from wagtail import blocks

from knowledge.blocks.case import LawBlock
from knowledge.blocks.guidance import ContactsBlock, PapersBlock, StepsBlock
from portal.pages.blocks import CalloutBlock, HeadingBlock, RichParagraphBlock


class SituationBodyBlock(blocks.StreamBlock):
    """The body of a life situation's page: what to do at once comes first."""

    callout = CalloutBlock()
    steps = StepsBlock()
    papers = PapersBlock()
    contacts = ContactsBlock()
    law = LawBlock()
    heading = HeadingBlock()
    paragraph = RichParagraphBlock()
