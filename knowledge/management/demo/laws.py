"""The articles of law that the demo's content cites, as records."""

import tempfile

from knowledge.actions.importing import StatuteFile, import_statutes
from knowledge.citations import article_number
from knowledge.management.demo import sources
from knowledge.models import Statute


def load() -> int:
    """Import the articles that are not on record; how many articles are.

    Those on record stay as they are: an editor may have entered newer words.
    """
    known = set(Statute.objects.values_list("law__name", "number", "branch"))
    missing = [
        line for row, line in sources.statutes() if (row["law"], _number(row), 0) not in known
    ]
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        file.write("\n".join(missing))
        file.flush()
        import_statutes(StatuteFile(file.name))
    return Statute.objects.count()


def _number(row):
    return article_number(row["no"])
