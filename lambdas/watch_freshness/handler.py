"""Measure how old the newest data is, for the alarms and the dashboard. Called once a day.

Reads only.
"""

import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from aws_lambda_powertools import Logger, Metrics, Tracer
from aws_lambda_powertools.metrics import MetricUnit, single_metric

from catalog.operations.freshness import partition_days, provider_days
from catalog.operations.names import METRICS
from catalog.providers import registry

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

logger, tracer, metrics = Logger(), Tracer(), Metrics(namespace=METRICS)


@logger.inject_lambda_context
@tracer.capture_lambda_handler
@metrics.log_metrics
def handler(event: dict[str, Any], context: "LambdaContext") -> dict[str, Any]:
    """Return the ages in days and write them as metrics."""
    now = datetime.now(UTC)
    age = partition_days(os.environ["LAKE"], now)
    if age is not None:
        metrics.add_metric(name="NewestPartitionDays", unit=MetricUnit.Count, value=age)
    days = provider_days(os.environ["LANDING"], registry.providers(), now.date())
    for name, value in days.items():
        with single_metric(
            "DaysSinceSuccess", MetricUnit.Count, value, namespace=METRICS
        ) as metric:
            metric.add_dimension(name="provider", value=name)
            metric.add_dimension(name="service", value=os.environ["POWERTOOLS_SERVICE_NAME"])
    logger.info("looked", partition=age, providers=days)
    return {"partition": age, "providers": dict(days)}
