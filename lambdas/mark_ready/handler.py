"""Record that a crawl is ready. Last step of the crawl state machines.

Writes `ready.json` under one name, so calling it twice is safe.
"""

import os
from typing import TYPE_CHECKING, Any, TypedDict

from aws_lambda_powertools import Logger, Metrics, Tracer
from aws_lambda_powertools.metrics import MetricUnit

from catalog.operations.lambda_input import check_event
from catalog.operations.names import METRICS
from catalog.operations.pipelines import BucketUris, pipeline
from catalog.operations.run_state import CrawlRun, deviation_percent, mark_ready

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

logger, tracer, metrics = Logger(), Tracer(), Metrics(namespace=METRICS)


class Event(TypedDict):
    """What the state machine sends: the run's plan, coverage and cluster, to be kept."""

    pipeline: str
    crawl: str
    plan: dict[str, Any]
    coverage: dict[str, Any]
    cluster: str


@logger.inject_lambda_context
@tracer.capture_lambda_handler
@metrics.log_metrics
def handler(event: Event, context: "LambdaContext") -> dict[str, Any]:
    """Return where the marker is and how many rows the crawl has."""
    check_event(event, Event)
    places = BucketUris(os.environ["SOURCE"], os.environ["LAKE"], os.environ["IMAGES"])
    run = CrawlRun(places.lake, event["pipeline"], event["crawl"])
    rows = pipeline(run.pipeline, places).rows(run)
    facts = {key: event[key] for key in ("plan", "coverage", "cluster")}
    marker = mark_ready(run, {**facts, "rows": rows})
    metrics.add_dimension(name="Pipeline", value=run.pipeline)
    metrics.add_metric(name="RowsPerCrawl", unit=MetricUnit.Count, value=rows)
    deviation = deviation_percent(run, rows)
    metrics.add_metric(name="RowsDeviation", unit=MetricUnit.Percent, value=deviation)
    logger.info("ready", crawl=run.crawl, rows=rows, marker=marker)
    return {"marker": marker, "rows": rows}
