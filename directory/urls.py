"""Public addresses of the register; ``/v/<code>/`` is printed on boards and never changes."""

from django.urls import path, re_path

from directory import views

app_name = "directory"
urlpatterns = [
    path("villages/", views.picker, name="picker"),
    path("villages/suggest/", views.suggest, name="suggest"),
    re_path(r"^villages/choose/(?P<code>[0-9]{12})/$", views.choose, name="choose"),
    re_path(r"^villages/forget/(?P<code>[0-9]{12})/$", views.forget, name="forget"),
    re_path(r"^villages/(?P<code>[0-9]{12})/$", views.township, name="township"),
    re_path(r"^v/(?P<code>[0-9]{12})/$", views.village, name="village"),
    re_path(r"^v/(?P<code>[0-9]{12})/card/$", views.card, name="card"),
    path("offices/", views.offices, name="offices"),
    path("open-data/", views.open_data, name="open_data"),
    re_path(
        r"^open-data/(?P<name>[a-z]+)\.(?P<form>csv|json)$",
        views.open_data_file,
        name="open_data_file",
    ),
    path("join/", views.join, name="join"),
    path("join/done/", views.join_done, name="join_done"),
    path("join/status/", views.join_status, name="join_status"),
    path("join/withdraw/", views.join_withdraw, name="join_withdraw"),
    path("join/leave/", views.join_leave, name="join_leave"),
    path("certificates/<str:number>/", views.certificate, name="certificate"),
    path("advisers/", views.advisers, name="advisers"),
    path("advisers/<int:pk>/", views.adviser, name="adviser"),
]
