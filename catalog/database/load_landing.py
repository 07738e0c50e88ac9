"""Load in rounds, each by another process: files that were pulled, a few before each deadline."""

import tempfile
import time
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import NotRequired, TypedDict

from catalog.database import load_log
from catalog.database.connection import connect
from catalog.database.errors import BusyError
from catalog.database.load_options import FileReport, LoadOptions
from catalog.database.loader import load_file
from catalog.database.migrate import require_current
from catalog.database.search_entries import bring_up_to_date
from catalog.database.source_files import SourceFile, source_files
from catalog.errors import CatalogError, NotFoundError
from catalog.files import storage

# No statement outlives the Lambda that sent it by much.
STATEMENT_SECONDS = 900.0
COUNTED = ("read", "inserted", "updated", "unchanged", "duplicate_ids", "duplicate_urls")


class LoadEvent(TypedDict):
    """What goes between rounds, as JSON.

    Attributes:
        folders: files or folders to load, as `ingest` returns them.
        begun: when the first round began, by the database's clock.
        loaded: how many of their files are loaded since then.
        max_rejected: see `LoadOptions`.
        accept_counts: see `LoadOptions`.
        counts: rows by outcome, `rejected.<reason>` among them, and values that could not be
            kept, as `dropped.<column>`, of all rounds so far.
        done: whether all is loaded.
    """

    folders: list[str]
    begun: NotRequired[str]
    loaded: NotRequired[int]
    max_rejected: NotRequired[float]
    accept_counts: NotRequired[bool]
    counts: NotRequired[Mapping[str, int]]
    done: NotRequired[bool]


def load_round(event: LoadEvent, url: str, *, rejected: str, deadline: float) -> LoadEvent:
    """Load until all is loaded or the deadline comes, and return the event of the next round.

    Loading a file twice changes nothing, so a round that failed is simply repeated.

    The rejected rows go to files below a folder or `s3://` prefix. After the deadline, in seconds
    since 1970, no file is begun.

    Raises:
        CatalogError: a file could not be loaded; those before it are.
    """
    sources = _sources(event["folders"])
    options = LoadOptions(
        max_rejected=event.get("max_rejected", 0.5),
        accept_counts=event.get("accept_counts", False),
        batches=load_log.batches(sources),
        statement_timeout=STATEMENT_SECONDS,
    )
    with connect(url, autocommit=True) as connection:
        require_current(connection)
        begun = event.get("begun") or load_log.now(connection)
        done = load_log.loaded_since(connection, begun, [source.uri for source in sources])
    counts = Counter(event.get("counts", {}))
    # By name: files may come, and lie before those that are loaded, while the rounds go on.
    for source in (source for source in sources if source.uri not in done):
        if time.time() >= deadline:
            break
        counts += _counts(_load(url, source, options, rejected))
        done.add(source.uri)
    is_done = len(done) == len(sources)
    if is_done:
        _index(url, deadline)
    return {**event, "begun": begun, "loaded": len(done), "counts": dict(counts), "done": is_done}


def _index(url: str, deadline: float) -> None:
    """Let searches find what was loaded, as far as there is time; the next load does the rest."""
    with suppress(BusyError), connect(url, autocommit=True) as connection:
        bring_up_to_date(connection, deadline=deadline)


def _sources(folders: list[str]) -> list[SourceFile]:
    """Return the files of all folders; a folder without any is a pull that found nothing new."""
    found: list[SourceFile] = []
    for folder in folders:
        try:
            found += source_files(folder)
        except NotFoundError:
            continue
    return found


def _load(url: str, source: SourceFile, options: LoadOptions, rejected: str) -> FileReport:
    place = storage.join(rejected, source.uri.removeprefix("s3://")) + ".rejected.jsonl"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rejected.jsonl"
        try:
            return load_file(url, source, options=options, rejected_path=path)
        except CatalogError as error:  # whoever reads it finds the rows there
            error.args = (str(error).replace(str(path), place),)
            raise
        finally:
            if path.exists():
                storage.write_bytes(place, path.read_bytes())


def _counts(report: FileReport) -> Counter[str]:
    counts = Counter({name: getattr(report, name) for name in COUNTED})
    counts.update({f"rejected.{reason}": count for reason, count in report.rejected.items()})
    counts.update(report.dropped)
    return counts
