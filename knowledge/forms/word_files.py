"""Uploading a Word file, and saving a case of it as a draft."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from directory.models import Topic
from knowledge.actions import Records
from knowledge.word import Draft, WordFileError, read_word
from knowledge.word.safety import MAX_BYTES, too_large

TOPIC_HELP = _("Under which heading a villager would look for it")


class TopicField(forms.ModelChoiceField):
    """A topic; one that lies under another names both."""

    def __init__(self):
        super().__init__(
            Topic.objects.select_related("parent"),
            label=_("topic"),
            help_text=TOPIC_HELP,
            empty_label=_("Please choose"),
        )

    def label_from_instance(self, topic):
        return f"{topic.parent} › {topic}" if topic.parent else str(topic)


class WordFileForm(forms.Form):
    """A Word file that can be read; ``draft`` is its first case, ``content`` its bytes."""

    file = forms.FileField(
        label=_("Word file"),
        help_text=_("A .docx, at most 10 MB. It stays private and nothing is published."),
        allow_empty_file=True,
        widget=forms.FileInput(
            attrs={
                "accept": ".docx,application/vnd.openxmlformats-officedocument"
                ".wordprocessingml.document"
            }
        ),
        error_messages={"required": _("Choose a Word file (.docx) first.")},
    )
    topic = TopicField()

    draft: Draft
    content: bytes

    def clean_file(self):
        """Read the file; what is wrong with it stands beside the field."""
        file = self.cleaned_data["file"]
        try:
            if file.size > MAX_BYTES:
                raise too_large()
            self.content = file.read()
            self.draft = read_word(self.content, file.name, Records())
        except WordFileError as refusal:
            raise ValidationError(str(refusal), code="refused") from refusal
        return file


class CaseDraftForm(forms.Form):
    """The title and topic under which a case of a Word file becomes a draft."""

    title = forms.CharField(
        label=_("Title"),
        max_length=255,
        help_text=_("The villager's question: 订婚给了八万八，没领证就分手，能要回来吗？"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    topic = TopicField()
