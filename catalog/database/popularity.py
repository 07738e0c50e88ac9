"""Standardized popularity: every score made comparable, by a constant for each provider.

The constant is `c = ((1 - p) / p) * v`, where v is the metric's value at the percentile p among
the provider's rows (the discrete percentile; 1 where that is 0). An item of metric m scores
`m / (m + c)`: at the percentile exactly p, and never 1. An item without the metric has no score.
`catalog.database.refresh` brings the scores up to date; a load scores what it writes.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from catalog.database import locks
from catalog.database.connection import Connection
from catalog.database.locks import for_table
from catalog.database.sql import statement
from catalog.errors import UsageError
from catalog.records import MEDIA_TYPES, MediaType

# Stands for every provider that has no metric of its own.
EVERYONE = "*"


@dataclass(frozen=True, slots=True)
class Metric:
    """What counts for one provider, and the constants in force (None before the first refresh).

    Attributes:
        provider: its name, or `EVERYONE`.
        metric: a top-level key of meta_data.
        percentile: above 0, below 1.
    """

    media_type: MediaType
    provider: str
    metric: str
    percentile: float = 0.85
    value: float | None = None
    constant: float | None = None
    refreshed_on: datetime | None = None


@dataclass(frozen=True, slots=True)
class MetricSample:
    """What the rows say about one provider's metric.

    Attributes:
        value: the metric at the percentile, or None: no row carries it.
        items: rows that carry the metric.
        unreadable: rows whose metric is there and is no number, or less than nothing.
    """

    provider: str
    value: float | None
    items: int
    unreadable: int


def metrics(connection: Connection) -> list[Metric]:
    """Return every metric with its constants."""
    rows = connection.execute(statement("list_popularity_metrics")).fetchall()
    return [Metric(*row) for row in rows]


def set_metric(connection: Connection, metric: Metric) -> None:
    """Decide what counts for a provider. The next refresh finds its constant.

    Raises:
        UsageError: the percentile is not between 0 and 1.
    """
    if not 0 < metric.percentile < 1:
        raise UsageError(f"a percentile lies between 0 and 1, and {metric.percentile} does not")
    with locks.changing_rules(connection):
        connection.execute(statement("set_popularity_metric"), asdict(metric))


def remove_metric(connection: Connection, media_type: MediaType, provider: str) -> None:
    """Let nothing count for a provider any more; its scores become null with the next refresh.

    Raises:
        UsageError: nothing does.
    """
    key = {"media_type": media_type, "provider": provider}
    with locks.changing_rules(connection):
        if not connection.execute(statement("remove_popularity_metric"), key).rowcount:
            raise UsageError(f"there is no {media_type} metric of {provider!r}")


def find(
    connection: Connection, media_type: MediaType, providers: Sequence[str] = ()
) -> tuple[MetricSample, ...]:
    """Read all rows once and return what they say about each metric.

    The connection is in autocommit mode. No providers are all; one without rows is left out.
    """
    parameters = {"media_type": media_type, "providers": sorted(providers) or None}
    query = for_table("find_popularity_values", media_type)
    return tuple(MetricSample(*row) for row in connection.execute(query, parameters).fetchall())


def store(connection: Connection, media_type: MediaType, findings: Sequence[MetricSample]) -> None:
    """Put constants in force, in the caller's transaction; no rows, no change."""
    parameters = [
        {"media_type": media_type, "provider": finding.provider, "value": finding.value}
        for finding in findings
        if finding.value is not None
    ]
    with connection.cursor() as cursor:
        cursor.executemany(statement("set_popularity_constant"), parameters)


def tables(connection: Connection, providers: Sequence[str] = ()) -> list[MediaType]:
    """Return the media types for which one of the providers has a metric; all, if none has."""
    known = {found.media_type for found in metrics(connection) if found.provider in providers}
    return [media_type for media_type in MEDIA_TYPES if not known or media_type in known]


def check_providers(connection: Connection, media_type: MediaType, names: Sequence[str]) -> None:
    """Raise UsageError for the first provider that has no metric, naming those that have one."""
    known = [metric.provider for metric in metrics(connection) if metric.media_type == media_type]
    for name in names:
        if name not in known:
            raise UsageError(
                f"{name!r} has no {media_type} popularity metric. "
                f"These have: {', '.join(known)}. `catalog popularity set` adds one."
            )
