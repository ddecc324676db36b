"""What the bureau types about places: facts, changes of the division, moving the services."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from directory.actions.moving import something_hangs_on
from directory.models import Place, PlaceChange, ServiceRoom, WeChatGroup

NOWHERE = "nowhere"
POINT_HELP = _(
    "Read it off a map: in a map app press long on the village hall and copy the two numbers; "
    "the one near 29 is the latitude, the one near 110 the longitude."
)


class PlaceForm(WagtailAdminModelForm):
    """A place that is new in the register."""

    class Meta(WagtailAdminModelForm.Meta):
        model = Place
        fields = ["code", "name", "level", "kind", "parent", "latitude", "longitude"]
        help_texts = {"latitude": POINT_HELP}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields.pop("is_active", None)  # a new place is in use

    def clean(self):
        """The code says where a place lies: it belongs under its parent."""
        typed = super().clean()
        code, level, parent = (typed.get(name) for name in ("code", "level", "parent"))
        if not (code and level):
            return typed
        if code[Place.REACH[level] :].strip("0"):
            self.add_error("code", _("The code does not belong to a place of this level."))
        if parent is None and level != Place.Level.PROVINCE:
            self.add_error("parent", _("Say where the place lies."))
        if parent is not None and not _lies_in(code, level, parent):
            self.add_error("parent", _("By its code the place does not lie there."))
        return typed


def _lies_in(code, level, parent):
    ranks = list(Place.REACH)
    return code.startswith(parent.reach) and ranks.index(parent.level) < ranks.index(level)


class PlaceEditForm(WagtailAdminModelForm):
    """What may change of a place. It keeps its code, its level and where it lies."""

    class Meta(WagtailAdminModelForm.Meta):
        model = Place
        fields = ["name", "kind", "latitude", "longitude", "is_active"]
        help_texts = {
            "name": _("The former name stays on record and on the village's page."),
            "latitude": POINT_HELP,
        }

    def clean_is_active(self):
        """A place is closed only when nothing hangs on it, and opened only if it went nowhere."""
        is_active, place = self.cleaned_data["is_active"], self.instance
        if is_active == self.initial["is_active"]:
            return is_active
        if is_active and place.changes_from.closing().exists():
            raise ValidationError(_("It has gone into another place and stays closed."))
        if not is_active and place.children.active().exists():
            raise ValidationError(_("Places that lie here are still in use."))
        if not is_active and something_hangs_on(place):
            raise ValidationError(
                _("It is still served. Write down under “Changes of places” what became of it.")
            )
        return is_active


class PlaceChangeForm(WagtailAdminModelForm):
    """One change of the division, as its document says it."""

    more = forms.CharField(
        label=_("further places"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Codes, one on a line. Of a merger: the other places that went in. "
            "Of a split: the other places that came out of it."
        ),
    )
    new_name = forms.CharField(
        label=_("new name"),
        required=False,
        max_length=Place._meta.get_field("name").max_length,
        help_text=_("Only for “renamed”: the full official name."),
    )

    class Meta(WagtailAdminModelForm.Meta):
        model = PlaceChange
        fields = ["kind", "former", "successor", "happened_on", "source"]
        help_texts = {
            "successor": _("Not for “renamed”. A new place is added under “Places” first."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["successor"].required = False
        for name in ("former", "successor"):
            self.fields[name].queryset = Place.objects.active().select_related("parent")

    def clean_more(self):
        """The places of the codes typed, each known."""
        codes = re.findall(r"\w+", self.cleaned_data["more"])
        places = self.fields["former"].queryset.in_bulk(codes)
        unknown = [code for code in codes if code not in places]
        if unknown:
            raise ValidationError(
                _("No place in use has the code %(codes)s."), params={"codes": ", ".join(unknown)}
            )
        return [places[code] for code in dict.fromkeys(codes)]

    def _post_clean(self):
        """The action checks the rows, and writes as many as there are places."""


class MoveForm(forms.Form):
    """The confirmation of a move; for a split place also where each row goes."""

    on = forms.DateField(widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args, items, heirs, on, seen, **kwargs):
        super().__init__(*args, **kwargs)
        self.items, self.heirs, self.day, self.mark = items, heirs, on, seen
        self.fields["on"].initial, self.fields["seen"].initial = on, seen
        if len(heirs) > 1:
            for item in items:
                self.fields[item.key] = self._question(item, heirs)

    @staticmethod
    def _question(item, heirs):
        choices = [(heir.pk, item.outcomes[heir.pk].words) for heir in heirs]
        choices.append((NOWHERE, item.outcomes[""].words))
        field = forms.ChoiceField(choices=choices, label=item.label, widget=forms.RadioSelect)
        field.required = False  # the action asks for an answer, in its own words
        return field

    def clean(self):
        """What is confirmed is what was read."""
        typed = super().clean()
        if typed.get("seen") != self.mark:
            self.data = self.data.copy()
            self.data["seen"] = self.mark
            raise ValidationError(
                _("The register changed in the meantime. Read again, then confirm.")
            )
        return typed

    @property
    def choices(self):
        """The answers given: key of the row → code of its successor, or "" for nowhere."""
        typed = {item.key: self.cleaned_data.get(item.key) for item in self.items}
        return {key: "" if code == NOWHERE else code for key, code in typed.items() if code}


class ServiceRoomForm(WagtailAdminModelForm):
    """A village's room; the village is its key and stays."""

    class Meta(WagtailAdminModelForm.Meta):
        model = ServiceRoom
        fields = ["village", "address", "hours", "photo"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["village"].queryset = Place.objects.active().villages().select_related("parent")
        if not self.instance._state.adding:
            del self.fields["village"]


class WeChatGroupForm(WagtailAdminModelForm):
    """A village's WeChat group and the picture that lets people in."""

    class Meta(WagtailAdminModelForm.Meta):
        model = WeChatGroup
        fields = ["village", "name", "qr", "qr_expires_on", "members"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["village"].queryset = Place.objects.active().villages().select_related("parent")
