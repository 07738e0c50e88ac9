"""Hold the files that a provider publishes against what we know of them: there, and their columns.

No more than the head of each file is read, however large it is. The addresses of works' pages and
files stand in no table in full: we put them together, so those of one work are asked for.
"""

import csv
import gzip
import io
from collections.abc import Iterator
from typing import Any, BinaryIO, cast

import requests

from catalog.apis.json_answers import read_json
from catalog.apis.link_probe import LinkProber, Probe
from catalog.errors import CatalogError
from catalog.files import storage
from catalog.ingestion.bulk import dump_of
from catalog.ingestion.deep_check import CheckedAnswer, drift
from catalog.ingestion.record_parsing import Parsed, parse_items
from catalog.providers.base import Dump, Provider
from catalog.providers.evidence import evidence_of
from catalog.records import Row

_LONGEST_HEAD = 1 << 16  # bytes
_THERE = frozenset({"alive", "moved"})


def check_dump(provider: Provider, source: str) -> list[CheckedAnswer]:
    """Return for each file of a provider whether it is there, and which columns are new or lost."""
    return [_checked(provider, source, name) for name in dump_of(provider).files]


def check_addresses(provider: Provider, source: str, prober: LinkProber) -> list[CheckedAnswer]:
    """Return whether the page and the file of a work are where we say: of the first file's first.

    A host that lets us not ask says nothing; it is named and is no problem.
    """
    try:
        row = _first_record(provider, source)
    except (CatalogError, OSError, EOFError) as error:
        return [CheckedAnswer("page", problem=str(error))]
    if row is None:
        return [CheckedAnswer("page", problem="no work in the head of the first file is a record")]
    page, file = row["foreign_landing_url"], row["url"]
    there = prober.probe(page)
    # The prober looks for files, so that to it a page is none; a page is what is wanted here.
    shown = prober.probe(file)
    return [
        _finding("page", page, there, is_there=there.status == requests.codes.ok),
        _finding("file", file, shown, is_there=shown.state in _THERE),
    ]


def _finding(kind: str, url: str, probe: Probe, *, is_there: bool) -> CheckedAnswer:
    said = f"{probe.state}: {url} {probe.detail}".strip()
    if is_there:
        led = probe.final_url
        return CheckedAnswer(kind, url, drift=(f"leads to {led}",) if led and led != url else ())
    if probe.state == "blocked":
        return CheckedAnswer(kind, url, drift=(said,))
    return CheckedAnswer(kind, url, problem=said)


def _first_record(provider: Provider, source: str) -> Row | None:
    """Return the record of the first work that becomes one, by the first file alone."""
    dump = dump_of(provider)
    with storage.open_read(storage.join(source, dump.files[0])) as stream:
        head = _unpacked(stream, dump.files[0]).read(_LONGEST_HEAD)
    whole = head.decode("utf-8-sig", errors="replace").rpartition("\n")[0]
    found = parse_items(provider, _items(dump, whole))
    return next((one.row for one in found if isinstance(one, Parsed)), None)


def _items(dump: Dump, text: str) -> Iterator[Any]:
    """Yield what the lines of a file hold, as `parse` gets it."""
    if dump.json_lines:
        yield from (read_json(line.encode()) for line in text.split("\n"))
    else:
        for line in csv.DictReader(io.StringIO(text), delimiter=dump.delimiter):
            yield {name: value or None for name, value in line.items()}


def _checked(provider: Provider, source: str, name: str) -> CheckedAnswer:
    uri = storage.join(source, name)
    try:
        with storage.open_read(uri) as stream:
            found = _columns(provider, _unpacked(stream, name).readline(_LONGEST_HEAD))
    except (CatalogError, OSError, EOFError) as error:
        return CheckedAnswer(name, uri, problem=str(error))
    known = [
        _columns(provider, line)
        for one in evidence_of(provider.name)
        if one.path.endswith(f"/{name}")
        for line in one.body.splitlines()[: None if dump_of(provider).json_lines else 1]
    ]
    return CheckedAnswer(name, uri, payload=found, drift=drift(known, found))


def _unpacked(stream: BinaryIO, name: str) -> BinaryIO:
    return cast("BinaryIO", gzip.GzipFile(fileobj=stream)) if name.endswith(".gz") else stream


def _columns(provider: Provider, line: bytes) -> Any:
    """Return what `drift` compares: a line's JSON, or an object of texts named by the columns."""
    if dump_of(provider).json_lines:
        return read_json(line)
    text = line.decode("utf-8-sig", errors="replace").strip("\r\n")
    return dict.fromkeys(next(csv.reader([text], delimiter=dump_of(provider).delimiter), []), "")
