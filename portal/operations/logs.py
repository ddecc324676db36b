"""Logs as JSON lines: one object a line, from a fixed list of fields, without personal data.

A message that somebody else's words could have entered is not written: of foreign loggers only
the template ("%s: %s") is kept, of an exception its class and where it was raised, not its text
(a database quotes the row that it refuses). Paths, query strings and addresses are never logged;
the route's name tells the page, the request id finds its other lines.
"""

import json
import logging
import re
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime

request_id: ContextVar[str] = ContextVar("request_id", default="")

# Loggers whose messages hold no foreign words: our own, the server's, the task queue's (ids only).
OWN_LOGGERS = {"portal", "directory", "knowledge", "consultations"} | {
    "_granian",
    "django_tasks",
    "django_tasks_db",
}
REQUEST_FIELDS = ("method", "route", "status", "ms")
FRAMES = 12

# What JSON leaves as it is though a terminal would obey or hide it: C1 controls, zero-width and
# direction marks, line and paragraph separators, lone surrogates.
_HIDDEN = re.compile(
    "[\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)


class JsonFormatter(logging.Formatter):
    """Writes a record as one line of JSON: time (UTC), level, logger, message and what applies of
    request_id, method, route, status, ms (milliseconds), error (class) and stack.
    """

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": _message(record),
        }
        if current := request_id.get():
            line["request_id"] = current
        line |= {name: getattr(record, name) for name in REQUEST_FIELDS if hasattr(record, name)}
        if record.exc_info and record.exc_info[1]:
            line |= _failure(record.exc_info[1])
        text = json.dumps(line, ensure_ascii=False, default=_class_name)
        return _HIDDEN.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _message(record: logging.LogRecord) -> str:
    if record.name == "_granian":
        return record.getMessage().split("\n")[0]  # the server appends the text of a traceback
    if record.name.split(".")[0] in OWN_LOGGERS:
        return record.getMessage()
    if record.name.startswith("django.security"):
        return "refused"
    if record.name == "django.request" and isinstance(record.args, tuple) and record.args:
        return str(record.args[0])  # the reason phrase; the path follows
    return str(record.msg)


def _failure(error: BaseException) -> dict:
    frames = traceback.extract_tb(error.__traceback__)[-FRAMES:]
    return {
        "error": _class_name(error),
        "stack": [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames],
    }


def _class_name(value: object) -> str:
    return f"{type(value).__module__}.{type(value).__qualname__}"
