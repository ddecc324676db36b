"""Words that stand nowhere else, to see where a text has got to. No test of its own."""

from contextlib import contextmanager

from django.apps import apps
from django.db.models.signals import pre_save

COMMON = "金丝雀"
RARE = "鼋鼍鼐鼒麂麇麈麋麒麓黍黏黠黢黥黧黩黯鹚鹛"
PLACES = 3
# What is no text: keys, addresses, what a rule reads; and what no new row may have.
NOT_WRITTEN = {"code", "slug", "path", "url_path", "password", "step", "filter_spec"}
NOT_WRITTEN |= {"decision_reason"}
LABELS = ("home", "consultations", "knowledge", "ledger", "directory", "media", "accounts")


class Canaries:
    """Hands out words and remembers whose each is; all begin with ``COMMON``."""

    def __init__(self):
        self.origins = {}

    def word(self, origin):
        """Return a new word that stands for ``origin``."""
        number, size = len(self.origins), len(RARE)
        word = COMMON + "".join(RARE[number // size**place % size] for place in range(PLACES))
        self.origins[word] = origin
        return word

    def found_in(self, text):
        """Return the origins whose words stand in ``text``."""
        return {origin for word, origin in self.origins.items() if word in text}

    def plant(self, row, label=""):
        """Give every text field of ``row`` a word of its own."""
        for field in written(type(row)):
            setattr(row, field.name, self.word(f"{label}{type(row).__name__}.{field.name}"))

    @contextmanager
    def planted(self, label=""):
        """Give every text field of every row that is made meanwhile a word of its own.

        The origin is ``Model.field`` behind ``label``: a field added tomorrow is among them.
        """

        def plant(sender, instance, **kwargs):
            if sender._meta.app_label in LABELS and instance._state.adding:
                self.plant(instance, label)

        pre_save.connect(plant, weak=False, dispatch_uid="tests.search.canaries")
        try:
            yield self
        finally:
            pre_save.disconnect(plant, dispatch_uid="tests.search.canaries")


def written(model):
    """Return the fields of ``model`` in which people, or the portal, write words."""
    return [
        field
        for field in model._meta.concrete_fields
        if field.get_internal_type() in {"CharField", "TextField", "EmailField"}
        and not field.choices
        and not field.primary_key
        and field.name not in NOT_WRITTEN
        and not {"hash", "digest"} & set(field.name.split("_"))
        and not field.name.endswith("_key")
        and (field.max_length or 100) >= len(COMMON) + PLACES
    ]


def models():
    """Return all models of the portal's own apps that hold words."""
    return [m for label in LABELS for m in apps.get_app_config(label).get_models() if written(m)]
