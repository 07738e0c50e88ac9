"""Compare a run's output with its inputs. Called when a crawl cluster has ended.

Writes the list of what is missing as the next attempt's inputs, always under the same name, and
says how large a cluster that asks for, and what it costs.
"""

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypedDict

from aws_lambda_powertools import Logger, Metrics, Tracer
from aws_lambda_powertools.metrics import MetricUnit

from catalog.operations.lambda_input import check_event
from catalog.operations.names import METRICS
from catalog.operations.pipelines import BucketUris, pipeline
from catalog.operations.preflight import Fleet, plan_rest
from catalog.operations.run_state import CrawlRun, measure, read_inputs, write_inputs

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

logger, tracer, metrics = Logger(), Tracer(), Metrics(namespace=METRICS)


class Event(TypedDict):
    """What the state machine sends: `plan` is what the preflight returned."""

    pipeline: str
    crawl: str
    attempt: int
    minimum: float
    plan: Mapping[str, Any]
    fleet: Mapping[str, Any]


@logger.inject_lambda_context
@tracer.capture_lambda_handler
@metrics.log_metrics
def handler(event: Event, context: "LambdaContext") -> dict[str, Any]:
    """Return how much is there, whether it is enough, and of the rest where it is and its cost."""
    check_event(event, Event)
    places = BucketUris(os.environ["SOURCE"], os.environ["LAKE"], os.environ["IMAGES"])
    run = CrawlRun(places.lake, event["pipeline"], event["crawl"])
    expected = read_inputs(run, 1)
    missing = pipeline(run.pipeline, places).missing(expected, run)
    coverage = measure(expected, missing, minimum=event["minimum"])
    failed = write_inputs(run, missing, event["attempt"] + 1)
    size = event["plan"]["bytes"]
    rest = plan_rest(Fleet(**event["fleet"]), size, len(expected), len(missing))
    metrics.add_dimension(name="Pipeline", value=run.pipeline)
    metrics.add_metric(name="Coverage", unit=MetricUnit.Percent, value=100 * coverage.share)
    logger.info("verified", crawl=run.crawl, found=coverage.found, missing=len(missing))
    return {
        "expected": coverage.expected,
        "found": coverage.found,
        "share": coverage.share,
        "enough": coverage.enough,
        "failed": failed,
        "missing": len(missing),
        "rest": {**rest, "total_usd": round(event["plan"]["usd"] + rest["usd"], 2)},
    }
