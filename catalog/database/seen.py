"""What each load saw at its source, changed or not: one statement at the end of every load.

Seen works are kept as hashes of their ids, thousands to a row, eight bytes each: a load writes no
index entry for them and reads no media table. They are compared with the media table once a
complete pull, in `gone.py`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from catalog.database.connection import Connection
from catalog.database.load_log import batch_of
from catalog.database.load_options import FileReport, LoadOptions
from catalog.database.sql import statement
from catalog.records import MediaType


@dataclass(frozen=True, slots=True)
class SeenBatch:
    """One complete pull: its name and when its first file was loaded."""

    id: int
    batch: str
    first_seen_on: datetime


def mark_seen(connection: Connection, report: FileReport, options: LoadOptions) -> None:
    """Note every row of the file as seen, in the load's own transaction; what was doubted lives."""
    batch = options.batches.get(report.file) or batch_of(report.file)
    place = {
        "media_type": report.media_type,
        "kind": batch.kind,
        "batch": batch.key,
        "file": report.file,
    }
    connection.execute(statement("open_seen_batches"), place)
    connection.execute(statement("forget_seen_file"), place)
    connection.execute(statement("mark_seen"), place)
    connection.execute(statement("revive_seen"), place)


def complete(
    connection: Connection,
    media_type: MediaType,
    provider: str,
    batch: str,
    files: Iterable[str],
) -> set[str]:
    """Note that a batch is a provider's whole list; return landing files that are not loaded yet.

    The connection is in autocommit mode. The batch is the landing folder,
    `image/met/year=2026/month=10/day=03`, the files are all landing files of it: while one of them
    is not loaded nothing is noted.
    """
    place = {"media_type": media_type, "provider": provider, "batch": batch}
    loaded = {
        uri.rpartition("/")[2] for (uri,) in connection.execute(statement("list_seen_files"), place)
    }
    names = {uri.rpartition("/")[2] for uri in files}
    missing = names - loaded
    if not missing:
        connection.execute(statement("complete_seen_batch"), {**place, "names": sorted(names)})
    return missing


def complete_batches(
    connection: Connection, media_type: MediaType, provider: str, limit: int
) -> list[SeenBatch]:
    """Return the newest complete pulls of a provider, the newest first."""
    place = {"media_type": media_type, "provider": provider, "limit": limit}
    rows = connection.execute(statement("list_complete_batches"), place).fetchall()
    return [SeenBatch(*row) for row in rows]
