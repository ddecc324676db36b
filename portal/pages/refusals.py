"""A page that is not ready does not go out, whoever asks and however."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from wagtail.models import Page


class PublishRefusedError(ValidationError):
    """``page`` was not published; the messages say what to mend."""

    def __init__(self, page: Page, messages: Iterable[str]) -> None:
        super().__init__(list(messages), code="publish_refused")
        self.page = page
