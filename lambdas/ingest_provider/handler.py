"""Pull one provider into the landing zone, one round at a time. Called by its state machine.

The function of a provider has PROVIDER set; its event then needs nothing but what the round before
returned. It is idempotent: a round that is called twice writes the same files. Its reserved
concurrency is one, for that is how the provider's pace is kept.
"""

import os
import time
from typing import TYPE_CHECKING

from aws_lambda_powertools import Logger, Metrics, Tracer
from aws_lambda_powertools.metrics import MetricUnit

from catalog.ingestion.clients import client_for
from catalog.ingestion.invocations import IngestEvent, pull_round
from catalog.operations.lambda_input import check_event
from catalog.providers import registry

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

logger, tracer, metrics = Logger(), Tracer(), Metrics(namespace="OpenverseCatalog")
MARGIN = 60.0  # seconds for the page that is under way, its file, and one slow answer


@logger.inject_lambda_context
@tracer.capture_lambda_handler
@metrics.log_metrics
def handler(event: IngestEvent, context: "LambdaContext") -> IngestEvent:
    """Return the event of the next round, `done` when there is none."""
    provider = registry.provider(os.environ.get("PROVIDER") or event["provider"])
    check_event({"provider": provider.name, **event}, IngestEvent)
    deadline = time.time() + context.get_remaining_time_in_millis() / 1000 - MARGIN
    client = client_for(provider, mirror=os.environ.get("PROVIDER_URL"))
    before = event.get("counts") or {}
    following = pull_round(
        event,
        provider,
        output=os.environ["OUTPUT"],
        client=client,
        deadline=deadline,
        longest_wait=60 * float(os.environ.get("LONGEST_WAIT_MINUTES", "inf")),
    )
    metrics.add_dimension(name="provider", value=provider.name)
    for name, count in following["counts"].items():
        metrics.add_metric(name=name, unit=MetricUnit.Count, value=count - before.get(name, 0))
    logger.info("pulled", done=following["done"], counts=following["counts"])
    return following
