"""Hold the files that a provider publishes against what we know of them: there, and their columns.

No more than the first line of each file is read, however large it is.
"""

import csv
import gzip
from collections.abc import Mapping
from typing import BinaryIO, cast

from catalog.errors import CatalogError
from catalog.files import storage
from catalog.ingestion.bulk import dump_of
from catalog.ingestion.deep_check import CheckedAnswer, drift
from catalog.providers.base import Provider
from catalog.providers.evidence import evidence_of

_LONGEST_HEAD = 1 << 16  # bytes


def check_dump(provider: Provider, source: str) -> list[CheckedAnswer]:
    """Return for each file of a provider whether it is there, and which columns are new or lost.

    Args:
        provider: one with `bulk` files.
        source: a directory or base URL of the files.
    """
    return [_checked(provider, source, name) for name in dump_of(provider).files]


def _checked(provider: Provider, source: str, name: str) -> CheckedAnswer:
    uri = storage.join(source, name)
    try:
        with storage.open_read(uri) as stream:
            found = _columns(provider, _unpacked(stream, name).readline(_LONGEST_HEAD))
    except (CatalogError, OSError, EOFError) as error:
        return CheckedAnswer(name, uri, problem=str(error))
    known = [
        _columns(provider, one.body.partition(b"\n")[0])
        for one in evidence_of(provider.name)
        if one.path.endswith(f"/{name}")
    ]
    return CheckedAnswer(name, uri, payload=found, drift=drift(known, found))


def _unpacked(stream: BinaryIO, name: str) -> BinaryIO:
    return cast("BinaryIO", gzip.GzipFile(fileobj=stream)) if name.endswith(".gz") else stream


def _columns(provider: Provider, line: bytes) -> Mapping[str, str]:
    """Return the names of a file's columns, as an object of texts that `drift` compares."""
    text = line.decode("utf-8-sig", errors="replace").strip("\r\n")
    return dict.fromkeys(next(csv.reader([text], delimiter=dump_of(provider).delimiter), []), "")
