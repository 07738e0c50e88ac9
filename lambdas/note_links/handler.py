"""Note which files of works are still there, and pick what is asked for next. Beside the database.

Called in turns with `ask_links` by a state machine, with what that returned, until `done`. A call
that is repeated notes the same again.
"""

import os
from typing import TYPE_CHECKING

from aws_lambda_powertools import Logger, Metrics, Tracer
from aws_lambda_powertools.metrics import MetricUnit

from catalog.database.connection import connect, deployed_url
from catalog.database.migrate import require_current
from catalog.operations.lambda_input import check_event
from catalog.operations.link_rounds import LinkEvent, note_round
from catalog.operations.names import METRICS

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

logger, tracer, metrics = Logger(), Tracer(), Metrics(namespace=METRICS)


@logger.inject_lambda_context
@tracer.capture_lambda_handler
@metrics.log_metrics
def handler(event: LinkEvent, context: "LambdaContext") -> LinkEvent:
    """Return the event of the next round, `done` when there is none."""
    check_event(event, LinkEvent)
    with connect(deployed_url(), autocommit=True) as connection:
        require_current(connection)
        following = note_round(event, connection, os.environ["LINKS"])
    if following["done"]:
        report = following["report"]
        for state in ("alive", "moved", "gone", "blocked", "unreachable"):
            metrics.add_metric(f"links_{state}", MetricUnit.Count, report["states"].get(state, 0))
        metrics.add_metric("works_removed", MetricUnit.Count, sum(report["died"].values()))
        metrics.add_metric("works_revived", MetricUnit.Count, report["revived"])
        logger.info("checked", report=report, spent=following.get("spent", 0))
    else:
        metrics.add_metric("links_picked", MetricUnit.Count, 1)
    return following
