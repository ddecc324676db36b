"""Password checks, counted before the costly hash is computed."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.core.exceptions import PermissionDenied

from portal.throttling import limits

SECONDS = 15 * 60
PER_CLIENT = 25  # an office behind one address
PER_NAME = 5  # one name from one address: from elsewhere the owner still gets in


class ThrottledModelBackend(ModelBackend):
    """Django's password check within limits per client and per client and name.

    A hit is counted before the hash, so parallel guesses cannot slip through; a right password
    gives the client's hit back and forgets the failures of this client with this name. Beyond the
    limit nobody is asked: ``PermissionDenied`` ends the attempt and the request is marked, so that
    the lockout page answers. Calls without a request (commands, code) are not counted.
    """

    def authenticate(self, request, username=None, password=None, **kwargs: Any):
        """Return the user or ``None``; raise ``PermissionDenied`` beyond a limit."""
        if request is None:
            return super().authenticate(request, username, password, **kwargs)
        client = limits.client_of(request)
        pair = f"{client} {username}"
        by_client = limits.allow("login", client, limit=PER_CLIENT, seconds=SECONDS)
        by_name = limits.allow("login name", pair, limit=PER_NAME, seconds=SECONDS)
        if not (by_client and by_name):
            request.axes_locked_out = True
            raise PermissionDenied
        user = super().authenticate(request, username, password, **kwargs)
        if user is not None:
            limits.give_back("login", client, seconds=SECONDS)
            limits.forget("login name", pair, seconds=SECONDS)
        return user
