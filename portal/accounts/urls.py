"""URLs of login and one's own account, below ``/desk/``."""

from django.urls import path

from portal.accounts import views

app_name = "accounts"
urlpatterns = [
    path("login/", views.login, name="login"),
    path("logout/", views.logout, name="logout"),
    path("account/", views.account, name="account"),
    path("account/password/", views.password, name="password"),
    path("account/second-step/start/", views.start_device, name="start_device"),
    path("account/second-step/confirm/", views.confirm_device, name="confirm_device"),
    path("account/second-step/remove/", views.remove_device, name="remove_device"),
]
