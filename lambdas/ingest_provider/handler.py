"""Pull one provider into the landing zone, one round at a time. Called by its state machine.

Where the event has suspects (`portion`) it asks for those instead, whether they are still there.

The function of a provider has PROVIDER set; its event then needs nothing but what the round before
returned. It is idempotent: a round that is called twice writes the same files. Its reserved
concurrency is one, for that is how the provider's pace is kept.
"""

import os
import time
from functools import partial
from typing import TYPE_CHECKING, cast

from aws_lambda_powertools import Logger, Metrics, Tracer
from aws_lambda_powertools.metrics import MetricUnit

from catalog.apis.web_session import public_session
from catalog.ingestion.clients import client_for
from catalog.ingestion.invocations import IngestEvent, pull_round
from catalog.ingestion.suspects import GoneEvent, ask_round
from catalog.operations.lambda_input import check_event
from catalog.providers import registry
from catalog.providers.base import Provider
from catalog.settings import load_settings

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

logger, tracer, metrics = Logger(), Tracer(), Metrics(namespace="OpenverseCatalog")
MARGIN = 60.0  # seconds for the page that is under way, its file, and one slow answer


@logger.inject_lambda_context
@tracer.capture_lambda_handler
@metrics.log_metrics
def handler(event: IngestEvent | GoneEvent, context: "LambdaContext") -> IngestEvent | GoneEvent:
    """Return the event of the next round, `done` when there is none."""
    provider = registry.provider(os.environ.get("PROVIDER") or str(event.get("provider")))
    deadline = time.time() + context.get_remaining_time_in_millis() / 1000 - MARGIN
    if "portion" in event:
        return _ask(cast("GoneEvent", event), provider, deadline)
    return _pull(cast("IngestEvent", event), provider, deadline)


def _pull(event: IngestEvent, provider: Provider, deadline: float) -> IngestEvent:
    check_event({"provider": provider.name, **event}, IngestEvent)
    before = event.get("counts") or {}
    following = pull_round(
        event,
        provider,
        output=os.environ["OUTPUT"],
        client=client_for(provider, mirror=os.environ.get("PROVIDER_URL")),
        deadline=deadline,
        longest_wait=60 * float(os.environ.get("LONGEST_WAIT_MINUTES", "inf")),
    )
    metrics.add_dimension(name="provider", value=provider.name)
    for name, count in following["counts"].items():
        metrics.add_metric(name=name, unit=MetricUnit.Count, value=count - before.get(name, 0))
    logger.info("pulled", done=following["done"], counts=following["counts"])
    return following


def _ask(event: GoneEvent, provider: Provider, deadline: float) -> GoneEvent:
    check_event(event, GoneEvent)
    agent = load_settings().user_agent
    following = ask_round(
        event,
        provider,
        partial(client_for, provider, mirror=os.environ.get("PROVIDER_URL"), deadline=deadline),
        session=public_session(agent),
        agent=agent,
        deadline=deadline,
    )
    sent = following["asked"] - event.get("asked", 0)
    metrics.add_dimension(name="provider", value=provider.name)
    metrics.add_metric(name="suspects_asked", unit=MetricUnit.Count, value=sent)
    logger.info("asked", asked=sent, findings=following["findings"])
    return following
