"""What the task worker does for search."""

import logging

from django_tasks import task

from portal.search import outbox
from portal.search.engines import EngineBusyError, EngineDownError

logger = logging.getLogger(__name__)


@task()
def drain_outbox():
    """Hand waiting changes to the engine; what it cannot take now waits for ``search sync``."""
    try:
        return outbox.drain()
    except (EngineBusyError, EngineDownError) as error:
        logger.warning("Search index changes wait: %s", error)
        return 0


@task()
def rebuild_index():
    """Build the index anew; where another build is running ``search check`` sees the difference."""
    try:
        return outbox.rebuild()[0]
    except (EngineBusyError, EngineDownError) as error:
        logger.warning("The search index is not rebuilt: %s", error)
        return 0
