"""What search knows about one row of an app."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime

BODY_LIMIT = 20_000


@dataclass(frozen=True)
class SearchDocument:
    """One findable thing: a village, an adviser, an article, a lecture, a page.

    ``key`` is ``type:pk``; ``title`` and ``body`` are plain text; ``facets`` narrow a search
    (township, topic, year), their values are words to show; ``since`` and ``until`` among them are
    the first and last day of a law (ISO), only to be shown; ``ranks`` name factors of the search
    settings besides the type's (``rule``, ``civil_code``) and ``boost`` is one more factor;
    ``aliases`` are further names a person may type whole (code, short name, pinyin, initials);
    ``is_suggested`` is false for what is too much to suggest by its name, articles of law;
    ``questions`` are what people asked that it answers: it is found by their words, which are
    never shown.
    All of it is public: nothing is added that a stranger may not read.
    """

    key: str
    type: str
    title: str
    body: str
    url: str
    facets: Mapping[str, str] = field(default_factory=dict)
    boost: float = 1.0
    published_at: datetime | None = None
    aliases: tuple[str, ...] = ()
    ranks: tuple[str, ...] = ()
    is_suggested: bool = True
    questions: tuple[str, ...] = ()

    @property
    def words(self):
        """Return the text that it is found by."""
        return "\n".join([self.title, self.body[:BODY_LIMIT], *self.questions])

    @property
    def names(self):
        """Return what may be typed to reach it: the title and the aliases, each once."""
        if not self.is_suggested:
            return ()
        return tuple(dict.fromkeys(name for name in (self.title, *self.aliases) if name))

    @property
    def shown(self):
        """Return what an engine keeps for the results to show, as JSON can carry it."""
        return {
            "title": self.title,
            "body": self.body[:BODY_LIMIT],
            "url": self.url,
            "facets": dict(self.facets),
            "published_at": self.published_at and self.published_at.isoformat(),
        }

    @property
    def digest(self):
        """Return a short hash of all fields, by which an outdated copy is recognised."""
        fields = asdict(self)
        fields["body"] = self.body[:BODY_LIMIT]
        content = json.dumps(fields, sort_keys=True, default=str, ensure_ascii=False)
        return hashlib.blake2b(content.encode("utf-8", "replace"), digest_size=8).hexdigest()
