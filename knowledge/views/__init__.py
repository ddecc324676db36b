"""What villagers and the desk see of this app; articles are pages of the tree."""

from knowledge.views.laws import law, laws, statute
from knowledge.views.lectures import lecture, lecture_ics, lectures

__all__ = ["law", "laws", "lecture", "lecture_ics", "lectures", "statute"]
