"""Providers that publish files instead of answers (`Provider.bulk`), joined and parsed.

The files become a DuckDB database; then each range of numbers is one task of an engine, which
joins, parses, cleans and writes it in parts, so that memory stays small however large the tables
are. A range whose report is there is done; a run goes on where it was killed. Nothing is done at
all when the files are those of the run before.
"""

import re
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import orjson

from catalog.apis.json_answers import read_json
from catalog.engine import Engine, TaskReport
from catalog.errors import CatalogError, NotFoundError, UsageError
from catalog.files import storage
from catalog.ingestion.record_parsing import Parsed, RejectedItem, parse_items
from catalog.landing import landing_folder, landing_uri, write_landing_file
from catalog.providers.base import Dump, Expect, Provider
from catalog.providers.registry import provider as provider_of
from catalog.queries import query
from catalog.records import Row

RANGE = 2_000_000
PART = 20_000
MEMORY = "2GB"
# How a line of JSON is read as one value: by a separator that must not stand in JSON as it is.
_WHOLE_LINES = {
    **{"delimiter": "\x1f", "header": False, "all_varchar": None, "columns": {"line": "VARCHAR"}},
    **{"quotechar": "", "escapechar": "", "comment": ""},
}
# Of the works of the run before, the share that new files have at least, or they are not whole.
_LEAST_LEFT = 0.9


@dataclass(frozen=True, slots=True)
class RangeTask:
    """Writes the works of one range of numbers; picklable, for any engine.

    The database is the DuckDB file that `build` made.
    """

    provider: str
    database: str
    output: str
    day: date

    def __call__(self, item: str) -> TaskReport:
        """Do the range `first-end`, or nothing when its report is there."""
        report = storage.join(self.output, "_state", self.provider, str(self.day), f"{item}.json")
        if storage.exists(report):
            return TaskReport(item, "skipped", report, orjson.loads(storage.read_bytes(report)))
        first, _, end = item.partition("-")
        ((media_type, slug),) = provider_of(self.provider).media.items()
        counts: Counter[str] = Counter()
        for number, rows in enumerate(self._parts(int(first), int(end), counts)):
            name = f"ids-{int(first):012d}-{number:04d}"
            uri = landing_uri(self.output, media_type, slug, day=self.day, name=name)
            counts["bytes"] += write_landing_file(uri, media_type, rows)
            counts["written"] += len(rows)
        storage.write_bytes(report, orjson.dumps(counts))
        return TaskReport(item, "done", report, counts)

    def _parts(self, first: int, end: int, counts: Counter[str]) -> Iterator[list[Row]]:
        provider = provider_of(self.provider)
        with duckdb.connect(self.database, read_only=True) as connection:
            connection.execute("SET memory_limit = $limit", {"limit": MEMORY})
            connection.execute("SET threads = 1")
            for joined in joined_rows(connection, dump_of(provider), first, end):
                counts["fetched"] += sum(row["copies"] for row in joined)
                counts["duplicates"] += sum(row["copies"] - 1 for row in joined)
                rows = _clean(provider, joined, counts)
                if rows:
                    yield rows


def _clean(provider: Provider, joined: list[dict[str, Any]], counts: Counter[str]) -> list[Row]:
    rows = []
    for outcome in parse_items(provider, joined, dropped=counts):
        if isinstance(outcome, RejectedItem):
            counts[f"rejected.{outcome.reason}"] += 1
        elif isinstance(outcome, Parsed):
            counts["parsed"] += 1
            rows.append(outcome.row)
    return rows


def joined_rows(
    connection: duckdb.DuckDBPyConnection, dump: Dump, first: int, end: int
) -> Iterator[list[dict[str, Any]]]:
    """Yield the joined rows of a range of numbers, some thousands at a time."""
    found = connection.execute(query(dump.rows), {"first": first, "end": end})
    names = [column[0] for column in found.description]
    while rows := found.fetchmany(PART):
        named = [dict(zip(names, row, strict=True)) for row in rows]
        if dump.json_lines:
            named = [{**read_json(row.pop("line").encode()), **row} for row in named]
        yield named


def build(dump: Dump, files: Mapping[str, str], database: Path) -> None:
    """Make the database of the files, given by their names and places here, whole or not at all.

    Raises:
        CatalogError: a file is not as declared, or lacks a column.
    """
    unfinished = database.with_suffix(".tmp")
    unfinished.unlink(missing_ok=True)
    with duckdb.connect(str(unfinished)) as connection:
        connection.execute("SET memory_limit = $limit", {"limit": MEMORY})
        connection.execute("SET preserve_insertion_order = false")
        for name, place in files.items():
            _view(connection, dump, name, place)
        try:
            connection.execute(query(dump.load))
            connection.execute(query("bulk_unreadable"))
        except duckdb.Error as error:
            raise CatalogError(f"the files are not as declared: {_short(error)}") from error
        items, unreadable = _count(connection, "items"), _count(connection, "unreadable")
    if not items or unreadable > items:
        what = f"{items} rows and {unreadable} lines that cannot be read"
        raise CatalogError(f"{', '.join(files)} hold {what}: they were not published whole")
    unended = [name for name, place in files.items() if not _is_ended(place)]
    cut = [name for name in unended if unreadable or _is_open(files[name], dump)]
    if cut:
        raise CatalogError(f"{cut[0]} ends in the midst of a line")
    unfinished.replace(database)


def _count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    return int(connection.table(table).count("*").fetchall()[0][0])


def _is_ended(place: str) -> bool:
    """Tell whether a file ends with a line; one that is packed says by itself if it is cut."""
    if place.endswith(".gz"):
        return True
    with Path(place).open("rb") as file:
        file.seek(-1, 2)
        return file.read(1) in {b"\n", b"\r"}


def _view(connection: duckdb.DuckDBPyConnection, dump: Dump, name: str, place: str) -> None:
    """Make the view of one file; raises CatalogError with what it is where it is no such file."""
    try:
        read_text(connection, dump, place).create_view(f"raw_{name.partition('.')[0]}")
    except duckdb.Error as error:
        raise CatalogError(f"{name} cannot be read: {_short(error)}") from error


def _short(error: duckdb.Error) -> str:
    """Return the first lines of what DuckDB says, without its advice and the temporary paths."""
    words = " ".join(re.split("Possible Solution|The search space", str(error))[0].split())
    return re.sub(r"\"?/\S+/([^/\s\"]+)\"?", r"\1", words)[:300]


def _is_open(place: str, dump: Dump) -> bool:
    """Tell whether a file ends inside quotes."""
    quote = dump.quote
    if not quote or dump.json_lines:
        return False
    with Path(place).open("rb") as file:
        blocks = iter(lambda: file.read(1 << 20), b"")
        return sum(block.count(quote.encode()) for block in blocks) % 2 == 1


def read_text(
    connection: duckdb.DuckDBPyConnection, dump: Dump, place: str
) -> duckdb.DuckDBPyRelation:
    """Return a file's rows, every value as text, read when they are asked for.

    A line that cannot be read (too few values, another encoding) costs itself, and is counted.
    """
    options: dict[str, Any] = {"delimiter": dump.delimiter, "header": True, "all_varchar": True}
    options |= {"ignore_errors": True, "store_rejects": True}
    if dump.json_lines:
        options |= _WHOLE_LINES
    elif (
        dump.quote
    ):  # then nothing is guessed, and line ends inside quotes are no place to start at
        quoting = {"quotechar": dump.quote, "escapechar": dump.quote}
        options |= {**quoting, "comment": "", "parallel": False}
    return connection.read_csv(place, **options)


def ranges(database: Path) -> list[str]:
    """Return the ranges of the items' numbers as names of tasks."""
    with duckdb.connect(str(database), read_only=True) as connection:
        found = connection.execute("SELECT min(number), max(number) FROM items").fetchone()
    if not found or found[0] is None:
        return []
    starts = range(found[0] // RANGE * RANGE, found[1] + 1, RANGE)
    return [f"{start}-{start + RANGE}" for start in starts]


def dump_of(provider: Provider) -> Dump:
    """Return what a provider publishes.

    Raises:
        UsageError: it publishes no files.
    """
    if not provider.bulk:
        raise UsageError(f"{provider.name} publishes no files")
    return provider.bulk


def versions(provider: Provider, source: str) -> dict[str, str]:
    """Return what tells a version of each file from another: its ETag, or its size and time."""
    return {name: _version(storage.join(source, name)) for name in dump_of(provider).files}


def _version(uri: str) -> str:
    found = storage.version(uri)
    if found is None:
        raise NotFoundError(f"{uri} does not exist")
    return f"{found.size} {found.etag}"


@contextmanager
def local_files(provider: Provider, source: str) -> Iterator[dict[str, str]]:
    """Give the files' places on this machine; what must be fetched is removed afterwards."""
    names = dump_of(provider).files
    if not source.startswith("http"):
        yield {name: storage.join(source, name) for name in names}
        return
    with tempfile.TemporaryDirectory(prefix=f"{provider.name}-") as folder:
        yield {name: str(storage.fetch(storage.join(source, name), Path(folder))) for name in names}


@dataclass(frozen=True, slots=True)
class BulkReport:
    """What became of a bulk run: `unchanged` when the files were those of the run before."""

    status: str
    day: date
    counts: Mapping[str, int]


def run_bulk(
    provider: Provider,
    source: str,
    output: str,
    *,
    day: date,
    engine: Engine,
    again: bool = False,
    accept: bool = False,
    complete: bool = True,
    progress: Callable[[TaskReport, int], None] = lambda _report, _total: None,
) -> BulkReport:
    """Load a provider's files into the landing zone, unless they are those of the run before.

    The source is a directory or base URL. The files are filed under the day; a run that was killed
    keeps its own. `again` loads the same files once more. Files that are `complete` hold as many
    works as the provider expects; none hold far fewer than those of the run before, unless we
    `accept` it.

    Raises:
        CatalogError: they are not as declared, or hold fewer works than they should.
    """
    state = storage.join(output, "_state", provider.name, "files.json")
    now, kept = versions(provider, source), _kept(state)
    same = kept.get("versions") == now and not again
    if same and kept.get("done"):
        return BulkReport("unchanged", date.fromisoformat(kept["day"]), kept["counts"])
    if same:
        day = date.fromisoformat(kept["day"])
    else:
        storage.delete_tree(storage.join(output, "_state", provider.name, str(day)))
    started: dict[str, Any] = {"versions": now, "day": str(day), "done": False, "counts": {}}
    started["works"] = kept.get("works", 0)
    storage.write_bytes(state, orjson.dumps(started))
    counts: Counter[str] = Counter()
    with _database(provider, source) as database:
        names = ranges(database)
        with duckdb.connect(str(database), read_only=True) as connection:
            counts["rejected.unreadable_line"] += _count(connection, "unreadable")
            works = _count(connection, "items")
        if not accept:
            _refuse_if_cut(provider.expect if complete else None, works, started["works"])
        task = RangeTask(provider.name, str(database), output, day)
        for report in engine.run(task, names):
            counts.update(report.counts)
            counts["failed"] += report.status == "failed"
            progress(report, len(names))
    done = counts["failed"] == 0
    counts = +counts
    if done:
        _write_report(provider, output, day, counts)
    ended = {"done": done, "counts": counts, **({"works": works} if done else {})}
    storage.write_bytes(state, orjson.dumps({**started, **ended}))
    return BulkReport("done" if done else "failed", day, counts)


def _refuse_if_cut(expect: Expect | None, works: int, before: int) -> None:
    """Refuse files that end too soon, at the end of a line, so that nothing in them tells it."""
    error = expect.problem(works) if expect else None
    if works < _LEAST_LEFT * before:
        error = f"{works:,} works are in the files where {before:,} were the time before"
    if error:
        raise CatalogError(f"{error}: they may be cut. Give --accept to take them as they are")


def _write_report(provider: Provider, output: str, day: date, counts: Mapping[str, int]) -> None:
    report = {"provider": provider.name, "day": str(day), "status": "done", **counts}
    for media_type, slug in provider.media.items():
        folder = storage.join(output, landing_folder(media_type, slug, day=day))
        storage.write_json(storage.join(folder, "_report.json"), report)


def _kept(state: str) -> dict[str, Any]:
    try:
        return dict(orjson.loads(storage.read_bytes(state)))
    except NotFoundError:
        return {}


@contextmanager
def _database(provider: Provider, source: str) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix=f"{provider.name}-") as folder:
        database = Path(folder, "files.duckdb")
        with local_files(provider, source) as files:
            build(dump_of(provider), files, database)
        yield database


def parse_files(provider: Provider, folder: str) -> Iterator[Parsed | RejectedItem]:
    """Parse the files of a folder, small ones, as `catalog providers parse` does."""
    with _database(provider, folder) as database, duckdb.connect(str(database)) as connection:
        for joined in joined_rows(connection, dump_of(provider), 0, 2**62):
            yield from parse_items(provider, joined)
