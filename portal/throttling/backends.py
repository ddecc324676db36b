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

    A hit is counted before the hash and given back when the password was right, so parallel
    guesses cannot slip through. Beyond the limit nobody is asked: ``PermissionDenied`` ends the
    attempt and the request is marked, so that the lockout page answers. Calls without a request
    (commands, code) are not counted.
    """

    def authenticate(self, request, username=None, password=None, **kwargs: Any):
        """Return the user or ``None``; raise ``PermissionDenied`` beyond a limit."""
        if request is None:
            return super().authenticate(request, username, password, **kwargs)
        hits = self._hits(request, username or "")
        allowed = [
            limits.allow(bucket, client, limit=limit, seconds=SECONDS)
            for bucket, client, limit in hits
        ]
        if not all(allowed):
            request.axes_locked_out = True
            raise PermissionDenied
        user = super().authenticate(request, username, password, **kwargs)
        if user is not None:
            for bucket, client, _limit in hits:
                limits.give_back(bucket, client, seconds=SECONDS)
        return user

    def _hits(self, request, name):
        client = limits.client_of(request)
        return [
            ("login", client, PER_CLIENT),
            ("login name", f"{client} {name}", PER_NAME),
        ]
