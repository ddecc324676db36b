"""Who gets what at every address: the table of the authorisation matrix.

A cell is (route, actor, method) → what the answer must be. A route missing here fails the build, so
a new page is not finished before its rights are written down.
"""

from dataclasses import dataclass, field

OK = "ok"  # 200: the page, or a form with its errors
MOVES = "moves"  # 3xx to somewhere else than the login
LOGIN = "login"  # 3xx to the login
DENIED = "denied"  # 403
HIDDEN = "hidden"  # 404: that it exists is already too much
METHOD = "method"  # 405

# Without an account.
VILLAGERS = ("villager", "other villager")
PUBLIC = ("anonymous", *VILLAGERS)
# With an account: who works on the case or supervises, who does not, who has no role at all.
ADVISERS = ("adviser", "other adviser", "former adviser")
ROLES = ("clerk", "office", "other office", "bureau", "leader")
ADMIN = ("editor", "reviewer", "superuser")
STAFF = (*ADVISERS, *ROLES, *ADMIN, "nobody")
ACTORS = (*PUBLIC, *STAFF)


def by(public, staff, **others):
    """Return actor → answer: one for people without an account, one for staff, then exceptions."""
    rule = dict.fromkeys(PUBLIC, public) | dict.fromkeys(STAFF, staff)
    for actors, answer in others.items():
        names = GROUPS.get(actors, (actors.replace("_", " "),))
        rule |= dict.fromkeys(names, answer)
    return rule


GROUPS = {"admin": ADMIN, "advisers": ADVISERS, "roles": ROLES, "villagers": VILLAGERS}


def everyone(answer):
    """Return the rule that treats all alike."""
    return by(answer, answer)


@dataclass(frozen=True)
class Row:
    """The answers of one route; ``args`` name things of the test's world, ``data`` is posted."""

    get: dict
    post: dict
    head: dict | None = None
    args: dict = field(default_factory=dict)
    data: dict = field(default_factory=dict)
    changes: tuple = ()  # actors whose POST changes their own case

    def answer(self, method, actor):
        """Return what ``actor`` must get."""
        head = self.get if self.head is None else self.head
        return {"GET": self.get, "POST": self.post, "HEAD": head}[method][actor]


def reading(**args):
    """Return a page for everybody that takes no POST."""
    return Row(everyone(OK), everyone(METHOD), args=args)


def leading_on(**args):
    """Return an address that sends everybody on and takes no POST."""
    return Row(everyone(MOVES), everyone(METHOD), args=args)


def own(post, **kwargs):
    """Return a change to one's own account: POST only, for everybody who is logged in."""
    return Row(by(LOGIN, METHOD), by(LOGIN, post), **kwargs)


def asking(get, post=MOVES):
    """Return a page of the ask flow, the same for everybody."""
    return Row(everyone(get), everyone(post))


def following(changes=(), villagers=MOVES, **data):
    """Return a change by the villager to her own case; without an opened case: to the look-up.

    ``villagers`` get the page again (OK) with their words when the state does not allow it.
    """
    post = by(MOVES, MOVES, villagers=villagers)
    return Row(everyone(METHOD), post, data=data, changes=changes)


def working(event, changes=("adviser",), bureau=DENIED, adviser=MOVES, **data):
    """Return an action of the desk: the case's adviser acts, the bureau knows of it, the rest not.

    The bureau sees that the case exists, so it is refused (403); to the others it does not exist.
    """
    posted = {f"{event}-{name}": value for name, value in data.items()}
    post = by(LOGIN, HIDDEN, adviser=adviser, bureau=bureau)
    return Row(by(LOGIN, METHOD), post, args={"public_id": "case"}, data=posted, changes=changes)


# Who learns that a village's request for a lecture exists, and who of them cannot plan it.
REQUEST_SEEN = dict.fromkeys(["adviser", "clerk", "office", "bureau", "admin"], OK)
PLANS_NOT = dict.fromkeys(["clerk", "office", "bureau", "admin"], DENIED)


def filing(**data):
    """Return a decision on what was handed in: the township's office and the bureau take it."""
    seen = {"adviser": DENIED, "clerk": DENIED, "editor": DENIED, "reviewer": DENIED}
    decides = dict.fromkeys(["office", "bureau", "superuser"], MOVES)
    post = by(LOGIN, HIDDEN, **seen, **decides)
    return Row(by(LOGIN, METHOD), post, args={"pk": "filed lecture"}, data=data)


def at_lecture(post=MOVES, get=METHOD, args=None, **data):
    """Return a step at the desk on the adviser's lecture: hers, the bureau's and editors' to take.

    Clerk and office of its village see it and are refused; to the rest it does not exist.
    """
    may = {"adviser": 1, "bureau": 1, "admin": 1}
    seen = {"clerk": DENIED, "office": DENIED}
    steps = by(LOGIN, HIDDEN, **seen, **dict.fromkeys(may, post))
    reads = by(LOGIN, METHOD)
    if get != METHOD:
        reads = by(LOGIN, HIDDEN, **seen, **dict.fromkeys(may, get))
    return Row(reads, steps, args={"pk": "desk lecture", **(args or {})}, data=data)


ROUTES = {
    "operations:healthz": reading(),
    "operations:readyz": reading(),
    "pages:elder": leading_on(),
    "pages:language": leading_on(),
    "pages:robots": reading(),
    "pages:sitemap": reading(),
    "accounts:login": Row(by(OK, MOVES), everyone(OK)),
    "accounts:logout": Row(everyone(METHOD), everyone(LOGIN)),
    "accounts:account": Row(by(LOGIN, OK), by(LOGIN, METHOD)),
    "accounts:password": own(OK),
    "accounts:start_device": own(MOVES),
    "accounts:confirm_device": own(OK),
    "accounts:remove_device": own(OK),
    "desk:start": Row(by(LOGIN, OK, nobody=DENIED), by(LOGIN, METHOD)),
    "search:results": reading(),
    "search:suggest": reading(),
    "search:count": Row(everyone(METHOD), everyone(OK)),
    "directory:picker": reading(),
    "directory:suggest": reading(),
    "directory:choose": leading_on(code="village"),
    "directory:forget": leading_on(code="village"),
    "directory:township": reading(code="township"),
    "directory:village": reading(code="village"),
    "directory:card": reading(code="village"),
    "directory:offices": reading(),
    "directory:open_data": reading(),
    "directory:open_data_file": reading(name="file of villages", form="json"),
    "directory:advisers": reading(),
    "directory:adviser": reading(pk="lead"),
    "directory:certificate": reading(number="certificate"),
    "directory:join": Row(everyone(OK), everyone(OK)),
    "directory:join_done": Row(everyone(MOVES), everyone(METHOD)),
    "directory:join_status": Row(everyone(OK), everyone(OK)),
    "directory:join_withdraw": Row(everyone(METHOD), everyone(MOVES)),
    "directory:join_leave": Row(everyone(METHOD), everyone(MOVES)),
    "knowledge:feed": reading(),
    "knowledge:cases_feed": reading(),
    "knowledge:news_feed": reading(),
    "knowledge:kind_feed": reading(kind="kind of news"),
    "knowledge:topic_feed": reading(slug="topic"),
    "knowledge:read": Row(everyone(METHOD), everyone(OK), args={"pk": "nought"}),
    "knowledge:laws": reading(),
    "knowledge:law": reading(pk="law"),
    "knowledge:statute": reading(pk="law", number="article number"),
    "knowledge:lectures": reading(),
    "knowledge:lecture": reading(pk="lecture"),
    "knowledge:lecture_ics": reading(pk="lecture"),
    "knowledge:lectures_ics": reading(),
    "knowledge:place_ics": reading(code="village"),
    "knowledge:lecture_subscribe": reading(),
    "knowledge:lecture_poster": reading(pk="lecture"),
    "knowledge:lecture_signup": Row(
        everyone(OK), everyone(MOVES), args={"pk": "lecture"}, data={"people": "1"}
    ),
    "knowledge:lecture_withdraw": Row(everyone(METHOD), everyone(MOVES), args={"pk": "lecture"}),
    "knowledge:desk_lectures": Row(by(LOGIN, OK, nobody=DENIED), by(LOGIN, METHOD)),
    "knowledge:desk_plan": Row(by(LOGIN, DENIED, advisers=OK), by(LOGIN, DENIED, advisers=OK)),
    "knowledge:desk_request_new": Row(by(LOGIN, DENIED, clerk=OK), by(LOGIN, DENIED, clerk=OK)),
    "knowledge:desk_request": Row(
        by(LOGIN, HIDDEN, **REQUEST_SEEN), by(LOGIN, METHOD), args={"pk": "request"}
    ),
    "knowledge:desk_request_plan": Row(
        by(LOGIN, HIDDEN, **REQUEST_SEEN | PLANS_NOT),
        by(LOGIN, HIDDEN, **REQUEST_SEEN | PLANS_NOT),
        args={"pk": "request"},
    ),
    "knowledge:desk_request_withdraw": Row(
        by(LOGIN, METHOD),
        by(LOGIN, HIDDEN, **dict.fromkeys(REQUEST_SEEN, DENIED) | {"clerk": MOVES}),
        args={"pk": "request"},
    ),
    "knowledge:desk_request_decline": Row(
        by(LOGIN, METHOD),
        by(LOGIN, HIDDEN, **REQUEST_SEEN | {"clerk": DENIED, "office": DENIED}),
        args={"pk": "request"},
    ),
    "knowledge:desk_filings": Row(
        by(LOGIN, DENIED, office=OK, other_office=OK, bureau=OK, superuser=OK), by(LOGIN, METHOD)
    ),
    "knowledge:desk_filings_xlsx": Row(
        by(LOGIN, DENIED, office=OK, other_office=OK, bureau=OK, superuser=OK), by(LOGIN, METHOD)
    ),
    "knowledge:desk_meters": Row(
        by(LOGIN, DENIED, roles=OK, clerk=DENIED, superuser=OK), by(LOGIN, METHOD)
    ),
    "knowledge:desk_meters_xlsx": Row(
        by(LOGIN, DENIED, roles=OK, clerk=DENIED, superuser=OK), by(LOGIN, METHOD)
    ),
    "knowledge:desk_lecture": Row(
        by(LOGIN, HIDDEN, adviser=OK, clerk=OK, office=OK, bureau=OK, admin=OK),
        by(LOGIN, METHOD),
        args={"pk": "desk lecture"},
    ),
    "knowledge:desk_announce": at_lecture(),
    "knowledge:desk_change": at_lecture(get=OK, post=OK),
    "knowledge:desk_cancel": at_lecture(**{"cancel-reason": "大雪封路"}),
    "knowledge:desk_outline": at_lecture(get=OK, post=OK),
    "knowledge:desk_hold": at_lecture(get=OK, post=OK),
    "knowledge:desk_photos": at_lecture(get=MOVES),
    "knowledge:desk_photo_remove": at_lecture(HIDDEN, args={"photo": "nought"}),
    "knowledge:desk_submit": at_lecture(),
    "knowledge:desk_file": filing(),
    "knowledge:desk_return": filing(**{"return-reason": "缺提纲"}),
    "consultations:ask_start": asking(OK),
    "consultations:complain": asking(OK),
    "consultations:ask_village": asking(OK, OK),
    "consultations:ask_question": asking(MOVES, OK),
    "consultations:ask_topic": asking(MOVES, OK),
    "consultations:ask_parties": asking(MOVES, OK),
    "consultations:ask_contact": asking(MOVES),
    "consultations:ask_check": asking(MOVES),
    "consultations:ask_receipt": Row(everyone(MOVES), everyone(METHOD)),
    "consultations:my_lookup": Row(everyone(OK), everyone(OK)),
    "consultations:my_thread": Row(by(MOVES, MOVES, villagers=OK), everyone(METHOD)),
    "consultations:my_reply": following(VILLAGERS, text="还有一句"),
    "consultations:my_solve": following(),
    "consultations:my_reopen": following(villagers=OK, **{"open-text": "还没解决"}),
    "consultations:my_rate": following(villagers=OK, rating="5"),
    "consultations:my_withdraw": following(VILLAGERS),
    "consultations:my_leave": following(),
    "consultations:inbox": Row(by(LOGIN, OK), by(LOGIN, METHOD)),
    "consultations:desk_thread": Row(
        by(LOGIN, HIDDEN, adviser=OK, bureau=OK), by(LOGIN, METHOD), args={"public_id": "case"}
    ),
    "consultations:desk_accept": working("accept"),
    "consultations:desk_answer": working("answer", text="答复"),
    "consultations:desk_ask_back": working("ask_back", text="反问"),
    "consultations:desk_decline": working("decline", reason="利益冲突"),
    "consultations:desk_transfer": working("transfer", reason="复杂"),
    "consultations:desk_refer": working("refer", to="mediation", text="去调解"),
    "consultations:desk_close": working("close", changes=()),
    "consultations:desk_mark_spam": working("mark_spam"),
    "consultations:desk_route": working("route", changes=()),
    "consultations:desk_opened_by_bureau": working(
        "opened_by_bureau", changes=("bureau",), adviser=DENIED, bureau=MOVES, reason="核查投诉"
    ),
    "set_language": Row(everyone(MOVES), everyone(MOVES)),
    "media": Row(everyone(HIDDEN), everyone(HIDDEN), args={"path": "nothing"}),
    "wagtailcore_authenticate_with_password": Row(
        everyone(HIDDEN),
        everyone(HIDDEN),
        args={"page_view_restriction_id": "nought", "page_id": "nought"},
    ),
    "wagtailcore_login": Row(everyone(LOGIN), everyone(LOGIN)),
    "wagtail_serve": Row(everyone(OK), everyone(OK), args={"": "home"}),
}
# Below these Wagtail decides; tests ask each of its addresses as people who may not enter.
WAGTAIL = ("cms/", "documents/")
