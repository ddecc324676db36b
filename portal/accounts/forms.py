"""Forms of login and of one's own account. They check what was typed and save nothing."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth import authenticate
from django.contrib.auth.forms import PasswordChangeForm
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django_otp import verify_token
from wagtail.admin.forms.auth import LoginForm as WagtailLoginForm
from wagtail.users.forms import UserCreationForm, UserEditForm

from portal.accounts.models import User

TICKET_SECONDS = 300


class TokenField(forms.CharField):
    """The six digits that an authenticator app shows for half a minute; spaces are forgiven."""

    widget = forms.TextInput(
        {"inputmode": "numeric", "autocomplete": "one-time-code", "maxlength": "7"}
    )

    def to_python(self, value):
        """Return the digits without spaces."""
        return "".join(super().to_python(value).split())


class LoginForm(WagtailLoginForm):
    """Name and password, then the second step for those who have one.

    Used by the desk and by Wagtail's own login. When the password was right and the user has a
    confirmed device, the form fails once with a signed ticket (five minutes, void when the password
    changes) and asks for the code; the password is neither sent back nor asked again.
    """

    otp_token = TokenField(label=_("Six-digit code"), required=False)
    ticket = forms.CharField(required=False, widget=forms.HiddenInput)

    error_messages = {
        **WagtailLoginForm.error_messages,
        "invalid_login": _("The name or the password is not right. Please try again."),
        "inactive": _("This account has been closed. Please call the justice bureau."),
        "token_required": _("Now type the six-digit code that your authenticator app shows."),
        "token_wrong": _("The code is not right. Wait for the next one and type that."),
        "ticket_expired": _("That took too long. Please type your name and password again."),
    }

    def __init__(self, request=None, *args: Any, **kwargs: Any):
        super().__init__(request, *args, **kwargs)
        self.fields["username"].label = _("Login name")
        self.fields["password"].label = _("Password")
        for name in ("username", "password"):
            self.fields[name].widget.attrs.pop("placeholder", None)
        self.fields["password"].widget.attrs["autocomplete"] = "current-password"
        self.ticket_user = self._read_ticket()
        if self.ticket_user:
            self._ask_for_token()

    @property
    def asks_for_token(self) -> bool:
        """Tell whether the password is done and the code is what is missing."""
        return not self.fields["password"].required

    @property
    def extra_fields(self):
        """Yield to Wagtail's template the fields of the second step once they are asked for."""
        if self.asks_for_token:
            yield "otp_token", self["otp_token"]
            yield "ticket", self["ticket"]

    def clean(self):
        """Check the password, or the ticket in its place, and then the second factor."""
        if self.ticket_user:
            self.user_cache = self.ticket_user
        elif self.data.get(self.add_prefix("ticket")):
            raise self._error("ticket_expired")
        else:
            super().clean()
        if self.user_cache:
            self._check_token(self.user_cache)
        return self.cleaned_data

    def _check_token(self, user):
        device = user.device
        if device is None:
            return
        token = self.cleaned_data.get("otp_token")
        if not token:
            self._give_ticket(user)
            raise self._error("token_required")
        user.otp_device = verify_token(user, device.persistent_id, token)
        if user.otp_device is None:
            self._give_ticket(user)
            raise self._error("token_wrong")

    def _error(self, code):
        return ValidationError(self.error_messages[code], code=code)

    def _give_ticket(self, user):
        self.data = self.data.copy()
        self.data[self.add_prefix("ticket")] = _signer(user).sign(str(user.pk))
        self.data[self.add_prefix("otp_token")] = ""
        self._ask_for_token()

    def _ask_for_token(self):
        for name in ("username", "password"):
            self.fields[name].required = False
            self.fields[name].widget.attrs.pop("autofocus", None)
        self.fields["username"].widget.attrs["readonly"] = True
        self.fields["password"].widget.attrs["disabled"] = True
        self.fields["otp_token"].widget.attrs["autofocus"] = True

    def _read_ticket(self) -> User | None:
        ticket = self.data.get(self.add_prefix("ticket"), "")
        key = ticket.partition(":")[0]
        user = User.objects.filter(pk=key, is_active=True).first() if key.isdecimal() else None
        if user is None:
            return None
        try:
            _signer(user).unsign(ticket, max_age=TICKET_SECONDS)
        except signing.BadSignature:
            return None
        user.backend = settings.AUTHENTICATION_BACKENDS[-1]
        return user


def _signer(user):
    return signing.TimestampSigner(salt=f"accounts.ticket.{user.get_session_auth_hash()}")


class PresentPasswordMixin:
    """Asks for the present password within the login's limits, so it cannot be guessed here."""

    def check_present_password(self, request, password):
        """Raise ``ValidationError`` unless ``password`` is that of the request's user."""
        username = request.user.get_username()
        if authenticate(request, username=username, password=password) is None:
            raise ValidationError(_("This is not your present password."), code="wrong_password")


class PasswordForm(PresentPasswordMixin, PasswordChangeForm):
    """Old password, new password twice."""

    def __init__(self, request, *args: Any, **kwargs: Any):
        self.request = request
        super().__init__(request.user, *args, **kwargs)
        self.fields["old_password"].label = _("Present password")
        self.fields["old_password"].widget.attrs.pop("autofocus", None)
        self.fields["new_password1"].label = _("New password")
        self.fields["new_password1"].help_text = _(
            "At least 10 characters, letters and digits, nothing that others could guess."
        )
        self.fields["new_password2"].label = _("New password once more")
        self.fields["new_password2"].help_text = ""

    def clean_old_password(self):
        """Return the old password when it is right."""
        self.check_present_password(self.request, self.cleaned_data["old_password"])
        return self.cleaned_data["old_password"]


class ConfirmDeviceForm(forms.Form):
    """The first code, which proves that the app has the key."""

    token = TokenField(label=_("Six-digit code"))


class RemoveDeviceForm(PresentPasswordMixin, forms.Form):
    """The present password, asked before the second step is taken away."""

    password = forms.CharField(
        label=_("Present password"),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )

    def __init__(self, request, *args: Any, **kwargs: Any):
        self.request = request
        super().__init__(*args, **kwargs)

    def clean_password(self):
        """Return the password when it is right."""
        self.check_present_password(self.request, self.cleaned_data["password"])
        return self.cleaned_data["password"]


class StaffFieldsMixin(forms.Form):
    """A person of staff has one name, written whole, and perhaps a mail address."""

    first_name = None
    last_name = None
    display_name = forms.CharField(
        label=_("name shown"),
        max_length=60,
        help_text=_("Office and name as colleagues read them, for example 教字垭镇司法所 向所长"),
    )
    email = forms.EmailField(
        label=_("mail address"),
        required=False,
        help_text=_("Notices about articles that wait for review go there. It may stay empty."),
    )


class StaffCreationForm(StaffFieldsMixin, UserCreationForm):
    """A new log-in, in Wagtail's admin."""

    class Meta(UserCreationForm.Meta):
        fields = ("username", "display_name", "email", "is_superuser", "groups")


class StaffEditForm(StaffFieldsMixin, UserEditForm):
    """A log-in that exists, in Wagtail's admin."""

    class Meta(UserEditForm.Meta):
        fields = ("username", "display_name", "email", "is_active", "is_superuser", "groups")


class OwnMailForm(forms.ModelForm):
    """The mail address that somebody of staff keeps up herself; her name is the bureau's affair."""

    class Meta:
        model = User
        fields = ("email",)
        labels = {"email": _("mail address")}
