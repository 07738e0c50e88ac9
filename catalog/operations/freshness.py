"""How old the newest data is: the lake's newest partition, and each provider's last good run."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime

import orjson

from catalog.errors import NotFoundError
from catalog.files import storage
from catalog.lake.lake import MANIFEST, partition_uri, partitions
from catalog.providers.base import Provider

# A run that failed, or has something left, leaves the provider as old as it was.
_COMPLETE = frozenset({"done", "accepted"})
_DAY = re.compile(r"/year=(\d{4})/month=(\d\d)/day=(\d\d)/(?:.*/)?_report\.json$")


def partition_days(lake: str, now: datetime) -> int | None:
    """Return the days since the newest partition was published; None where there is none."""
    crawls = partitions(lake)
    newest = storage.join(partition_uri(lake, crawls[-1]), MANIFEST) if crawls else None
    published = storage.modified(newest) if newest else None
    return (now - published).days if published else None


def provider_days(landing: str, providers: Sequence[Provider], today: date) -> Mapping[str, int]:
    """Return the days since the newest complete run of each provider that ever had one."""
    newest = {item.name: _newest(landing, item) for item in providers}
    return {name: (today - day).days for name, day in newest.items() if day}


def _newest(landing: str, provider: Provider) -> date | None:
    """Return the day of the newest complete run; the reports are read from the newest on."""
    folders = [storage.join(landing, media, slug) for media, slug in provider.media.items()]
    reports = (uri for folder in folders for uri in storage.iter_files(folder, "_report.json"))
    dated = (
        (date(*map(int, found.groups())), uri) for uri in reports if (found := _DAY.search(uri))
    )
    return next((day for day, uri in sorted(dated, reverse=True) if _is_complete(uri)), None)


def _is_complete(report: str) -> bool:
    try:
        return orjson.loads(storage.read_bytes(report)).get("status", "done") in _COMPLETE
    except (NotFoundError, orjson.JSONDecodeError, AttributeError):
        return False
