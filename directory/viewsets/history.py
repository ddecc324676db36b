"""Who changed what: edits write down each field with its value before and after, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogFormatter, log

from portal.vault.fields import EncryptedTextField

EDITED = "directory.edit"
SPELLED = {"pinyin", "initials"}  # follow from the name
# What actions write beside their message; the rest stands in the record itself.
WORDS = {
    "starts_on": gettext_lazy("first day"),
    "ends_on": gettext_lazy("last day"),
    "valid_from": gettext_lazy("valid from"),
    "valid_until": gettext_lazy("valid until"),
    "suspended_on": gettext_lazy("suspended on"),
    "number": gettext_lazy("number"),
    "reason": gettext_lazy("reason"),
    "before": gettext_lazy("until then"),
    "since": gettext_lazy("since"),
}


def facts_of(row):
    """Field → value in words, of a stored row. Encrypted values are only compared, never logged."""
    facts = {}
    for field in row._meta.concrete_fields:
        if field.name not in SPELLED:
            facts[field.name] = _words(row, field)
    for field in row._meta.many_to_many:
        facts[field.name] = "、".join(sorted(map(str, getattr(row, field.name).all())))
    return facts


def _words(row, field):
    show = getattr(row, f"get_{field.name}_display", None)
    value = show() if show else getattr(row, field.name)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return "" if value is None else str(value)


def changes_between(row, before, after):
    """Field → [before, after] of what differs; of encrypted fields only that they differ."""
    secret = {f.name for f in row._meta.concrete_fields if isinstance(f, EncryptedTextField)}
    return {
        name: None if name in secret else [before[name], after[name]]
        for name in after
        if before[name] != after[name]
    }


def logged(edit_action):
    """Wagtail's action ``edit_action``, with the changed fields in its line of the audit log."""

    class FactsEdit(edit_action):
        def execute(self, skip_permission_checks=False):
            self.log_action = None
            stored = type(self.instance)._default_manager.get(pk=self.instance.pk)
            before = facts_of(stored)
            done = super().execute(skip_permission_checks=skip_permission_checks)
            after = facts_of(type(stored)._default_manager.get(pk=stored.pk))
            if changes := changes_between(stored, before, after):
                log(stored, EDITED, user=self.user, data={"changed": changes}, content_changed=True)
            return done

    return FactsEdit


class FactsFormatter(LogFormatter):
    """An action's message, followed by what it wrote down."""

    def format_message(self, log_entry):
        data = log_entry.data if isinstance(log_entry.data, dict) else {}
        changed = data.get("changed")
        parts = _changed(log_entry, changed) if isinstance(changed, dict) else []
        parts += [f"{label} {data[name]}" for name, label in WORDS.items() if data.get(name)]
        return f"{self.message}{_(': ')}{'; '.join(parts)}" if parts else str(self.message)


def _changed(log_entry, changed):
    model = log_entry.content_type.model_class()
    names = {field.name: field.verbose_name for field in model._meta.get_fields() if _named(field)}
    return [_change(names.get(name, name), pair) for name, pair in changed.items()]


def _named(field):
    return hasattr(field, "verbose_name")


def _change(label, pair):
    if not isinstance(pair, list) or len(pair) != 2:
        return str(label)
    before, after = (_listed(value) if value else "–" for value in pair)
    return f"{label} {before} → {after}"


def _listed(value):
    return "、".join(map(str, value)) if isinstance(value, list) else str(value)


def formatter(label, message):
    """The class of formatter that Wagtail registers for one action."""
    return type("RegisterFormatter", (FactsFormatter,), {"label": label, "message": message})
