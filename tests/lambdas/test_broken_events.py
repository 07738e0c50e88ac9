"""Every handler that takes an event says what is wrong with a broken one, and does nothing."""

import importlib
from pathlib import Path
from typing import Any

import pytest

from catalog.errors import UsageError
from tests.lambdas.context import context

# Where a handler fails it has measured nothing, and says so.
pytestmark = pytest.mark.filterwarnings("ignore:No application metrics")

LAMBDAS = Path(__file__).parents[2] / "lambdas"
RUN = {"pipeline": "common-crawl-etl", "crawl": "CC-MAIN-2026-43"}
BROKEN: list[tuple[str, Any, str]] = [
    ("apply_migrations", {"dry_run": "yes"}, "dry_run in the event must be true or false, not 'y"),
    ("archive_partitions", {"dry_run": 1}, "dry_run in the event must be true or false, not 1"),
    ("ingest_provider", {"provider": "unknown"}, "'?unknown"),
    ("ingest_provider", {"provider": "met", "day": 3}, "day in the event must be text or null"),
    ("ask_links", {}, "the event has no budget"),
    ("ingest_provider", {"provider": "met", "portion": 3}, "portion in the event must be text or"),
    ("note_gone", {"runs": "two"}, "runs in the event must be a whole number or null, not 'two'"),
    ("note_links", {"budget": 5, "media": ["video"]}, "media in the event must be a list of image"),
    ("load_media", {}, "the event has no folders"),
    ("load_media", {"folders": "a"}, "folders in the event must be a list of text, not 'a'"),
    ("mark_ready", RUN, "the event has no cluster and no coverage and no plan"),
    ("plan_reingestion", {}, "the event has no provider"),
    ("plan_reingestion", {"provider": "nappy"}, "nappy has no reingestion"),
    ("preflight", RUN, "the event has no fleet"),
    ("preflight", {**RUN, "fleet": "64"}, "fleet in the event must be an object, not '64'"),
    ("reap_clusters", {"dry_run": None}, "dry_run in the event must be true or false, not None"),
    ("reap_clusters", ["dry_run"], r"the event must be an object, not \['dry_run'\]"),
    ("refresh_popularity", {"media": ["video"]}, "media in the event must be a list of image or"),
    ("refresh_popularity", {"providers": "met"}, "providers in the event must be a list of text"),
    ("resolve_crawl", {"crawl": "latest"}, "the event has no execution and no force and no pipe"),
    ("verify_coverage", {**RUN, "attempt": 1}, "the event has no fleet and no minimum and no plan"),
    (
        "verify_coverage",
        {**RUN, "attempt": 1, "minimum": "1", "plan": {}, "fleet": {}},
        "minimum .* must be a number",
    ),
]
# These are told nothing: whatever a schedule sends them, they do their one thing.
TOLD_NOTHING = {"create_logins", "refresh_oauth_tokens", "watch_freshness"}


@pytest.mark.parametrize(("name", "event", "message"), BROKEN)
def test_a_broken_event_is_refused_with_what_is_wrong(
    name: str, event: Any, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POWERTOOLS_TRACE_DISABLED", "true")
    monkeypatch.setenv("POWERTOOLS_SERVICE_NAME", "test")
    handler = importlib.import_module(f"lambdas.{name}.handler").handler
    with pytest.raises(UsageError, match=message):
        handler(event, context())


def test_no_handler_is_left_out() -> None:
    handlers = {path.parent.name for path in LAMBDAS.glob("*/handler.py")}
    assert {name for name, _, _ in BROKEN} | TOLD_NOTHING == handlers
