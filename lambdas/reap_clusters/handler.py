"""End crawl clusters that outlived their limit. Called every 15 minutes by a schedule.

Idempotent: ending a cluster twice does no harm. `{"dry_run": true}` only says what it would end.
"""

import os
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, TypedDict

import boto3
from aws_lambda_powertools import Logger, Metrics, Tracer
from aws_lambda_powertools.metrics import MetricUnit

from catalog.operations.emr_reaper import reap
from catalog.operations.lambda_input import check_event
from catalog.operations.names import METRICS

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

logger, tracer, metrics = Logger(), Tracer(), Metrics(namespace=METRICS)


class Event(TypedDict, total=False):
    """What a person may send; the schedule sends nothing."""

    dry_run: bool


@logger.inject_lambda_context
@tracer.capture_lambda_handler
@metrics.log_metrics
def handler(event: Event, context: "LambdaContext") -> dict[str, Any]:
    """Return the ended clusters and count them in the metric that raises the alarm."""
    check_event(event, Event)
    limit = timedelta(minutes=int(os.environ["REAP_AFTER_MINUTES"]))
    dry_run = bool(event.get("dry_run"))
    late = reap(boto3.client("emr"), older_than=limit, now=datetime.now(UTC), dry_run=dry_run)
    metrics.add_metric(name="ClustersReaped", unit=MetricUnit.Count, value=len(late))
    for cluster in late:
        logger.warning("cluster outlived its limit", cluster=cluster.id, pipeline=cluster.pipeline)
    return {"ended": [cluster.id for cluster in late], "dry_run": dry_run}
