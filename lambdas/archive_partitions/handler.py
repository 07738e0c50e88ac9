"""Archive partitions that are older than the newest KEEP. Called monthly, by a schedule.

It is idempotent: what is archived is left alone, and a call that ran out of time is finished by the
next one. It returns `done: false` then.
"""

import os
import time
from typing import TYPE_CHECKING, TypedDict

from aws_lambda_powertools import Logger, Metrics, Tracer
from aws_lambda_powertools.metrics import MetricUnit

from catalog.commoncrawl.archive import archive_partition, to_archive

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

logger, tracer, metrics = Logger(), Tracer(), Metrics(namespace="OpenverseCatalog")
MARGIN = 240.0  # seconds that the bundle which is under way may take
BUNDLE = 2**30  # a function's disk holds one at a time


class Result(TypedDict):
    """The crawls that are archived now, and whether none is left."""

    archived: list[str]
    done: bool


@logger.inject_lambda_context
@tracer.capture_lambda_handler
@metrics.log_metrics
def handler(event: object, context: "LambdaContext") -> Result:
    """Archive one partition after another until time runs out."""
    lake, archive = os.environ["LAKE"], os.environ["ARCHIVE"]
    deadline = time.time() + context.get_remaining_time_in_millis() / 1000 - MARGIN
    old = to_archive(lake, archive, int(os.environ["KEEP"]))
    archived = []
    for crawl in old:
        if not archive_partition(lake, crawl, archive, bundle_bytes=BUNDLE, deadline=deadline):
            break
        archived.append(crawl)
    metrics.add_metric(name="PartitionsArchived", unit=MetricUnit.Count, value=len(archived))
    logger.info("archived", crawls=archived, left=len(old) - len(archived))
    return {"archived": archived, "done": archived == old}
