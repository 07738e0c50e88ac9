"""Many files into an empty table: gathered file by file, written together, indexed once at the end.

What is gathered stays when the command is killed: the next that loads the same files goes on from
there. Until all is written the table is empty for everybody; then every file is in it, whole.
Files whose rows meet others, or may be refused, are left to be loaded one by one, so that all
ends as if one file had been loaded after another.
"""

import json
import logging
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from catalog.database import loader, merge, staged_merge
from catalog.database.clean_batches import media_type_of
from catalog.database.connection import Connection, connect
from catalog.database.copy_binary import Encoder
from catalog.database.empty_table import CANNOT_FILL, can_be_filled, without_indexes
from catalog.database.load_options import FileReport, LoadOptions
from catalog.database.migrate import require_current
from catalog.database.reject_log import rejected_file
from catalog.database.source_files import NotAsNamedError, SourceFile, local_file
from catalog.database.sql import statement
from catalog.errors import CatalogError
from catalog.files import storage
from catalog.records import TABLES, MediaType

logger = logging.getLogger(__name__)
# Rows that are written at once: nobody reads the table for as long as that takes, a minute or two.
MOST_ROWS = 5_000_000
# Seconds to wait until nobody is at the table, without anybody waiting behind us.
PATIENCE = 30.0
# Whoever loads such a file by itself gets the same error, and tells it.
_WILL_FAIL = (NotAsNamedError, loader.TooManyRejectedError)
Progress = Callable[[str, str, int], None]


@dataclass(frozen=True, slots=True)
class _Gathered:
    """A file whose rows are gathered, and what is to be said of it when they are written."""

    number: int
    report: FileReport


class _ApartError(Exception):
    """A file that must be loaded by itself, so that its own error is reported."""


def load_together(
    url: str,
    sources: Sequence[SourceFile],
    *,
    options: LoadOptions,
    rejected_path: Callable[[SourceFile], Path | None],
    progress: Progress = lambda _uri, _phase, _rows: None,
) -> list[FileReport]:
    """Load what can be loaded together into empty tables, and say which files that were.

    All others are to be loaded one by one, as if nothing had been done: those that break, those
    that have rows in common, and all where a table is not empty, has another owner, or is never
    without a reader.

    Args:
        url: the database, migrated.
        sources: the files of one command.
        options: how to load.
        rejected_path: where a file's rows that are not loaded are written down.
        progress: is told a file's URI, the phase (`read`, `write`) and its rows so far.
    """
    reports: list[FileReport] = []
    for media_type in TABLES:
        named = [source for source in sources if source.media_type == media_type]
        try:
            with connect(url, autocommit=True) as connection:
                require_current(connection)
                first = _FirstLoad(connection, media_type, options, rejected_path, progress)
                reports += first.load(named)
        except psycopg.Error as error:
            what = type(error).__name__
            logger.warning("%s files are loaded one by one, not together: %s", media_type, what)
    return reports


@dataclass(frozen=True, slots=True)
class _FirstLoad:
    connection: Connection
    media_type: MediaType
    options: LoadOptions
    rejected_path: Callable[[SourceFile], Path | None]
    progress: Progress

    def load(self, sources: Sequence[SourceFile]) -> list[FileReport]:
        with self._schema(worthwhile=len(sources) > 1) as is_open:
            if not is_open:
                return []
            loader.tune(self.connection, self.options)
            written = self._write(self._gather_all(sources))
        if written:
            self._vacuum()
        return [one.report for one in written]

    def _vacuum(self) -> None:
        """Vacuum a table that was filled, or autovacuum does it in the midst of the next load."""
        try:
            self.connection.execute(statement(f"vacuum_{self.media_type}"))
        except psycopg.Error as error:
            # The rows are committed: to say that the load failed would be untrue.
            what = type(error).__name__
            logger.warning("%s is loaded, and was not vacuumed: %s", self.media_type, what)

    @contextmanager
    def _schema(self, *, worthwhile: bool) -> Iterator[bool]:
        """Open the schema of gathered rows, and drop it unless the command is stopped.

        It is ours while we hold its lock. Where the table is not empty any more it is of no use.
        """
        name = f"first_{self.media_type}"
        (is_free,) = self._values("try_lock_load", name=name)
        if not is_free:
            yield False
            return
        found = self._values("has_schema", name=name)
        is_ready = can_be_filled(self.connection, self.media_type) and found != (False,)
        if worthwhile and is_ready:
            self._enter(name, is_new=not found)
            stopped = False
            try:
                yield True
            except (KeyboardInterrupt, SystemExit, GeneratorExit):
                stopped = True
                raise
            finally:
                if not stopped and not self.connection.broken:
                    self._drop(name)
            return
        if found == (True,) and not is_ready:
            self._drop(name)
        yield False

    def _enter(self, name: str, *, is_new: bool) -> None:
        with self.connection.transaction():
            if is_new:
                self.connection.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(name)))
            self.connection.execute(statement("enter_load_schema"), {"name": name})
            if is_new:
                self.connection.execute(statement(f"create_media_view_{self.media_type}"))
                self.connection.execute(statement(f"create_tombstone_view_{self.media_type}"))
                self.connection.execute(statement(f"create_gathered_{self.media_type}"))
                self.connection.execute(statement("create_gathered_file"))

    def _drop(self, name: str) -> None:
        drop = sql.SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(sql.Identifier(name))
        self.connection.execute(drop)

    def _gather_all(self, sources: Sequence[SourceFile]) -> list[_Gathered]:
        """Gather files, in order, until there are enough rows; those that break are left out."""
        wanted = {self._key(source): source for source in sources}
        known: dict[str, _Gathered] = {}
        for number, key, report in self.connection.execute(statement("list_gathered")).fetchall():
            if key in wanted and key not in known:
                known[key] = _Gathered(number, FileReport(**report))
            else:
                self.connection.execute(statement("forget_gathered"), {"file": number})
        gathered: list[_Gathered] = []
        for key, source in wanted.items():
            if sum(one.report.inserted for one in gathered) >= MOST_ROWS:
                break
            try:
                gathered.append(known.get(key) or self._gather(source, key))
            except _WILL_FAIL as error:
                logger.info("%s is not loaded: %s", source.uri, error)
            except (CatalogError, psycopg.DataError) as error:
                # It may be loaded by itself: what comes after it must not be there before.
                logger.info("%s is not loaded together with others: %s", source.uri, error)
                break
        return gathered

    def _key(self, source: SourceFile) -> str:
        """Return what must be the same for gathered rows to be those of a file."""
        version = storage.version(source.uri)
        place = self.rejected_path(source)
        known = [asdict(source), asdict(version) if version else None, str(place)]
        return json.dumps([*known, self.options.max_rejected])

    def _gather(self, source: SourceFile, key: str) -> _Gathered:
        begun = time.monotonic()
        place = self.rejected_path(source)
        with (
            local_file(source) as path,
            rejected_file(place) as rejected,
            self.connection.transaction(),
        ):
            if media_type_of(source, path) != self.media_type:
                raise NotAsNamedError(f"{source.uri} is not of {self.media_type}")
            (number,) = self._values("next_gathered")
            report = loader.read_file(
                self.connection,
                source,
                path,
                f"copy_gathered_{self.media_type}",
                Encoder(self.media_type),
                rejected,
                self.options,
                lambda phase, rows: self.progress(source.uri, phase, rows),
            )
            report = replace(
                report,
                seconds=round(time.monotonic() - begun, 3),
                rejected_file=str(place) if rejected.counts and place else None,
            )
            found = {"file": number, "source": key, "report": json.dumps(asdict(report))}
            self.connection.execute(statement("record_gathered"), found)
        return _Gathered(number, report)

    def _write(self, gathered: Sequence[_Gathered]) -> list[_Gathered]:
        """Write what can be written together, in one transaction; return what that was."""
        while len(gathered) > 1:
            begun = time.monotonic()
            try:
                with self.connection.transaction():
                    written = self._merge(gathered)
            except _ApartError as error:
                gathered = [one for one in gathered if one.number != error.args[0]]
            except (*CANNOT_FILL, *merge.PASSING) as error:
                logger.info("%s is not filled: %s", self.media_type, type(error).__name__)
                break
            else:
                share = (time.monotonic() - begun) / max(len(written), 1)
                return [_with_seconds(one, share) for one in written]
        return []

    def _merge(self, gathered: Sequence[_Gathered]) -> list[_Gathered]:
        execute = self.connection.execute
        execute(statement("hash_gathered"))
        self._show("all")
        execute(statement("lock_providers"))
        execute(statement("share_rules"))
        execute(statement("create_gathered_key"))
        apart = {number for (number,) in execute(statement("list_apart")).fetchall()}
        together = [one for one in gathered if one.number not in apart]
        if len(together) < 2:
            return []
        execute(statement("create_refused"))
        self._lock_table()
        if not can_be_filled(self.connection, self.media_type):
            return []
        with without_indexes(self.connection, self.media_type):
            for one in together:
                self._fill(one)
        execute(statement("note_filled"), {"media_type": self.media_type})
        for one in together:
            self._check(one)
        return together

    def _fill(self, one: _Gathered) -> None:
        self._show(one.number)
        if TABLES[self.media_type].has_inlinks:
            self.connection.execute(statement("add_known_inlinks"))
        filled = self.connection.execute(statement(f"fill_{self.media_type}")).rowcount
        if filled != one.report.inserted:
            raise _ApartError(one.number)
        self.progress(one.report.file, "write", filled)

    def _check(self, one: _Gathered) -> None:
        self._show(one.number)
        try:
            for check in staged_merge.BEFORE_COMMIT:
                check(self.connection, one.report, self.options)
        except CatalogError as error:
            raise _ApartError(one.number) from error

    def _lock_table(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                with self.connection.transaction():
                    self.connection.execute(statement(f"lock_{self.media_type}"))
                return
            except psycopg.errors.LockNotAvailable:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.2)

    def _show(self, file: int | str) -> None:
        self.connection.execute(statement("show_file"), {"file": str(file)})

    def _values(self, wanted: str, /, **parameters: object) -> tuple[Any, ...]:
        return tuple(self.connection.execute(statement(wanted), parameters).fetchone() or ())


def _with_seconds(one: _Gathered, share: float) -> _Gathered:
    seconds = round(one.report.seconds + share, 3)
    return _Gathered(one.number, replace(one.report, seconds=seconds))
