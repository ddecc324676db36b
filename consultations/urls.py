"""Addresses: /ask/ and /my/ for villagers, /desk/consultations/ for staff."""

from django.urls import path

from consultations.models import EventKind, Kind
from consultations.views import ask, desk, my

app_name = "consultations"

ASK_STEPS = ["village", "question", "topic", "parties", "contact"]
DESK_EVENTS = [
    EventKind.ACCEPT,
    EventKind.ANSWER,
    EventKind.ASK_BACK,
    EventKind.DECLINE,
    EventKind.TRANSFER,
    EventKind.REFER,
    EventKind.CLOSE,
    EventKind.SPAM,
    EventKind.ROUTE,
    EventKind.OPEN,
]

urlpatterns = [
    path("ask/", ask.start, name="ask_start"),
    path("ask/complaint/", ask.start, {"kind": Kind.COMPLAINT}, name="complain"),
    *[path(f"ask/{name}/", ask.step, {"name": name}, name=f"ask_{name}") for name in ASK_STEPS],
    path("ask/check/", ask.check, name="ask_check"),
    path("ask/receipt/", ask.receipt, name="ask_receipt"),
    path("my/", my.lookup, name="my_lookup"),
    path("my/thread/", my.thread, name="my_thread"),
    path("my/reply/", my.reply, name="my_reply"),
    path("my/solved/", my.solve, name="my_solve"),
    path("my/reopen/", my.reopen, name="my_reopen"),
    path("my/rate/", my.rate, name="my_rate"),
    path("my/withdraw/", my.withdraw, name="my_withdraw"),
    path("my/leave/", my.leave, name="my_leave"),
    path("desk/consultations/", desk.inbox, name="inbox"),
    path("desk/consultations/<uuid:public_id>/", desk.thread, name="desk_thread"),
    *[
        path(
            f"desk/consultations/<uuid:public_id>/{event.value}/",
            desk.act,
            {"event": event.value},
            name=f"desk_{event.value}",
        )
        for event in DESK_EVENTS
    ],
]
