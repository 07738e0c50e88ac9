"""Scores of new records, as the database's own functions give them (migration 0010)."""

import json
import re
from collections.abc import Callable
from typing import Any

import orjson

from catalog.database import popularity
from catalog.database.connection import Connection
from catalog.records import MediaType

_HIGHEST = 1e12
_DIGITS = re.compile(r"[0-9]{1,100}(?:[.][0-9]{0,100})?")


def scores_of(
    connection: Connection, media_type: MediaType
) -> Callable[[str, str | None], float | None] | None:
    """Return what scores a record by its provider and its meta_data, JSON; None: nothing does."""
    known = {m.provider: m for m in popularity.metrics(connection) if m.media_type == media_type}
    if not any(metric.constant for metric in known.values()):
        return None

    def score(provider: str, meta_data: str | None) -> float | None:
        metric = known.get(provider) or known.get(popularity.EVERYONE)
        return _score(metric, meta_data) if metric and meta_data else None

    return score


def _score(metric: popularity.Metric, meta_data: str) -> float | None:
    if not metric.constant:
        return None
    found = metric_value(_parsed(meta_data).get(metric.metric))
    if found is None:
        return None
    return metric.percentile if found == metric.value else found / (found + metric.constant)


def metric_value(found: Any) -> float | None:
    """Return a metric as a number: JSON numbers and strings of digits, and nothing else.

    >>> metric_value("17."), metric_value(-1), metric_value(True), metric_value(10**30)
    (17.0, None, None, 1000000000000.0)
    """
    if isinstance(found, bool):
        return None
    if isinstance(found, str):
        return min(float(found), _HIGHEST) if _DIGITS.fullmatch(found) else None
    if isinstance(found, int | float) and found >= 0:
        return float(min(abs(found), _HIGHEST))  # -0.0 is 0
    return None


def _parsed(text: str) -> dict[str, Any]:
    try:
        found = orjson.loads(text)
    except orjson.JSONDecodeError:  # it refuses numbers that no double holds
        found = json.loads(text, parse_int=float)
    return found if isinstance(found, dict) else {}
