"""Renew the OAuth2 tokens of every provider that has them. Scheduled every 12 hours.

It is idempotent: a second call renews what the first one wrote. A provider that nobody has
authorised yet (`catalog auth PROVIDER`) is left out and said so.
"""

from typing import TYPE_CHECKING, Any

from aws_lambda_powertools import Logger, Metrics, Tracer
from aws_lambda_powertools.metrics import MetricUnit

from catalog.errors import NotFoundError
from catalog.files.http import new_session
from catalog.ingestion.oauth import renew, store_for
from catalog.operations.names import METRICS
from catalog.providers import registry
from catalog.settings import load_settings

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

logger, tracer, metrics = Logger(), Tracer(), Metrics(namespace=METRICS)


@logger.inject_lambda_context
@tracer.capture_lambda_handler
@metrics.log_metrics
def handler(event: dict[str, Any], context: "LambdaContext") -> dict[str, list[str]]:
    """Return whose tokens were renewed, and whose are not there yet."""
    session = new_session(load_settings().user_agent)
    renewed, missing = [], []
    for provider in registry.providers():
        if provider.oauth is None:
            continue
        store = store_for(provider.oauth)
        try:
            store.write(renew(provider.oauth, store.read(), session))
            renewed.append(provider.name)
        except NotFoundError:
            missing.append(provider.name)
    metrics.add_metric(name="tokens_renewed", unit=MetricUnit.Count, value=len(renewed))
    logger.info("renewed tokens", renewed=renewed, missing=missing)
    return {"renewed": renewed, "missing": missing}
