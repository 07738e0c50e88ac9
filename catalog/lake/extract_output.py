"""The working output of an extraction: one Parquet file of link rows for each WAT file.

Beside each lies `<stem>.report.json`, what became of that WAT file. A file may be published only
when its report says that it was finished; what the report counts must be what the file holds.
"""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from itertools import starmap, tee
from typing import Any, Literal

import orjson

from catalog.errors import CatalogError, NotFoundError, UsageError
from catalog.files import storage
from catalog.warc.crawl_paths import UNFINISHED_LIST, output_stem_of

_PARQUET = ".parquet"
_REPORT = ".report.json"
_OF_WARC = ".warc.parquet"
Prefer = Literal["wat", "warc"]


@dataclass(frozen=True, slots=True)
class WorkingFile:
    """One file of link rows; `rows` is what its report says."""

    name: str
    uri: str
    bytes: int
    rows: int


@dataclass(frozen=True, slots=True)
class WorkingOutput:
    """What may be published.

    Attributes:
        files: the working files.
        failed: names of those that are missing: they could not be extracted.
        incomplete: names of those among `files` whose WAT file ended inside a record.
        left_out: names of those whose pages are in another one, which was preferred.
    """

    files: tuple[WorkingFile, ...]
    failed: tuple[str, ...]
    incomplete: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Report:
    name: str
    status: str
    rows: int


def working_uri(output: str, crawl: str) -> str:
    """Return where a crawl's working files lie."""
    return storage.join(output, crawl)


def crawls_in(output: str) -> list[str]:
    """Return the crawls that have something in the working output, oldest first."""
    names = (uri.removeprefix(output.rstrip("/") + "/") for uri in storage.iter_files(output))
    return sorted({crawl for crawl, slash, _ in (name.partition("/") for name in names) if slash})


def newest_crawl(output: str) -> str:
    """Return the newest crawl that has something in the working output.

    Raises:
        UsageError: there is none.
    """
    crawls = [name for name in crawls_in(output) if name.startswith("CC-MAIN-")]
    if not crawls:
        raise UsageError(f"{output} holds no crawl's output: there is nothing to publish.")
    return max(crawls)


def list_names(output: str, crawl: str) -> set[str]:
    """Return the names of the Parquet files there, and of those of which a report alone is left."""
    found = storage.iter_files(working_uri(output, crawl))
    return {_name(uri) for uri in found if uri.endswith((_PARQUET, _REPORT))}


def check_finished(output: str, crawl: str, published: Container[str] = ()) -> None:
    """Refuse the working output of an extraction that is at work or was stopped.

    The files `published` need not be there any more.

    Raises:
        CatalogError: files of it were not read yet.
    """
    base = working_uri(output, crawl)
    try:
        planned = storage.read_bytes(storage.join(base, UNFINISHED_LIST)).decode().splitlines()
    except NotFoundError:
        return
    reported = {_name(uri) for uri in storage.iter_files(base, _REPORT)}
    left = {f"{output_stem_of(item)}{_PARQUET}" for item in planned} - reported
    missing = sorted(name for name in left if name not in published)
    if missing:
        raise CatalogError(
            f"the extraction of {crawl} is not finished: {_some(missing)} not read yet. "
            f"Run it again; it goes on where it stopped. To publish what there is, delete "
            f"{storage.join(base, UNFINISHED_LIST)}."
        )


def read_working_output(
    output: str,
    crawl: str,
    *,
    max_failed: float = 0.0,
    max_incomplete: float = 100.0,
    prefer: Prefer | None = None,
) -> WorkingOutput:
    """List the working files with their reports.

    At most so many per cent of the crawl's files may have failed, or ended inside a record. Where
    there are rows of a WARC file and of its WAT, those that are preferred are taken.

    Raises:
        UsageError: there is nothing to publish, or rows of the same pages twice.
        CatalogError: a report or a file is missing or cannot be read, or too many files
            failed or were cut.
    """
    base = working_uri(output, crawl)
    sizes: dict[str, int] = {}
    reports = _read_reports(_report_uris(base, sizes))
    left_out = _twice(reports, prefer, base)
    sizes = {uri: size for uri, size in sizes.items() if _name(uri) not in left_out}
    reports = {name: report for name, report in reports.items() if name not in left_out}
    if not reports and not sizes:
        raise UsageError(
            f"{base} holds nothing to publish. Run `catalog crawl extract --crawl {crawl}` first."
        )
    failed, incomplete = (_with_status(reports, status) for status in ("failed", "incomplete"))
    done = {name: report.rows for name, report in reports.items() if report.status != "failed"}
    _check_pairs({_name(uri) for uri in sizes}, set(done), base)
    _check_failed(failed, len(reports), max_failed)
    _check_incomplete(incomplete, len(reports), max_incomplete)
    files = sorted((_name(uri), uri, size) for uri, size in sizes.items())
    found = tuple(WorkingFile(name, uri, size, done[name]) for name, uri, size in files)
    return WorkingOutput(found, tuple(failed), tuple(incomplete), tuple(sorted(left_out)))


def _twice(reports: dict[str, _Report], prefer: Prefer | None, base: str) -> set[str]:
    """Return the names of files whose pages others hold too: a link counts once.

    The rows of `a.warc.wat.gz` are in `a.parquet`, those of `a.warc.gz` in `a.warc.parquet`.

    Raises:
        UsageError: there are some, and it was not said which to take.
    """
    pairs = [(_of_wat(name), name) for name in reports if name.endswith(_OF_WARC)]
    pairs = [pair for pair in pairs if pair[0] in reports]
    read = [pair for pair in pairs if all(reports[name].status != "failed" for name in pair)]
    if read and prefer is None:
        raise UsageError(
            f"{base} holds pages twice, read from WAT and from WARC: "
            f"{_some(sorted(name for name, _ in read))}. Their links would count twice. Say which "
            "to publish: --prefer warc (it knows more than links) or --prefer wat."
        )
    second_best = {pair[0 if prefer == "warc" else 1] for pair in read}
    in_vain = {pair for pair in pairs if pair not in read}
    return second_best | {
        name
        for pair in in_vain
        for name in pair
        if reports[name].status == "failed" and any(reports[n].status != "failed" for n in pair)
    }


def _of_wat(name: str) -> str:
    return name.removesuffix(_OF_WARC) + _PARQUET


def _with_status(reports: dict[str, _Report], status: str) -> list[str]:
    return sorted(report.name for report in reports.values() if report.status == status)


def _name(uri: str) -> str:
    stem = uri.rpartition("/")[2].removesuffix(_PARQUET).removesuffix(_REPORT)
    return f"{stem}{_PARQUET}"


def _report_uris(base: str, sizes: dict[str, int]) -> Iterator[str]:
    """Yield the reports of one listing, and note the sizes of the Parquet files in it."""
    for uri, size in storage.iter_sizes(base):
        if uri.endswith(_PARQUET):
            sizes[uri] = size
        elif uri.endswith(_REPORT):
            yield uri


def _read_reports(uris: Iterable[str]) -> dict[str, _Report]:
    named, asked = tee(uris)
    texts = zip(named, storage.read_many(asked), strict=True)
    return {report.name: report for report in starmap(_read_report, texts)}


def _read_report(uri: str, text: bytes) -> _Report:
    try:
        report: dict[str, Any] = orjson.loads(text)
        status = str(report["status"])
        rows = 0 if status == "failed" else int(report["counts"]["rows"])
        return _Report(_name(uri), status, rows)
    except (ValueError, KeyError, TypeError) as error:
        raise CatalogError(
            f"{uri} is no report of an extraction ({error!r}). Delete it and extract again."
        ) from error


def _check_pairs(files: set[str], done: set[str], base: str) -> None:
    without_report, without_file = sorted(files - done), sorted(done - files)
    if without_report:
        raise CatalogError(
            f"{_some(without_report)} in {base} without a report of success: "
            "the extraction is not finished. Run it again; it goes on where it stopped."
        )
    if without_file:
        raise CatalogError(
            f"{_some(without_file)} in {base} with a report but no Parquet file: "
            "delete the report and extract again."
        )


def _check_failed(failed: list[str], total: int, max_failed: float) -> None:
    if len(failed) * 100 > max_failed * total:
        raise CatalogError(
            f"{_some(failed)} could not be extracted ({len(failed)} of {total}). "
            "Extract again, or publish without: --max-failed PERCENT."
        )


def _check_incomplete(incomplete: list[str], total: int, max_incomplete: float) -> None:
    if len(incomplete) * 100 > max_incomplete * total:
        raise CatalogError(
            f"{_some(incomplete)} were made of files that end inside a record "
            f"({len(incomplete)} of {total}): pages are missing. Extract again, which reads such "
            "a file when another version of it lies there, or publish as it is: "
            "--max-incomplete PERCENT."
        )


def _some(names: list[str]) -> str:
    shown = ", ".join(names[:3])
    return shown if len(names) <= 3 else f"{shown} and {len(names) - 3} more"
