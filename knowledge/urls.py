"""Addresses of laws and lectures; articles are pages of the tree below /learn/."""

from django.urls import path

from knowledge import views

app_name = "knowledge"
urlpatterns = [
    path("laws/", views.laws, name="laws"),
    path("laws/<int:pk>/", views.law, name="law"),
    path("laws/<int:pk>/<int:number>/", views.statute, name="statute"),
    path("laws/<int:pk>/<int:number>-<int:branch>/", views.statute, name="statute"),
    path("lectures/", views.lectures, name="lectures"),
    path("lectures/<int:pk>/", views.lecture, name="lecture"),
    path("lectures/<int:pk>.ics", views.lecture_ics, name="lecture_ics"),
]
