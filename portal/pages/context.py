"""What every template may read."""

import re

from django.core.handlers.wsgi import WSGIRequest
from django.utils.functional import SimpleLazyObject

from portal.pages.models import SiteSettings

MOST_REMEMBERED = 3


def site(request: WSGIRequest) -> dict[str, object]:
    """The site's settings (read only when a template asks), 长辈版 and the remembered villages."""
    return {
        "site_settings": SimpleLazyObject(lambda: SiteSettings.of(request)),
        "elder": request.COOKIES.get("elder") == "1",
        "my_village_code": village_code(request.COOKIES.get("village")),
        "my_village_codes": village_codes(request),
    }


def village_code(said: str | None) -> str:
    """A visitor may say anything: only twelve digits can be the code of a village, else "".

    For cookies and for parameters of an address.
    """
    return said if said and re.fullmatch(r"[0-9]{12}", said, re.ASCII) else ""


def village_codes(request: WSGIRequest) -> list[str]:
    """Codes of the villages this visitor chose lately, the present one first; at most three."""
    said = [request.COOKIES.get("village", ""), *request.COOKIES.get("villages", "").split(".", 9)]
    return list(dict.fromkeys(filter(None, map(village_code, said))))[:MOST_REMEMBERED]
