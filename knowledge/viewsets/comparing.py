"""Two versions of a page beside each other: yes, no and nothing instead of True, False and None."""

from django.utils.html import escape
from django.utils.translation import gettext as _
from wagtail.admin.compare import FieldComparison, TextDiff


class WordsComparison(FieldComparison):
    """A tick or a day, before and after, in words."""

    def htmldiff(self):
        before, after = map(in_words, (self.val_a, self.val_b))
        if before == after:
            return escape(after)
        return TextDiff([("deletion", before), ("addition", after)], separator=" ").to_html()


def in_words(value):
    """The value as one says it."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return "–" if value is None else str(value)
