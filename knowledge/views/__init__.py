"""What villagers and the desk see of this app; articles are pages of the tree."""

from knowledge.views.desk_filings import (
    desk_file,
    desk_filings,
    desk_filings_xlsx,
    desk_meters,
    desk_meters_xlsx,
    desk_return,
)
from knowledge.views.desk_holding import desk_hold, desk_photo_remove, desk_photos, desk_submit
from knowledge.views.desk_lecture import desk_announce, desk_cancel, desk_lecture
from knowledge.views.desk_lectures import desk_lectures
from knowledge.views.desk_outlines import desk_outline
from knowledge.views.desk_plans import desk_change, desk_plan, desk_request_plan
from knowledge.views.desk_requests import (
    desk_request,
    desk_request_decline,
    desk_request_new,
    desk_request_withdraw,
)
from knowledge.views.feeds import cases_feed, feed, news_feed, topic_feed
from knowledge.views.laws import law, laws, statute
from knowledge.views.lecture_calendars import lecture_ics, lecture_subscribe, lectures_ics
from knowledge.views.lectures import lecture, lectures
from knowledge.views.posters import lecture_poster
from knowledge.views.reading import read
from knowledge.views.signups import lecture_signup, lecture_withdraw

__all__ = [
    "cases_feed",
    "desk_announce",
    "desk_cancel",
    "desk_change",
    "desk_file",
    "desk_filings",
    "desk_filings_xlsx",
    "desk_hold",
    "desk_lecture",
    "desk_lectures",
    "desk_meters",
    "desk_meters_xlsx",
    "desk_outline",
    "desk_photo_remove",
    "desk_photos",
    "desk_plan",
    "desk_request",
    "desk_request_decline",
    "desk_request_new",
    "desk_request_plan",
    "desk_request_withdraw",
    "desk_return",
    "desk_submit",
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
