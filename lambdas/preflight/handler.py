"""List and size a crawl's inputs and estimate the run. Second step of the crawl state machines.

Writes the list of inputs, always under the same name. Fails with one sentence where the account's
spot quota is too small for the cluster, before anything is paid for.
"""

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypedDict

import boto3
from aws_lambda_powertools import Logger, Metrics, Tracer
from aws_lambda_powertools.metrics import MetricUnit

from catalog.operations.lambda_input import check_event
from catalog.operations.names import METRICS
from catalog.operations.pipelines import BucketUris, pipeline
from catalog.operations.preflight import Fleet, plan
from catalog.operations.run_state import CrawlRun

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

logger, tracer, metrics = Logger(), Tracer(), Metrics(namespace=METRICS)


class Event(TypedDict):
    """What the state machine sends; `fleet` is that of catalog/operations/preflight.py."""

    pipeline: str
    crawl: str
    fleet: Mapping[str, Any]


@logger.inject_lambda_context
@tracer.capture_lambda_handler
@metrics.log_metrics
def handler(event: Event, context: "LambdaContext") -> dict[str, Any]:
    """Return the estimate (USD, hours), what it rests on, and where the inputs are listed."""
    check_event(event, Event)
    places = BucketUris(os.environ["SOURCE"], os.environ["LAKE"], os.environ["IMAGES"])
    run = CrawlRun(places.lake, event["pipeline"], event["crawl"])
    limit = int(os.environ["FILE_LIMIT"])
    found = plan(
        run,
        pipeline(run.pipeline, places),
        Fleet(**event["fleet"]),
        limit=limit or None,
        quotas=boto3.client("service-quotas"),
        quota_code=os.environ["SPOT_QUOTA"],
    )
    metrics.add_dimension(name="Pipeline", value=run.pipeline)
    metrics.add_metric(name="EstimatedUsd", unit=MetricUnit.NoUnit, value=found["most_usd"])
    logger.info("planned", **found)
    return found
