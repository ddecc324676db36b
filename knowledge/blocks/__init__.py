"""Parts of the pages of this app: what editors fill in, in the order villagers read it."""

from knowledge.blocks.article import ArticleBodyBlock
from knowledge.blocks.case import LawBlock, ResultBlock, StoryBlock
from knowledge.blocks.guidance import (
    ContactBlock,
    ContactsBlock,
    PapersBlock,
    StepBlock,
    StepsBlock,
)
from knowledge.blocks.news import NEWS_BLOCKS
from knowledge.blocks.preview import UnstoredBodyBlock
from knowledge.blocks.situation import SituationBodyBlock

__all__ = [
    "NEWS_BLOCKS",
    "ArticleBodyBlock",
    "ContactBlock",
    "ContactsBlock",
    "LawBlock",
    "PapersBlock",
    "ResultBlock",
    "SituationBodyBlock",
    "StepBlock",
    "StepsBlock",
    "StoryBlock",
    "UnstoredBodyBlock",
]
