"""Login, logout and one's own account."""

from django.conf import settings
from django.contrib import auth, messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST
from django_otp import login as otp_login

from portal.accounts import actions
from portal.accounts.forms import ConfirmDeviceForm, LoginForm, PasswordForm, RemoveDeviceForm
from portal.accounts.models import manual_key


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def login(request):
    """Log in with name, password and, if switched on, the second step."""
    target = _safe_next(request)
    if request.method != "POST" and request.user.is_authenticated and not target:
        return redirect(settings.LOGIN_REDIRECT_URL)
    form = LoginForm(request, data=request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        auth.login(request, form.get_user())
        return redirect(target or settings.LOGIN_REDIRECT_URL)
    return render(request, "accounts/login.html", {"form": form, "next": target})


@require_POST
def logout(request):
    """End the session."""
    auth.logout(request)
    messages.success(request, _("You are logged out."))
    return redirect(settings.LOGOUT_REDIRECT_URL)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD"])
def account(request):
    """Show one's own account: password and second step."""
    return _render_account(request)


@sensitive_post_parameters()
@never_cache
@login_required
@require_POST
def password(request):
    """Change the password and keep this one session."""
    form = PasswordForm(request, data=request.POST)
    if not form.is_valid():
        return _render_account(request, password_form=form)
    actions.change_password(request.user, password=form.cleaned_data["new_password1"])
    auth.update_session_auth_hash(request, request.user)
    messages.success(request, _("Your password is changed. Other devices are logged out."))
    return redirect("accounts:account")


@login_required
@require_POST
def start_device(request):
    """Make the key of a second step and show it."""
    try:
        actions.start_device(request.user)
    except ValidationError as error:
        messages.error(request, error.message)
    return redirect(f"{resolve_url('accounts:account')}#second-step")


@sensitive_post_parameters()
@never_cache
@login_required
@require_POST
def confirm_device(request):
    """Switch the second step on with its first code."""
    form = ConfirmDeviceForm(request.POST)
    if form.is_valid():
        try:
            device = actions.confirm_device(request.user, token=form.cleaned_data["token"])
        except ValidationError as error:
            form.add_error("token", error)
        else:
            otp_login(request, device)
            messages.success(request, _("The second step is switched on."))
            return redirect("accounts:account")
    return _render_account(request, confirm_form=form)


@sensitive_post_parameters()
@never_cache
@login_required
@require_POST
def remove_device(request):
    """Switch the second step off after asking for the password."""
    form = RemoveDeviceForm(request, request.POST)
    if not form.is_valid():
        return _render_account(request, remove_form=form)
    actions.remove_device(request.user)
    messages.success(request, _("The second step is switched off."))
    return redirect("accounts:account")


def _safe_next(request):
    target = request.POST.get("next", request.GET.get("next", ""))
    hosts = {request.get_host()}
    safe = url_has_allowed_host_and_scheme(target, hosts, require_https=request.is_secure())
    return target if safe else ""


def _render_account(request, password_form=None, confirm_form=None, remove_form=None):
    pending = request.user.pending_device
    context = {
        "password_form": password_form or PasswordForm(request),
        "confirm_form": confirm_form or ConfirmDeviceForm(),
        "remove_form": remove_form or RemoveDeviceForm(request),
        "device": request.user.device,
        "pending": pending,
        "key": manual_key(pending) if pending else "",
    }
    return render(request, "accounts/account.html", context)
