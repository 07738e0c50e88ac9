"""List the old days of a provider that are to be pulled again. First step of its state machine.

Reads only.
"""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypedDict

from aws_lambda_powertools import Logger, Tracer

from catalog.ingestion import reingestion
from catalog.ingestion.invocations import reingestion_events
from catalog.operations.lambda_input import check_event
from catalog.providers import registry

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

logger, tracer = Logger(), Tracer()


class Event(TypedDict):
    """What the schedule sends."""

    provider: str


@logger.inject_lambda_context
@tracer.capture_lambda_handler
def handler(event: Event, context: "LambdaContext") -> dict[str, Any]:
    """Return the first event of each day, and how many days may be under way at a time."""
    check_event(event, Event)
    provider = registry.provider(event["provider"])
    events = reingestion_events(provider, datetime.now(UTC).date())
    logger.info("planned", provider=provider.name, days=len(events))
    return {"parallel": reingestion.of(provider).parallel, "events": events}
