"""Copy old partitions of the lake to the archive. Called once a month by a schedule.

One partition after another until shortly before the deadline; a manifest marks each that is
complete, so that a call that is repeated goes on. `{"dry_run": true}` only says what is due.
"""

import os
from typing import TYPE_CHECKING, Any, TypedDict

from aws_lambda_powertools import Logger, Metrics, Tracer
from aws_lambda_powertools.metrics import MetricUnit

from catalog.lake.cold_copy import archive_partition, due
from catalog.operations.lambda_input import check_event
from catalog.operations.names import METRICS

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

logger, tracer, metrics = Logger(), Tracer(), Metrics(namespace=METRICS)
MARGIN_MS = 300_000  # for the partition that is under way


class Event(TypedDict, total=False):
    """What a person may send; the schedule sends nothing."""

    dry_run: bool


@logger.inject_lambda_context
@tracer.capture_lambda_handler
@metrics.log_metrics
def handler(event: Event, context: "LambdaContext") -> dict[str, Any]:
    """Return the crawls that were archived and those that are still due."""
    check_event(event, Event)
    lake, archive = os.environ["LAKE"], os.environ["ARCHIVE"]
    left = due(lake, archive, keep=int(os.environ["LIVE_PARTITIONS"]))
    done: list[str] = []
    while left and not event.get("dry_run") and context.get_remaining_time_in_millis() > MARGIN_MS:
        archived = archive_partition(lake, archive, left.pop(0))
        done.append(archived.crawl)
        logger.info("archived", crawl=archived.crawl, files=archived.files, bytes=archived.bytes)
    metrics.add_metric(name="PartitionsArchived", unit=MetricUnit.Count, value=len(done))
    return {"archived": done, "due": left}
