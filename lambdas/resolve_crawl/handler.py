"""Decide whether there is a crawl to process. First step of the crawl state machines.

Writes one object, by which of two executions one goes on. The answer's `action` is `run`, `done`,
`wait` (not published yet) or `running` (another execution is at work), with a `reason` for people.
"""

import os
from functools import partial
from typing import TYPE_CHECKING, Any, TypedDict

import boto3
from aws_lambda_powertools import Logger, Tracer

from catalog.operations.lambda_input import check_event
from catalog.operations.pipelines import BucketUris, NotYetError, pipeline
from catalog.operations.run_claim import claim
from catalog.operations.run_state import CrawlRun, decide
from catalog.operations.step_functions import is_running

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

logger, tracer = Logger(), Tracer()


class Event(TypedDict):
    """What the state machine sends: pipeline, crawl (or `latest`) and the execution's ARN."""

    pipeline: str
    crawl: str
    force: bool
    execution: str


@logger.inject_lambda_context
@tracer.capture_lambda_handler
def handler(event: Event, context: "LambdaContext") -> dict[str, Any]:
    """Return the crawl and what to do about it."""
    check_event(event, Event)
    places = BucketUris(os.environ["SOURCE"], os.environ["LAKE"], os.environ["IMAGES"])
    asked = pipeline(event["pipeline"], places)
    try:
        crawl = asked.newest() if event["crawl"] == "latest" else event["crawl"]
    except NotYetError as error:
        logger.info("nothing yet", reason=str(error))
        return {"crawl": "none", "action": "wait", "reason": str(error)}
    run = CrawlRun(places.lake, event["pipeline"], crawl)
    decision = decide(
        run,
        absent=asked.absent(crawl),
        claim=lambda: claim(
            run, event["execution"], partial(is_running, boto3.client("stepfunctions"))
        ),
        force=event["force"],
    )
    logger.info("decided", crawl=crawl, action=decision.action, reason=decision.reason)
    return {"crawl": crawl, "action": decision.action, "reason": decision.reason}
