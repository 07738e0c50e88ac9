"""A lock on a pipeline's crawl: one object in the lake names the execution that holds it.

The object is written under a condition, so that of two executions that start at once one gets it.
What Step Functions lists comes too late for that: it may not show yet what has just begun.
"""

from collections.abc import Callable

from catalog.errors import CatalogError
from catalog.files import storage
from catalog.files.conditional import read_version, write_if
from catalog.operations.run_state import CrawlRun

_ROUNDS = 5


def claim(run: CrawlRun, execution: str, is_running: Callable[[str], bool]) -> str | None:
    """Make an execution the one at work on the run's pipeline, unless another one is.

    The execution is an ARN, and may ask again.

    Returns:
        The execution that is at work, if it is another one.

    Raises:
        CatalogError: others took the object again and again.
    """
    uri = storage.join(run.lake, "runs", run.pipeline, "holder.txt")
    for _ in range(_ROUNDS):
        existing = read_version(uri)
        holder = existing.data.decode() if existing else execution
        if existing and holder == execution:
            return None
        if existing and is_running(holder):
            return holder
        if write_if(uri, execution.encode(), version=existing.version if existing else None):
            return None
    raise CatalogError(f"{uri} changes again and again: too many executions start at once.")
