"""Provider health: what each gave and when, its last runs, what failed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta

import orjson
from flask import Flask
from werkzeug.exceptions import NotFound

from catalog.browse.pages import Data, add_page
from catalog.browse.site import BrowseSite
from catalog.database.connection import Connection
from catalog.database.locks import for_table
from catalog.database.sql import statement
from catalog.files import storage
from catalog.ingestion.status import ProviderStatus, provider_status
from catalog.providers import registry
from catalog.records import MEDIA_TYPES

DAYS = 90
_RUNS = 30
_FAILURES = 100
_FEWEST_DAYS = 30


def add_to(app: Flask, site: BrowseSite) -> None:
    """Add the pages of providers."""

    def providers() -> tuple[str, Data]:
        found = read_health(site)
        return "providers.html", {"days": DAYS, "landing": site.landing, "providers": found}

    def provider(name: str) -> tuple[str, Data]:
        one = next((one for one in read_health(site) if one["name"] == name), None)
        if one is None:
            raise NotFound(f"Nothing is known of a provider {name!r}.")
        return "provider.html", {"days": DAYS, "provider": one}

    add_page(app, "/providers", providers)
    add_page(app, "/providers/<name>", provider)


def read_health(site: BrowseSite) -> list[Data]:
    """Return what is known of every provider that has records, loads or runs; the largest first."""
    with site.reading() as connection:
        counts = _counts(connection)
        loads = _loads(connection)
    runs = read_runs(site.landing) if site.landing else {}
    names = {*counts, *loads, *runs}
    health = [
        _health(name, counts[name], loads[name], runs.get(name, []), _standing(site, name))
        for name in names
    ]
    return sorted(health, key=lambda one: (-sum(one["records"].values()), one["name"]))


def read_runs(landing: str) -> dict[str, list[Data]]:
    """Return the reports of runs by provider, the newest first."""
    found: dict[str, list[Data]] = defaultdict(list)
    seen = set()
    for uri in storage.iter_files(landing, ".json"):
        if "/_report" not in uri:
            continue
        report = _read_report(uri)
        key = (report.get("provider"), report.get("day"), uri.rpartition("/")[2])
        if report.get("provider") and key not in seen:
            seen.add(key)
            found[str(report["provider"])].append(report)
    for reports in found.values():
        reports.sort(key=lambda report: str(report.get("day")), reverse=True)
    return found


def _read_report(uri: str) -> Data:
    try:
        report = orjson.loads(storage.read_bytes(uri))
    except ValueError:
        return {}
    return report if isinstance(report, dict) else {}


def _counts(connection: Connection) -> Mapping[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for media in MEDIA_TYPES:
        for provider, items in connection.execute(for_table("count_by_provider", media)):
            found[provider][media] = items
    return found


def _loads(connection: Connection) -> Mapping[str, dict[date, int]]:
    found: dict[str, dict[date, int]] = defaultdict(lambda: defaultdict(int))
    rows = connection.execute(statement("count_loads_by_day"), {"days": DAYS}).fetchall()
    for _, provider, day, count, _ in rows:
        found[provider][day] += count
    return found


def _health(
    name: str,
    records: dict[str, int],
    loads: Mapping[date, int],
    runs: list[Data],
    standing: ProviderStatus | None,
) -> Data:
    today = datetime.now(UTC).date()
    newest = max([*loads, *_days(runs)], default=None)
    return {
        "name": name,
        "title": registry.provider(name).title if name in registry.NAMES else name,
        "records": dict(records),
        "runs": runs[:_RUNS],
        "verdict": standing.status if standing else _verdict(runs),
        "failures_left": standing.left if standing else _failures(runs),
        "given_up": standing.given_up if standing else 0,
        "failures": standing.failures[:_FAILURES] if standing else [],
        "newest": newest,
        "age_days": (today - newest).days if newest else None,
        "loaded": _series(loads, today),
    }


def _days(runs: Iterable[Data]) -> list[date]:
    days = []
    for run in runs:
        if run.get("status") == "done":
            days.append(date.fromisoformat(str(run["day"])))
    return days


def _standing(site: BrowseSite, name: str) -> ProviderStatus | None:
    """Return what a provider's runs wrote down of their state, if they did."""
    if not site.landing or name not in registry.NAMES:
        return None
    today = datetime.now(UTC).date()
    found = provider_status(site.landing, registry.provider(name), today)
    return found if found.status else None


def _failures(runs: list[Data]) -> int:
    return sum(len(run.get("errors") or ()) for run in runs[:_RUNS])


def _verdict(runs: list[Data]) -> str:
    if not runs:
        return "loaded"
    return str(runs[0].get("verdict") or runs[0].get("status") or "unknown")


def _series(loads: Mapping[date, int], today: date) -> list[Data]:
    """Return the rows of each day since the first load; days without a load have none."""
    first = min(loads, default=today)
    length = min(DAYS, max(_FEWEST_DAYS, (today - first).days + 1))
    days = (today - timedelta(days=back) for back in range(length - 1, -1, -1))
    return [{"day": day, "rows": loads.get(day, 0)} for day in days]
