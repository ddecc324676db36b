"""Public addresses of the register; ``/v/<code>/`` is printed on boards and never changes."""

from django.urls import path, re_path

from directory import views

app_name = "directory"
urlpatterns = [
    path("villages/", views.picker, name="picker"),
    path("villages/suggest/", views.suggest, name="suggest"),
    re_path(r"^villages/choose/(?P<code>[0-9]{12})/$", views.choose, name="choose"),
    re_path(r"^villages/(?P<code>[0-9]{12})/$", views.township, name="township"),
    re_path(r"^v/(?P<code>[0-9]{12})/$", views.village, name="village"),
    path("advisers/", views.advisers, name="advisers"),
    path("advisers/<int:pk>/", views.adviser, name="adviser"),
]
