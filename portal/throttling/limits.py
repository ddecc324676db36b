"""Rate limits: at most so many hits of one client in one window of time.

Call these outside a transaction that may be rolled back, or the hit is forgotten with it.
"""

import ipaddress
from datetime import UTC, datetime

from django.conf import settings
from django.utils import timezone
from django.utils.crypto import salted_hmac

from portal.throttling.models import Counter

IPV6_NETWORK = 64  # one household or phone has a whole /64 to rotate through


def allow(bucket: str, client: str, *, limit: int, seconds: int) -> bool:
    """Count one hit of ``client`` on ``bucket`` and tell whether it is within ``limit``.

    Windows of ``seconds`` start at fixed times. The client is stored only as a keyed hash. Atomic
    on both engines: of any number of parallel hits exactly ``limit`` are allowed.
    """
    return _add(1, bucket, client, seconds) <= limit


def give_back(bucket: str, client: str, *, seconds: int) -> None:
    """Take back one hit that turned out not to count, such as a login that succeeded."""
    _add(-1, bucket, client, seconds)


def forget(bucket: str, client: str, *, seconds: int) -> None:
    """Forget every hit of ``client`` on ``bucket`` in the present window."""
    key, _expires_at = _window(bucket, client, seconds)
    Counter.objects.filter(pk=key).delete()


def client_of(request) -> str:
    """Return the network address that ``request`` came from, as far as it can be trusted.

    Behind N proxies (``settings.TRUSTED_PROXIES``) it is the Nth entry of ``X-Forwarded-For`` from
    the right: what stands further left was written by the client. With no proxy, a list that is
    too short or an entry that is no address it is the peer's address. An IPv6 address stands for
    its /64. Returns ``""`` when nothing is known (a unix socket without proxy).
    """
    proxies = settings.TRUSTED_PROXIES
    hops = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    if proxies and len(hops) >= proxies:
        address = _address(hops[-proxies])
        if address:
            return address
    return _address(request.META.get("REMOTE_ADDR", ""))


def _add(hits: int, bucket: str, client: str, seconds: int) -> int:
    key, expires_at = _window(bucket, client, seconds)
    return Counter.objects.add(key, hits, expires_at)


def _window(bucket: str, client: str, seconds: int) -> tuple[str, datetime]:
    start = int(timezone.now().timestamp()) // seconds * seconds
    name = "\n".join((bucket, str(seconds), str(start), client))
    key = salted_hmac("portal.throttling", name, algorithm="sha256").hexdigest()
    return key, datetime.fromtimestamp(start + seconds, tz=UTC)


def _address(text: str) -> str:
    """Return ``text`` as a plain address without port, or ``""``."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return ""
    if address.version == 4:
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(ipaddress.ip_network((int(address), IPV6_NETWORK), strict=False).network_address)
