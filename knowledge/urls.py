"""Addresses of laws and lectures; articles are pages of the tree below /learn/."""

from django.urls import path, re_path

from knowledge import views

app_name = "knowledge"
urlpatterns = [
    path("feed/", views.feed, name="feed"),
    path("feed/cases/", views.cases_feed, name="cases_feed"),
    path("feed/news/", views.news_feed, name="news_feed"),
    path("feed/news/<slug:kind>/", views.news_feed, name="kind_feed"),
    path("feed/topics/<slug:slug>/", views.topic_feed, name="topic_feed"),
    path("laws/", views.laws, name="laws"),
    path("laws/<int:pk>/", views.law, name="law"),
    path("laws/<int:pk>/<int:number>/", views.statute, name="statute"),
    path("laws/<int:pk>/<int:number>-<int:branch>/", views.statute, name="statute"),
    path("learn-read/<int:pk>/", views.read, name="read"),
    path("lectures/", views.lectures, name="lectures"),
    path("lectures.ics", views.lectures_ics, name="lectures_ics"),
    re_path(r"^lectures/(?P<code>[0-9]{12})\.ics$", views.lectures_ics, name="place_ics"),
    path("lectures/subscribe/", views.lecture_subscribe, name="lecture_subscribe"),
    path("lectures/<int:pk>/", views.lecture, name="lecture"),
    path("lectures/<int:pk>/sign-up/", views.lecture_signup, name="lecture_signup"),
    path("lectures/<int:pk>/withdraw/", views.lecture_withdraw, name="lecture_withdraw"),
    path("lectures/<int:pk>/poster/", views.lecture_poster, name="lecture_poster"),
    path("lectures/<int:pk>.ics", views.lecture_ics, name="lecture_ics"),
]
