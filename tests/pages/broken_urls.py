"""A site with one view that fails."""

from django.urls import include, path


def broken(request):
    raise RuntimeError("secret detail")


urlpatterns = [path("broken/", broken), path("", include("portal.urls"))]
