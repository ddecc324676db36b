"""Word files (.docx) become the blocks of a case article: bytes in, a draft and remarks out.

Nothing here knows the database: the records of law come in as a ``Library``.
"""

from knowledge.word.draft import Draft, Library, Notice, Part, Picture, WordFileError, Words
from knowledge.word.importing import read_word

__all__ = [
    "Draft",
    "Library",
    "Notice",
    "Part",
    "Picture",
    "WordFileError",
    "Words",
    "read_word",
]
