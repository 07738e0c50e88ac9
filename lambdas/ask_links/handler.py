"""Ask whether the files of works are still at their URLs. Outside the network of the database.

Called in turns with `note_links` by a state machine; it asks for the portion that was picked, at
each host's pace and within the budget, and writes down what it found.
"""

import time
from typing import TYPE_CHECKING

from aws_lambda_powertools import Logger, Metrics, Tracer
from aws_lambda_powertools.metrics import MetricUnit

from catalog.apis.web_session import public_session
from catalog.operations.lambda_input import check_event
from catalog.operations.link_rounds import LinkEvent, ask_round
from catalog.operations.names import METRICS
from catalog.settings import load_settings

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

logger, tracer, metrics = Logger(), Tracer(), Metrics(namespace=METRICS)
MARGIN = 90.0  # seconds for the answers that are under way


@logger.inject_lambda_context
@tracer.capture_lambda_handler
@metrics.log_metrics
def handler(event: LinkEvent, context: "LambdaContext") -> LinkEvent:
    """Return the event with the file of what was found."""
    check_event(event, LinkEvent)
    agent = load_settings().user_agent
    following = ask_round(
        event,
        session=public_session(agent),
        agent=agent,
        deadline=time.time() + context.get_remaining_time_in_millis() / 1000 - MARGIN,
    )
    sent = following["spent"] - event.get("spent", 0)
    metrics.add_metric(name="link_requests", unit=MetricUnit.Count, value=sent)
    logger.info("asked", requests=sent, left=following["report"]["left"])
    return following
