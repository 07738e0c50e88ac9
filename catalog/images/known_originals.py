"""Records of pages, held against the originals that the catalog has already.

A page that shows somebody's photograph may give another licence than the photographer did. Where
its credit links to the original (`meta_data.original`) and the catalog has that, the two are
compared: a contradiction is kept in `meta_data.contradicts_original` and lowers the confidence.
"""

import atexit
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

import psycopg

from catalog.database.connection import Connection, connect, describe
from catalog.database.errors import UnreachableError
from catalog.database.sql import statement
from catalog.pages.evidence import Confidence
from catalog.pages.originals import compare, identity
from catalog.records import MediaType, Row

Rows = list[tuple[MediaType, Row]]
_FIND = {"image": "find_original_images", "audio": "find_original_sounds"}


def held_against(
    database_url: str, rows: Iterable[tuple[MediaType, Row]], least: Confidence
) -> tuple[Rows, Counter[str]]:
    """Return the rows that are still sure enough, and counts of what was compared.

    Raises:
        UnreachableError: the database cannot be asked.
    """
    kept: Rows = []
    counts: Counter[str] = Counter()
    found = list(rows)
    known = {media: _known(database_url, media, found) for media in {media for media, _ in found}}
    for media, row in found:
        original = known[media].get((row["meta_data"] or {}).get("original") or "")
        if original is None:
            kept.append((media, row))
            continue
        compared = compare(row, original)
        contradicts = list(compared.contradictions)
        counts["originals.contradict" if contradicts else "originals.agree"] += 1
        if compared.confidence.rank > least.rank:
            counts["rejected.contradicts_original"] += 1
            continue
        outcome: dict[str, Any] = {"contradicts_original": contradicts} if contradicts else {}
        outcome["confidence"] = compared.confidence.value
        kept.append((media, {**row, "meta_data": {**row["meta_data"], **outcome}}))
    return kept, counts


def _known(database_url: str, media: MediaType, rows: Rows) -> Mapping[str, Mapping[str, Any]]:
    """Return what the catalog says of the originals of one page's rows, by their address."""
    named = {
        row["meta_data"]["original"]
        for kind, row in rows
        if kind == media and (row["meta_data"] or {}).get("original")
    }
    wanted = [(address, identity(address)) for address in sorted(named)]
    works = [(address, work) for address, work in wanted if work]
    if not works:
        return {}
    parameters = {
        "addresses": [address for address, _ in works],
        "providers": [work.provider for _, work in works],
        "identifiers": [work.identifier for _, work in works],
        "urls": [work.url for _, work in works],
    }
    try:
        found = _connection(database_url).execute(statement(_FIND[media]), parameters).fetchall()
    except psycopg.OperationalError:
        close()
        failure = f"lost the connection to {describe(database_url)}"
    else:
        names = ("license", "license_version", "creator")
        return {address: dict(zip(names, values, strict=True)) for address, *values in found}
    # Raised outside the handler: psycopg's own error may quote the URL, and would be chained.
    raise UnreachableError(failure)


# This process's connection, kept: a run asks page by page.
_open: dict[str, Connection] = {}


def _connection(database_url: str) -> Connection:
    if database_url not in _open:
        close()
        _open[database_url] = connect(database_url, autocommit=True)
    return _open[database_url]


@atexit.register
def close() -> None:
    """Close this process's connection, if it has one."""
    while _open:
        _open.popitem()[1].close()
