"""Remove works that left their source, and pick whom to ask for next. Beside the database.

Called by a state machine in turns with the function of each provider, with what that returned,
until `done`. A call that is repeated removes nothing twice.
"""

import os
from typing import TYPE_CHECKING

from aws_lambda_powertools import Logger, Metrics, Tracer
from aws_lambda_powertools.metrics import MetricUnit

from catalog.database.connection import connect, deployed_url
from catalog.database.migrate import require_current
from catalog.ingestion.suspects import GoneEvent
from catalog.operations.gone_rounds import note_round
from catalog.operations.lambda_input import check_event
from catalog.operations.names import METRICS

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

logger, tracer, metrics = Logger(), Tracer(), Metrics(namespace=METRICS)


@logger.inject_lambda_context
@tracer.capture_lambda_handler
@metrics.log_metrics
def handler(event: GoneEvent, context: "LambdaContext") -> GoneEvent:
    """Return the event of the next round, `done` when there is none."""
    check_event(event, GoneEvent)
    before = event.get("report", {})
    with connect(deployed_url(), autocommit=True) as connection:
        require_current(connection)
        following = note_round(event, connection, os.environ["LANDING"])
    for name, count in following["report"].items():
        metrics.add_metric(f"works_{name}", MetricUnit.Count, count - before.get(name, 0))
    logger.info("noted", report=following["report"], left=following["left"])
    return following
