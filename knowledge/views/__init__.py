"""What villagers and the desk see of this app; articles are pages of the tree."""

from knowledge.views.feeds import cases_feed, feed, news_feed, topic_feed
from knowledge.views.laws import law, laws, statute
from knowledge.views.lecture_calendars import lecture_ics, lecture_subscribe, lectures_ics
from knowledge.views.lectures import lecture, lectures
from knowledge.views.posters import lecture_poster
from knowledge.views.reading import read
from knowledge.views.signups import lecture_signup, lecture_withdraw

__all__ = [
    "cases_feed",
    "feed",
    "law",
    "laws",
    "lecture",
    "lecture_ics",
    "lecture_poster",
    "lecture_signup",
    "lecture_subscribe",
    "lecture_withdraw",
    "lectures",
    "lectures_ics",
    "news_feed",
    "read",
    "statute",
    "topic_feed",
]
