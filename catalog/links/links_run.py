"""One extraction run: its input files, its output, its summary."""

import gzip
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from catalog.engine import Engine, TaskReport, run_all
from catalog.errors import CatalogError, NotFoundError, UsageError
from catalog.files import storage
from catalog.files.faults import explained
from catalog.files.reading import ATTEMPTS
from catalog.links.extract import ExtractLinks, ExtractWarcLinks
from catalog.links.file_task import FileTask
from catalog.links.time_budget import PAGE_SECONDS
from catalog.warc.crawl_paths import (
    UNFINISHED_LIST,
    check_crawl_id,
    crawl_of,
    output_stem_of,
    resolve_crawl,
    warc_files,
    wat_files,
)
from catalog.warc.file_kind import Kind, is_gzip

FAILED_LIST = "failed.txt"


@dataclass(frozen=True, slots=True)
class LinksJob:
    """What an extraction is to do.

    Attributes:
        files: URIs of the WAT or WARC files.
        output: folder of the crawl in the working output.
    """

    crawl: str
    files: tuple[str, ...]
    output: str
    kind: Kind = "WAT"

    @property
    def option(self) -> str:
        """The option that names files of this kind."""
        return f"--{self.kind.lower()}"


@dataclass(frozen=True, slots=True)
class Summary:
    """How an extraction went.

    Attributes:
        totals: counts of all files, and `done`, `skipped` and `failed` files.
        failed: why each failed file failed, by its URI.
        failed_list: URI of the list of failed files, which `--wat @` takes, or None.
    """

    job: LinksJob
    totals: Counter[str]
    failed: dict[str, str]
    failed_list: str | None


def plan(
    crawl: str | None,
    *,
    source: str,
    output: str,
    wat: Sequence[str] = (),
    limit: int | None = None,
    kind: Kind = "WAT",
) -> LinksJob:
    """Find out what is to be done, and that it can be done.

    Args:
        crawl: an id, `latest`, or None if the paths in `wat` say it.
        source: base URI under which `crawl-data/` lies.
        output: root of the working output, a directory or `s3://`.
        wat: files to read in place of the crawl's own list; `@list` names a file of names, which
            may be a crawl's own `warc.paths.gz`.
        limit: take the first so many files only.
        kind: what is to be read.

    Raises:
        UsageError: no such crawl, source or file, or the output cannot be written.
    """
    if wat:
        files = [name for given in wat for name in _expand(given, source)]
        crawl = _crawl_of_all(files, crawl)
    elif crawl is None:
        raise UsageError(
            f"say what to read: --crawl CC-MAIN-YYYY-WW, --crawl latest or --{kind.lower()} FILE."
        )
    else:
        crawl = resolve_crawl(crawl, source)
        files = warc_files(source, crawl) if kind == "WARC" else wat_files(source, crawl)
    files = files[:limit]
    _check_files(files)
    job = LinksJob(crawl, tuple(files), storage.join(output, crawl), kind)
    _check_writable(job.output)
    return job


def _expand(given: str, source: str) -> list[str]:
    if not given.startswith("@"):
        if "://" not in given and not Path(given).is_file():
            wrong = "is no file" if Path(given).exists() else "does not exist"
            raise UsageError(f"{given} {wrong}.")
        return [given]
    try:
        data = storage.read_bytes(given[1:])
        lines = (gzip.decompress(data) if is_gzip(data) else data).decode().splitlines()
    except (CatalogError, ValueError, OSError, EOFError) as error:
        raise UsageError(f"the list {given[1:]} cannot be read: {error}") from error
    names = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    # A crawl's own list names its files from the root of the source.
    return [storage.join(source, n) if n.startswith("crawl-data/") else n for n in names]


def _crawl_of_all(files: Sequence[str], given: str | None) -> str:
    found = {crawl for crawl in map(crawl_of, files) if crawl}
    if given is not None:
        found.add(check_crawl_id(given))
    if len(found) > 1:
        raise UsageError(f"the files are of several crawls: {', '.join(sorted(found))}.")
    if not found:
        raise UsageError("the files' paths do not say which crawl they are of: add --crawl ID.")
    return found.pop()


def _check_files(files: Sequence[str]) -> None:
    if not files:
        raise UsageError("there are no files to read.")
    twice = [stem for stem, count in Counter(map(output_stem_of, files)).items() if count > 1]
    if twice:
        raise UsageError(f"several files would be written as {twice[0]}.parquet.")


def _check_writable(output: str) -> None:
    """Write something into the place, or near it: a folder is made only when it is needed.

    Raises:
        UsageError: it cannot be written.
    """
    if storage.is_s3(output):
        probe = storage.join(output, ".writable")
        storage.write_bytes(probe, b"")
        storage.delete(probe)
        return
    with explained(output, "write to"):
        tempfile.TemporaryFile(dir=_nearest_folder(Path(output))).close()


def _nearest_folder(path: Path) -> Path:
    """Return what is there of a path: folders are made when something is written into them."""
    return next(place for place in (path, *path.parents) if place.exists())


def task_of(
    job: LinksJob, *, attempts: int = ATTEMPTS, page_seconds: float = PAGE_SECONDS
) -> FileTask:
    """Return the usual task for a job's files."""
    if job.kind == "WARC":
        return ExtractWarcLinks(job.output, attempts=attempts, page_seconds=page_seconds)
    return ExtractLinks(job.output, attempts=attempts, page_seconds=page_seconds)


def run(
    job: LinksJob,
    engine: Engine,
    *,
    task: FileTask | None = None,
    max_failed: float = 5.0,
    on_report: Callable[[TaskReport], None] = lambda report: None,
) -> Summary:
    """Extract all files of a job that are not extracted yet.

    When more than `max_failed` per cent of the files fail, the run ends early; see `check`.
    """
    task = task or task_of(job)

    def note(report: TaskReport) -> None:
        if report.status == "failed":
            task.write_report(report)
        on_report(report)

    storage.remove_leftovers(job.output)
    unfinished = storage.join(job.output, UNFINISHED_LIST)
    storage.write_bytes(unfinished, "".join(f"{name}\n" for name in job.files).encode())
    try:
        done = run_all(engine, task, job.files, max_failed=max_failed, on_report=note)
        if done.is_whole:
            storage.delete(unfinished)
    finally:
        storage.remove_leftovers(job.output)
    return Summary(job, done.totals, done.failed, _write_failed_list(job, done.failed))


def _write_failed_list(job: LinksJob, failed: dict[str, str]) -> str | None:
    """Write the failed files, each below its reason: those of other runs, then of this job."""
    uri = storage.join(job.output, FAILED_LIST)
    ours = set(job.files)
    others = {name: why for name, why in _failed_before(uri).items() if name not in ours}
    entries = others | {name: failed[name] for name in job.files if name in failed}
    if not entries:
        storage.delete(uri)
        return None
    text = "".join(f"# {' '.join(why.split())}\n{name}\n" for name, why in entries.items())
    storage.write_bytes(uri, text.encode())
    return uri if failed else None


def _failed_before(uri: str) -> dict[str, str]:
    """Return why each file on a list of failed ones failed."""
    try:
        lines = storage.read_bytes(uri).decode().splitlines()
    except NotFoundError:
        return {}
    found: dict[str, str] = {}
    why = ""
    for line in lines:
        if line.startswith("#"):
            why = line.removeprefix("# ")
        elif line.strip():
            found[line] = why
    return found


def check(summary: Summary, max_failed: float) -> None:
    """Fail when too many files failed.

    Raises:
        CatalogError: more than `max_failed` per cent did.
    """
    failed, files = len(summary.failed), len(summary.job.files)
    if failed * 100 > max_failed * files:
        raise CatalogError(
            f"{failed} of {files} files failed, more than {max_failed:g} %. Run the same command "
            f"again, or only these with {summary.job.option} @{summary.failed_list}"
        )
