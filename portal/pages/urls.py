"""Addresses of the switches (large text, language) and of what machines read."""

from django.urls import path

from portal.pages import views

app_name = "pages"
urlpatterns = [
    path("elder/", views.elder, name="elder"),
    path("language/", views.language, name="language"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
]
