"""Addresses of lectures; articles are pages of the tree below /learn/."""

from django.urls import path

from knowledge import views

app_name = "knowledge"
urlpatterns = [
    path("lectures/", views.lectures, name="lectures"),
    path("lectures/<int:pk>/", views.lecture, name="lecture"),
    path("lectures/<int:pk>.ics", views.lecture_ics, name="lecture_ics"),
]
