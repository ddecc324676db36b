"""URLs of the staff shell, below ``/desk/``."""

from django.urls import path

from portal.desk import views

app_name = "desk"
urlpatterns = [path("", views.start, name="start")]
