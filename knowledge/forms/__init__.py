"""What is typed in this app. Forms check it and never save."""

from knowledge.forms.lectures import LectureForm, LecturePlaceForm

__all__ = ["LectureForm", "LecturePlaceForm"]
