"""The whole URL map: one line per app, Wagtail's page tree last."""

from django.conf import settings
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from portal.accounts.viewsets import own_account, site_history, site_history_results

urlpatterns = [
    path("", include("portal.operations.urls")),
    path("", include("portal.pages.urls")),
    path("desk/", include("portal.accounts.urls")),
    path("desk/", include("portal.desk.urls")),
    path("search/", include("portal.search.urls")),
    path("", include("directory.urls")),
    path("", include("knowledge.urls")),
    path("", include("consultations.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
    path("cms/account/", own_account),
    path("cms/reports/site-history/", site_history),
    path("cms/reports/site-history/results/", site_history_results),
    path("cms/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    # Pictures only: documents go through Wagtail, which asks who may read their collection.
    re_path(
        r"^media/(?P<path>(?:images|original_images)/.+)$",
        serve,
        {"document_root": settings.MEDIA_ROOT},
        name="media",
    ),
    # Wagtail's login for private pages knows no second step: there is one login.
    path("_util/login/", RedirectView.as_view(pattern_name="accounts:login", query_string=True)),
    path("", include(wagtail_urls)),
]
