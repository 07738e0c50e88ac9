"""Log every load, and refuse a load whose number of rows is unusual for its provider.

Far fewer rows than in the provider's last loads are most often a broken API or a pull that ended
early, so the load fails before anything is committed. Batches are compared: all files of one
landing folder, all files of one crawl's provider, or else one file. Only batches of one kind are
compared with each other, reingestion with reingestion. Providers with few rows are not checked.
"""

import getpass
import json
import os
import socket
import statistics
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pyarrow.parquet as pq

from catalog.database.connection import Connection
from catalog.database.errors import DatabaseError
from catalog.database.load_options import Batch, FileReport, LoadOptions
from catalog.database.sql import statement
from catalog.files import storage
from catalog.records import MEDIA_TYPES, MediaType

if TYPE_CHECKING:
    from catalog.database.source_files import SourceFile

# A batch is abnormal below this share of the median of the recent ones ...
LEAST_SHARE = 0.2
# ... of which so many are looked at ...
RECENT = 5
# ... unless that median is so small that chance explains it.
FEW_ROWS = 1000


class AbnormalCountError(DatabaseError):
    """A provider gave far fewer rows than it used to."""


@dataclass(frozen=True, slots=True)
class Load:
    """One load on record."""

    finished_on: datetime
    seconds: float
    media_type: MediaType
    file: str
    bytes: int | None
    database_user: str
    client: str
    read: int
    inserted: int
    updated: int
    unchanged: int
    duplicate_ids: int
    duplicate_urls: int
    license_changes: int
    rejected: Mapping[str, int]
    counts_accepted: bool


def batch_of(uri: str) -> Batch:
    """Tell by its place what a file belongs to.

    >>> batch_of("s3://bucket/image/met/year=2026/month=10/day=03/page-00001.parquet").key
    'image/met/year=2026/month=10/day=03'
    >>> batch_of("common_crawl_image_data/CC-MAIN-2026-43/behance/part-1.csv").kind
    'crawl'
    """
    *folders, name = uri.split("/")
    dated = [number for number, folder in enumerate(folders) if folder.startswith("year=")]
    if dated and dated[-1] >= 2 and folders[dated[-1] - 2] in MEDIA_TYPES:
        key = "/".join(folders[dated[-1] - 2 :])
        kind = "reingestion" if folders[-1].startswith("reingestion=") else "ingestion"
        return Batch(key, "part" if name.startswith("part-") else kind, folders[dated[-1] - 1])
    if len(folders) >= 2 and folders[-2].startswith("CC-MAIN-"):
        return Batch("/".join(folders[-2:]), "crawl", folders[-1])
    return Batch(name, "file")


def batches(sources: Sequence["SourceFile"]) -> dict[str, Batch]:
    """Return, by file, the batches of all files that one command is to load."""
    members: dict[str, list[SourceFile]] = defaultdict(list)
    for source in sources:
        members[batch_of(source.uri).key].append(source)
    found = {}
    for group in members.values():
        files = tuple(source.uri for source in group)
        rows = _rows(group)
        for uri in files:
            alone = batch_of(uri)
            found[uri] = Batch(alone.key, alone.kind, alone.provider, files, rows)
    return found


def check_and_record(connection: Connection, report: FileReport, options: LoadOptions) -> None:
    """Write a load down, in its own transaction; refuse an abnormal number of rows.

    Raises:
        AbnormalCountError: a provider gave far too few, and the options do not accept that.
    """
    batch = options.batches.get(report.file) or batch_of(report.file)
    counts: dict[str, int] = dict(
        connection.execute(statement("count_staged_providers")).fetchall()
    )
    if batch.provider:
        counts.setdefault(batch.provider, 0)
    abnormal = [
        sentence
        for provider, rows in counts.items()
        if (sentence := _abnormal(connection, report, batch, provider, rows))
    ]
    if abnormal and not options.accept_counts:
        raise AbnormalCountError(
            f"{'; '.join(abnormal)}. Nothing of {report.file} was loaded. If that is right, "
            "load it with --accept-counts."
        )
    for provider, rows in counts.items():
        place = _place(report, batch, provider)
        connection.execute(
            statement("record_load_count"), {**place, "file": report.file, "rows": rows}
        )
    _record(connection, report, accepted=bool(abnormal))


def loads(connection: Connection, limit: int = 20) -> list[Load]:
    """Return the latest loads, the newest first."""
    rows = connection.execute(statement("list_loads"), {"limit": limit}).fetchall()
    return [Load(*row) for row in rows]


def now(connection: Connection) -> str:
    """Return the time by the database's clock, as text."""
    row = connection.execute(statement("tell_time")).fetchone()
    return str(row[0]) if row else ""


def loaded_since(connection: Connection, begun: str, files: Sequence[str]) -> set[str]:
    """Return which of some files were loaded since a moment."""
    wanted = {"begun": begun, "files": list(files)}
    return {str(file) for (file,) in connection.execute(statement("list_loaded"), wanted)}


def _rows(group: Sequence["SourceFile"]) -> int | None:
    if any(source.format != "parquet" or storage.is_s3(source.uri) for source in group):
        return None
    return sum(_parquet_rows(source.uri) for source in group)


def _parquet_rows(path: str) -> int:
    try:
        return int(pq.read_metadata(path).num_rows)
    except (OSError, ValueError):
        return 0  # damaged: its own load says so


def _abnormal(
    connection: Connection, report: FileReport, batch: Batch, provider: str, rows: int
) -> str | None:
    if not batch.is_compared_at(report.file):
        return None
    place = _place(report, batch, provider)
    recent = connection.execute(
        statement("count_recent_batches"), {**place, "limit": RECENT}
    ).fetchall()
    usual = statistics.median([count for _, count in recent]) if recent else 0
    if usual < FEW_ROWS:
        return None
    given = _given(connection, place, batch, report.file, rows)
    if given >= LEAST_SHARE * usual:
        return None
    several = f"the median of its last {len(recent)} batches is"
    before = several if len(recent) > 1 else "its last batch had"
    return f"{provider} gave {given:,} {report.media_type} rows, where {before} {usual:,.0f}"


def _given(
    connection: Connection, place: Mapping[str, Any], batch: Batch, file: str, rows: int
) -> int:
    """Return what a batch gives: what this command brings, and what was loaded of it before."""
    counted = batch.files if batch.rows is not None else (file,)
    rest = {**place, "files": list(counted)}
    others = connection.execute(statement("count_rest_of_batch"), rest).fetchone()
    return max(rows, batch.rows or 0) + (others[0] if others else 0)


def _place(report: FileReport, batch: Batch, provider: str) -> dict[str, Any]:
    return {
        "media_type": report.media_type,
        "provider": provider,
        "kind": batch.kind,
        "batch": batch.key,
    }


def _record(connection: Connection, report: FileReport, *, accepted: bool) -> None:
    parameters = {
        **asdict(report),
        "bytes": storage.size(report.file),
        "client": _client(),
        "rejected": json.dumps(dict(report.rejected)),
        "counts_accepted": accepted,
    }
    connection.execute(statement("record_load"), parameters)


def _client() -> str:
    """Return who runs this process: a Lambda's name, or a user and a machine."""
    function = os.environ.get("AWS_LAMBDA_FUNCTION_NAME")
    return function or f"{_user()}@{socket.gethostname()}"


def _user() -> str:
    """Return the user's name; its number where it has none, as in many containers."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return f"uid {os.getuid()}"
