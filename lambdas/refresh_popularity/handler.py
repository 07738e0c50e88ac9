"""Bring the popularity scores up to date, for as long as one call may run. Called in a loop.

The state machine calls it again with what it returned until `done`. It is idempotent: what is done
is on record in the database, and a call that is repeated finds nothing to do.
"""

import time
from typing import TYPE_CHECKING, NotRequired, TypedDict

from aws_lambda_powertools import Logger, Metrics, Tracer
from aws_lambda_powertools.metrics import MetricUnit

from catalog.database.connection import deployed_url
from catalog.database.refresh import refresh_round
from catalog.operations.lambda_input import check_event
from catalog.operations.names import METRICS
from catalog.records import MediaType

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

logger, tracer, metrics = Logger(), Tracer(), Metrics(namespace=METRICS)
MARGIN = 30.0  # seconds for the ranges that are under way


class Event(TypedDict):
    """Which tables are left (both, at first), whose rows, and how far it has come."""

    media: NotRequired[list[MediaType]]
    providers: NotRequired[list[str]]
    changed: NotRequired[int]
    done: NotRequired[bool]


@logger.inject_lambda_context
@tracer.capture_lambda_handler
@metrics.log_metrics
def handler(event: Event, context: "LambdaContext") -> Event:
    """Return the event of the next call."""
    check_event(event, Event)
    deadline = time.monotonic() + context.get_remaining_time_in_millis() / 1000 - MARGIN
    left, changed = refresh_round(
        deployed_url(),
        event.get("media"),
        tuple(event.get("providers", ())),
        deadline=deadline,
    )
    metrics.add_metric(name="scores_changed", unit=MetricUnit.Count, value=changed)
    logger.info("refreshed", left=left, changed=changed)
    total = event.get("changed", 0) + changed
    return {**event, "media": left, "changed": total, "done": not left}
