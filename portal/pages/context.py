"""What every template may read."""

from django.core.handlers.wsgi import WSGIRequest
from django.utils.functional import SimpleLazyObject

from portal.pages.models import SiteSettings


def site(request: WSGIRequest) -> dict[str, object]:
    """The site's settings (read only when a template asks), 长辈版 and the remembered village."""
    return {
        "site_settings": SimpleLazyObject(lambda: SiteSettings.of(request)),
        "elder": request.COOKIES.get("elder") == "1",
        "my_village_code": request.COOKIES.get("village", ""),
    }
