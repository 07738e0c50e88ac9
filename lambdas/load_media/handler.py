"""Load what was pulled into the catalog database, one round at a time. Called by a state machine.

Takes the event that the pull returned (its `folders`), and goes on from what it returned itself
until `done`. Loading a file twice changes nothing, so a repeated call is safe.
"""

import os
import time
from typing import TYPE_CHECKING

from aws_lambda_powertools import Logger, Metrics, Tracer
from aws_lambda_powertools.metrics import MetricUnit

from catalog.database.connection import deployed_url
from catalog.database.load_landing import LoadEvent, load_round
from catalog.operations.lambda_input import check_event
from catalog.operations.names import METRICS

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

logger, tracer, metrics = Logger(), Tracer(), Metrics(namespace=METRICS)
MARGIN = 240.0  # seconds for the file that is under way


@logger.inject_lambda_context
@tracer.capture_lambda_handler
@metrics.log_metrics
def handler(event: LoadEvent, context: "LambdaContext") -> LoadEvent:
    """Return the event of the next round, `done` when there is none."""
    check_event(event, LoadEvent)
    deadline = time.time() + context.get_remaining_time_in_millis() / 1000 - MARGIN
    before = event.get("counts") or {}
    following = load_round(
        event, deployed_url(), rejected=os.environ["REJECTED"], deadline=deadline
    )
    for name, count in following["counts"].items():
        metrics.add_metric(name=name, unit=MetricUnit.Count, value=count - before.get(name, 0))
    logger.info("loaded", done=following["done"], counts=following["counts"])
    return following
