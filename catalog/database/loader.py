"""Loading a file: clean it, COPY it beside the media table, merge it in one transaction.

What is surely new is copied into the media table at once, in one transaction as well: all of a
file where the table is empty.
"""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import psycopg

from catalog.database import merge, staged_merge, staging
from catalog.database.clean_batches import (
    Chunk,
    Intake,
    Lines,
    UnsoundError,
    iter_chunks,
    media_type_of,
    row_count,
)
from catalog.database.connection import Connection, connect
from catalog.database.copy_binary import Encoder, Identifiers
from catalog.database.empty_table import CANNOT_FILL, can_be_filled, take, without_indexes
from catalog.database.errors import (
    DatabaseError,
    MigrationError,
    hint,
    is_lost,
    primary_message,
)
from catalog.database.load_options import FileReport, LoadOptions
from catalog.database.migrate import require_current
from catalog.database.new_rows import FewNewError, find_apart
from catalog.database.reject_log import RejectedFile, rejected_file
from catalog.database.scores import scores_of
from catalog.database.source_files import SourceFile, local_file
from catalog.database.sql import statement
from catalog.records import MediaType

logger = logging.getLogger(__name__)
# Bytes and rows of a file that is read while others wait for its table or its providers. A hundred
# thousand rows take three to eight seconds: see docs/benchmarks.md.
LARGEST_FILLED = 256 << 20
MOST_FILLED = 500_000
Progress = Callable[[str, int], None]


class TooManyRejectedError(DatabaseError):
    """More rows of a file are rejected than the load allows."""


class _KeptOutError(Exception):
    """A trigger of the table's own kept rows out; only a merge tells how many."""


class _NotCleanError(DatabaseError):
    """A value came through that the database does not take."""


# The keys of a file are not enough: all its rows are merged.
CANNOT_ADD = (
    *(FewNewError, UnsoundError, _KeptOutError),
    *(psycopg.DataError, psycopg.errors.CheckViolation),
    *(*CANNOT_FILL, *merge.PASSING),
)


def load_file(
    url: str,
    source: SourceFile,
    *,
    options: LoadOptions | None = None,
    rejected_path: Path | None = None,
    progress: Progress = lambda _phase, _rows: None,
) -> FileReport:
    """Load one file, all of it or nothing; loading it again changes nothing.

    Rows that are not loaded are written down at `rejected_path`, with line and reason. Progress is
    told the phase (`read`, `merge`) and the rows so far.

    Raises:
        TooManyRejectedError: more than `max_rejected` of the rows are rejected.
        RenumberedError: more than `max_renumbered` of them are known under other ids.
        NotAsNamedError: the file is not what its name says.
        DatabaseError: the database failed; nothing of the file was loaded.
    """
    options = options or LoadOptions()
    begun = time.monotonic()
    with local_file(source) as path:
        try:
            report = _load(url, source, path, options, rejected_path, progress, careful=False)
        except _NotCleanError as error:
            # A landing file that says it is clean, and is not: look at every row.
            logger.warning("%s; cleaning every row", error)
            report = _load(url, source, path, options, rejected_path, progress, careful=True)
    written = rejected_path is not None and rejected_path.exists()
    return replace(
        report,
        seconds=round(time.monotonic() - begun, 3),
        rejected_file=str(rejected_path) if written else None,
    )


def _load(
    url: str,
    source: SourceFile,
    path: Path,
    options: LoadOptions,
    rejected_path: Path | None,
    progress: Progress,
    *,
    careful: bool,
) -> FileReport:
    media_type = media_type_of(source, path)
    with _explained(source), connect(url, autocommit=True) as connection:
        require_current(connection)
        tune(connection, options)
        job = _Job(connection, source, path, media_type, options, rejected_path, progress, careful)
        with staging.load_schema(connection, media_type):
            return job.fill() or job.add() or job.merge()


@dataclass(frozen=True, slots=True)
class _Job:
    connection: Connection
    source: SourceFile
    path: Path
    media_type: MediaType
    options: LoadOptions
    rejected_path: Path | None
    progress: Progress
    careful: bool

    def fill(self) -> FileReport | None:
        """COPY the file into a table that is empty; None: it is not, or the rows do not fit so."""
        if not self._is_short or not can_be_filled(self.connection, self.media_type):
            return None
        execute = self.connection.execute
        try:
            with rejected_file(self.rejected_path) as rejected, self.connection.transaction():
                created_on = take(self.connection, self.media_type)
                if created_on is None:
                    return None
                with without_indexes(self.connection, self.media_type):
                    encoder = Encoder(self.media_type, created_on)
                    report = self._read(f"copy_new_{self.media_type}", encoder, rejected)
                    _check_written(report)
                    self.progress("merge", report.read)
                execute(statement("note_filled"), {"media_type": self.media_type})
                execute(statement(f"show_new_{self.media_type}"))
                execute(statement("hash_staged"))
                execute(statement("create_refused"))
                for check in staged_merge.BEFORE_COMMIT:
                    check(self.connection, report, self.options)
                return report
        except (_KeptOutError, *CANNOT_FILL, *merge.PASSING) as error:
            logger.info("%s is not filled: %s", self.media_type, type(error).__name__)
            return None

    def add(self) -> FileReport | None:
        """COPY what is surely new into a table that has others, and merge the rest of the file.

        None: there is little of it, or somebody who takes no notice of loads was in the way.
        """
        if not self._is_short:
            return None
        try:
            with rejected_file(self.rejected_path) as rejected, self.connection.transaction():
                return self._add(rejected)
        except CANNOT_ADD as error:
            logger.info("%s is merged row by row: %s", self.source.uri, type(error).__name__)
            return None

    def _add(self, rejected: RejectedFile) -> FileReport:
        execute = self.connection.execute
        where = (self.connection, self.source, self.path, self.media_type)
        version = _version(self.path)
        now, count, apart = find_apart(*where)
        others = replace(apart, are_left_out=True)
        score = scores_of(self.connection, self.media_type)
        encoder = Encoder(self.media_type, now, score, Identifiers(count))
        new = self._read(f"add_new_{self.media_type}", encoder, rejected, others)
        _check_written(new)
        execute(statement(f"create_staged_{self.media_type}"))
        name = f"copy_staged_{self.media_type}"
        report = new
        if apart.numbers:
            rest = self._read(name, Encoder(self.media_type), rejected, apart)
            report = replace(new, read=new.read + rest.read, inserted=new.inserted + rest.inserted)
        if _version(self.path) != version:
            raise UnsoundError  # its keys may have been those of other rows
        execute(statement("analyze_staged"))
        self.progress("merge", report.read)
        return staged_merge.merge_once(
            self.connection, report, self.options, rejected, new.inserted
        )

    def merge(self) -> FileReport:
        """COPY the file beside the table, and merge it into it."""
        with rejected_file(self.rejected_path) as rejected:
            # In one transaction, so that the rows can be marked as committed at once (FREEZE); no
            # step after it writes their pages.
            with self.connection.transaction():
                self.connection.execute(statement(f"create_staged_{self.media_type}"))
                name = f"copy_staged_{self.media_type}"
                report = self._read(name, Encoder(self.media_type), rejected)
                self.connection.execute(statement("analyze_staged"))
                self.connection.execute(statement("hash_staged"))
            self.progress("merge", report.read)
            return staged_merge.merge_staged(self.connection, report, self.options, rejected)

    @property
    def _is_short(self) -> bool:
        if self.careful or self.path.stat().st_size > LARGEST_FILLED:
            return False
        return row_count(self.source, self.path) <= MOST_FILLED

    def _read(
        self, name: str, encoder: Encoder, rejected: RejectedFile, only: Lines | None = None
    ) -> FileReport:
        where = (self.connection, self.source, self.path)
        how = (self.options, self.progress)
        return read_file(*where, name, encoder, rejected, *how, careful=self.careful, only=only)


def read_file(
    connection: Connection,
    source: SourceFile,
    path: Path,
    name: str,
    encoder: Encoder,
    rejected: RejectedFile,
    options: LoadOptions,
    progress: Progress,
    *,
    careful: bool = False,
    only: Lines | None = None,
) -> FileReport:
    """Clean a file and COPY it by the statement of that name; all its rows count as new.

    Raises:
        TooManyRejectedError: more of them are rejected than the options allow.
    """
    intake = Intake(rejected)
    chunks = iter_chunks(source, path, encoder, intake=intake, careful=careful, only=only)
    rows = staging.copy_into(connection, name, _with_progress(chunks, intake, progress))
    _check_share(source, intake, options)
    return FileReport(
        source.uri,
        encoder.media_type,
        read=intake.read,
        inserted=rows,
        rejected=dict(rejected.counts),
        dropped=dict(intake.dropped),  # `asdict` cannot copy a Counter
    )


def _with_progress(chunks: Iterator[Chunk], intake: Intake, progress: Progress) -> Iterator[Chunk]:
    """Tell how many rows were read so far."""
    for chunk in chunks:
        yield chunk
        progress("read", intake.read)


def _check_written(report: FileReport) -> None:
    if report.inserted != report.read - sum(report.rejected.values()):
        raise _KeptOutError


def _version(path: Path) -> tuple[int, int, int]:
    """Return what differs once a file was written to or replaced."""
    found = path.stat()
    return found.st_ino, found.st_size, found.st_mtime_ns


def tune(connection: Connection, options: LoadOptions) -> None:
    """Give a session the memory and the limits of a load."""
    oldest = datetime.now(UTC) - options.resync_after if options.resync_after else None
    before = oldest.isoformat() if oldest else "-infinity"
    connection.execute(statement("tune_load"), {"synced_before": before})
    milliseconds = int((options.statement_timeout or 0) * 1000)
    connection.execute(statement("set_statement_timeout"), {"milliseconds": milliseconds})


def _check_share(source: SourceFile, intake: Intake, options: LoadOptions) -> None:
    count = intake.rejected.counts.total()
    if not intake.read or count / intake.read <= options.max_rejected:
        return
    reason, most = intake.rejected.counts.most_common(1)[0]
    where = f" See {intake.rejected.path}." if intake.rejected.path else ""
    raise TooManyRejectedError(
        f"{count} of {intake.read} rows of {source.uri} are rejected ({most} for {reason}), more "
        f"than the {options.max_rejected * 100:g} % of --max-rejected; nothing of it was loaded."
        f"{where}"
    )


@contextmanager
def _explained(source: SourceFile) -> Iterator[None]:
    """Turn the database's errors into ours, which say what happened to the file."""
    kept = f"nothing of {source.uri} was loaded"
    try:
        yield
    except psycopg.DataError as error:
        raise _NotCleanError(f"{source.uri} has a bad value: {primary_message(error)}") from error
    except (psycopg.errors.DiskFull, psycopg.errors.ConfigurationLimitExceeded) as error:
        message = (
            f"the database has no room left ({primary_message(error)}); {kept}. Make room, then "
        )
        raise DatabaseError(message + "run the same command again.") from error
    except psycopg.errors.QueryCanceled as error:
        message = f"{primary_message(error)}; {kept}. Allow more by --statement-timeout."
        raise DatabaseError(message) from error
    except psycopg.errors.UndefinedTable as error:
        raise MigrationError(
            f"{primary_message(error)}. Run `catalog db migrate` first."
        ) from error
    except psycopg.OperationalError as error:
        if not is_lost(error):
            raise DatabaseError(_refused(error, kept)) from error
        lost = f"the connection to the database was lost ({primary_message(error)}); {kept}. "
        raise DatabaseError(lost + "Run the same command again.") from error
    except psycopg.Error as error:
        if isinstance(error, psycopg.errors.CheckViolation):
            raise _NotCleanError(_refused(error, kept)) from error
        raise DatabaseError(_refused(error, kept)) from error


def _refused(error: psycopg.Error, kept: str) -> str:
    return f"the database refused: {primary_message(error)}; {kept}. {hint(error)}".strip()
