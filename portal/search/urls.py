"""The addresses of the search."""

from django.urls import path

from portal.search import views

app_name = "search"
urlpatterns = [
    path("", views.results, name="results"),
    path("suggest/", views.suggest, name="suggest"),
    path("count/", views.count, name="count"),
]
