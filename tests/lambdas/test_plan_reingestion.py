from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from catalog.providers import met, registry
from catalog.providers.base import ReingestionRule
from lambdas.plan_reingestion import handler
from tests.lambdas.context import context


def test_each_old_day_is_the_first_event_of_a_pull(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POWERTOOLS_TRACE_DISABLED", "true")
    rule = ReingestionRule((1, 1, 0, 0, 0, 0), parallel=2)
    monkeypatch.setattr(registry, "provider", lambda _: replace(met.PROVIDER, reingestion=rule))
    today = datetime.now(UTC).date()
    days = [today, today - timedelta(days=1), today - timedelta(days=8)]
    assert handler.handler({"provider": "met"}, context()) == {
        "parallel": 2,
        "events": [{"provider": "met", "day": str(day), "reingestion": str(today)} for day in days],
    }
