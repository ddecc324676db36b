"""What every template may read."""

import re

from django.core.handlers.wsgi import WSGIRequest
from django.utils.functional import SimpleLazyObject

from portal.pages.models import SiteSettings


def site(request: WSGIRequest) -> dict[str, object]:
    """The site's settings (read only when a template asks), 长辈版 and the remembered village."""
    return {
        "site_settings": SimpleLazyObject(lambda: SiteSettings.of(request)),
        "elder": request.COOKIES.get("elder") == "1",
        "my_village_code": _village(request.COOKIES.get("village", "")),
    }


def _village(code: str) -> str:
    """A cookie is what the visitor says: only twelve digits can be the code of a village."""
    return code if re.fullmatch(r"[0-9]{12}", code) else ""
