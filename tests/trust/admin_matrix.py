"""Who gets what at each address of the register in Wagtail's admin: a table of screens and rules.

A new screen needs one line here, or the build fails: what its groups may do, whether its rows lie
somewhere, and a row to try it on. Addresses of its own stand in ``SPECIAL``.
"""

from dataclasses import dataclass

OK, MOVES, HIDDEN, METHOD, LOGIN = "ok", "moves", "hidden", "method", "login"
NO = {MOVES, HIDDEN, LOGIN, "denied"}

# Whose row it is: everybody's appointments against one row in the first township of our county.
HERE = {"bureau", "office", "leader", "superuser"}
STAFF = {
    "superuser": "superuser",
    "bureau": "bureau",
    "other bureau": "bureau",
    "office": "office",
    "other office": "office",
    "leader": "leader",
}
OUTSIDE = ("editor", "adviser", "clerk", "nobody", "anonymous")
ACTORS = (*STAFF, *OUTSIDE)


@dataclass(frozen=True)
class Screen:
    """Rights by role: letters of view, add, change. ``closed``: what not even a superuser may.

    ``placed``: rows lie somewhere. ``writers``: the roles whose reach counts when writing.
    ``decides``: the page that shows a row also takes a decision about it.
    """

    row: str
    bureau: str = "vac"
    office: str = ""
    leader: str = ""
    closed: str = "d"
    placed: bool = True
    writers: tuple = ("bureau",)
    decides: bool = False

    def may(self, actor, act):
        """Whether the group of ``actor`` has the right ``act`` (v, a, c, d)."""
        role = STAFF.get(actor)
        if role is None or act in self.closed:
            return False
        if role == "superuser":
            return True
        rights = getattr(self, role)
        return bool(rights) if act == "v" else act in rights

    def reaches(self, actor, writing=False):
        """Whether the row lies where ``actor`` reads (or writes)."""
        if not self.placed or actor == "superuser":
            return True
        return actor in HERE and (not writing or STAFF[actor] in self.writers)


WITH_OFFICE = ("bureau", "office")
SCREENS = {
    "register/alarms": Screen("alarm", "v", "v", "v", closed="acd"),
    "register/assignments": Screen("assignment", "vac", "v", "v"),
    "register/covers": Screen("cover", "vac", "vac", "v", writers=WITH_OFFICE),
    "register/leaves": Screen("leave", "vac", "v", "v"),
    "register/pairing": Screen("sheet", closed="cd", decides=True),
    "register/plans": Screen("plan", closed="cd", decides=True),
    "register/applications": Screen("application", "vc", closed="ad", placed=False),
    "register/advisers": Screen("adviser", "vac", "v", "v", closed=""),
    "register/trainings": Screen("training", "vac", "", "v", closed="", placed=False),
    "register/certificates": Screen("certificate", "vac", "v", "v"),
    "register/contracts": Screen("contract", "vac", "v", "v"),
    "register/firms": Screen("firm", "vac", "v", "v", closed="", placed=False),
    "register/places": Screen("village", "vac", "vc", "v", writers=WITH_OFFICE),
    "register/changes": Screen("change", "va", "v", "v", closed="cd"),
    "register/rooms": Screen("room", "vac", "vac", "v", closed="", writers=WITH_OFFICE),
    "register/groups": Screen("group", "vac", "vac", "v", closed="", writers=WITH_OFFICE),
    "register/offices": Screen("desk", "vac", "v", "v", closed=""),
    "register/topics": Screen("topic", closed="", placed=False),
    "register/appointments": Screen("appointment", "vac", "", "v", closed=""),
    "ledger": Screen("entry", "v", "v", "v", closed="acd"),
}
READING = ("index", "index_results", "export", "inspect", "history", "history_results")
ON_A_ROW = ("inspect", "history", "history_results", "edit", "delete", "usage")
ACTIONS = (*READING, "add", "edit", "delete", "usage")
NEEDS = {"add": "a", "edit": "c", "delete": "d", "usage": "c"}


def expected(screen, actor, action, method):
    """The words one may hear: a set."""
    if actor == "anonymous":
        return {LOGIN}
    if actor not in STAFF:
        return NO
    writing = action in ("edit", "delete")
    allowed = screen.may(actor, NEEDS.get(action, "v"))
    if action in ON_A_ROW and not screen.reaches(actor, writing):
        hidden = screen.may(actor, "v") and action in READING
        return {HIDDEN} if hidden else NO
    if not allowed:
        return NO
    if method == "POST":
        decision = screen.decides and action == "inspect"
        return {OK, MOVES} if decision or action in ("add", "edit", "delete") else {METHOD}
    return {OK}


# Addresses of their own: (arguments, who may open them). Names are those of rows in the world.
KEEPERS = {"superuser", "bureau"}
READERS = set(STAFF)
WRITERS = {"superuser", "editor"}
WORDS_OF_SEARCH = "wagtailsnippets_portal_search_layword"
SPECIAL = {
    "register/coverage:index": ((), READERS),
    "register/coverage:export": ((), READERS),
    "register/applications:proof": (("application", "position"), KEEPERS | {"other bureau"}),
    "register/advisers:hand_over": (("adviser",), KEEPERS),
    "register/contracts:file": (("contract",), KEEPERS | {"office"}),
    "register/changes:moves": ((), KEEPERS | {"other bureau"}),
    "register/changes:move": (("former",), KEEPERS),
    "register_pairing_template": ((), KEEPERS | {"other bureau"}),
    "cap_exceptions": ((), READERS),
    "cap_exceptions_results": ((), READERS),
    **{
        name: ((), WRITERS)
        for report in ("recheck", "readings", "demand", "sought", "opened")
        for name in (report, f"{report}_results")
    },
    "recheck_case": (("case",), WRITERS),
    **{f"{WORDS_OF_SEARCH}:{name}": ((), WRITERS) for name in ("list", "list_results", "add")},
    **{
        f"{WORDS_OF_SEARCH}:{name}": (("lay word",), WRITERS)
        for name in ("edit", "delete", "copy", "usage", "history", "history_results")
    },
    "distances": ((), READERS),
    "distances_results": ((), READERS),
    "word_import:upload": ((), {"superuser", "editor"}),
    "word_import:sample": ((), {"superuser", "editor"}),
    "word_import:look": (("word_file", "first_case"), {"editor"}),
    "word_import:page": (("word_file", "first_case"), {"editor"}),
    "word_import:drop": (("word_file",), set()),  # its form is posted; the bare address leads back
    **{
        f"choose_{kind}:{action}": (("village",) if action == "chosen" else (), who)
        for kind in ("place", "village", "township")
        for action, who in [
            ("choose", READERS | {"editor"}),
            ("choose_results", READERS | {"editor"}),
            ("chosen", HERE),
            ("chosen_multiple", READERS | {"editor"}),
        ]
    },
}
