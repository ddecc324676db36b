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
    path("desk/lectures/", views.desk_lectures, name="desk_lectures"),
    path("desk/lectures/plan/", views.desk_plan, name="desk_plan"),
    path("desk/lectures/ask/", views.desk_request_new, name="desk_request_new"),
    path("desk/lectures/asked/<int:pk>/", views.desk_request, name="desk_request"),
    path("desk/lectures/asked/<int:pk>/plan/", views.desk_request_plan, name="desk_request_plan"),
    path(
        "desk/lectures/asked/<int:pk>/withdraw/",
        views.desk_request_withdraw,
        name="desk_request_withdraw",
    ),
    path(
        "desk/lectures/asked/<int:pk>/decline/",
        views.desk_request_decline,
        name="desk_request_decline",
    ),
    path("desk/lectures/filings/", views.desk_filings, name="desk_filings"),
    path("desk/lectures/filings.xlsx", views.desk_filings_xlsx, name="desk_filings_xlsx"),
    path("desk/lectures/villages/", views.desk_meters, name="desk_meters"),
    path("desk/lectures/villages.xlsx", views.desk_meters_xlsx, name="desk_meters_xlsx"),
    path("desk/lectures/<int:pk>/", views.desk_lecture, name="desk_lecture"),
    path("desk/lectures/<int:pk>/announce/", views.desk_announce, name="desk_announce"),
    path("desk/lectures/<int:pk>/change/", views.desk_change, name="desk_change"),
    path("desk/lectures/<int:pk>/cancel/", views.desk_cancel, name="desk_cancel"),
    path("desk/lectures/<int:pk>/outline/", views.desk_outline, name="desk_outline"),
    path("desk/lectures/<int:pk>/hold/", views.desk_hold, name="desk_hold"),
    path("desk/lectures/<int:pk>/photos/", views.desk_photos, name="desk_photos"),
    path(
        "desk/lectures/<int:pk>/photos/<int:photo>/remove/",
        views.desk_photo_remove,
        name="desk_photo_remove",
    ),
    path("desk/lectures/<int:pk>/submit/", views.desk_submit, name="desk_submit"),
    path("desk/lectures/<int:pk>/file/", views.desk_file, name="desk_file"),
    path("desk/lectures/<int:pk>/return/", views.desk_return, name="desk_return"),
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
