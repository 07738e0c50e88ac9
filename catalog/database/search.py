"""Search the catalog by words and facets: bounded, whatever is asked.

A page shows the most popular of the first `MOST` matches, and counts facets over those; a search
with more matches says so. Without words and facets it is a fair sample of the whole table. So the
time of a search hardly grows with the catalog (docs/browsing.md has the figures).

What is searched is brought up to date after loads (`search_entries.py`). Of the newest changes that
wait for that, a search looks through `WAITING` records itself.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import psycopg
from psycopg import sql

from catalog.database import search_entries
from catalog.database.connection import Connection
from catalog.database.selection import Selection
from catalog.database.sql import statement
from catalog.errors import UsageError
from catalog.records import MediaType

MOST = 5000
# Words are found in each of so many records in a tenth of a second.
WAITING = 8192
# Records that are looked at for a phrase, or for the lack of a word.
CANDIDATES = 50_000
SECONDS = 15
FACETS = ("license", "provider", "source", "category", "size", "year")
Facets = Mapping[str, Sequence[tuple[str, int]]]


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for.

    Attributes:
        words: as people write them: `sunset -beach "old town" or harbour`.
        chosen: facet -> values, of which a record has one.
    """

    media_type: MediaType
    words: str = ""
    chosen: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @property
    def asked(self) -> str:
        """The words, without what PostgreSQL cannot be sent."""
        return self.words.replace("\x00", " ").strip()

    @property
    def is_open(self) -> bool:
        """Whether nothing is asked for."""
        return not self.asked and not any(self.chosen.values())


@dataclass(frozen=True, slots=True)
class Found:
    """One page of a search.

    Attributes:
        records: what a grid shows of each, by column.
        total: matches looked at.
        facets: facet -> (value, how many of those matches), the most frequent first.
        more: whether there may be more matches than were looked at.
        sampled: nothing was asked for, and these are of a fair sample.
        all_rows: of the table, roughly, where sampled.
        only_common_words: the words are all too common to be searched for ("the"), or all of them
            unwanted ("-photo"): nearly every record would match.
        waiting: changed records that no search finds yet: see `search_entries.py`.
    """

    records: Sequence[Mapping[str, Any]] = ()
    total: int = 0
    facets: Facets = field(default_factory=dict)
    more: bool = False
    sampled: bool = False
    all_rows: int = 0
    only_common_words: bool = False
    waiting: int = 0


def search(connection: Connection, wanted: Search, *, limit: int = 60, offset: int = 0) -> Found:
    """Return one page of what is looked for, the most popular first.

    Raises:
        UsageError: it took too long.
    """
    if wanted.is_open:
        return _sample(connection, wanted.media_type, limit, offset)
    query, findable = _query(connection, wanted)
    if not findable:
        return Found(only_common_words=True)
    parts = _tables(wanted.media_type)
    candidates = MOST + WAITING if query == findable else CANDIDATES
    asked = {"query": query, "findable": findable, "candidates": candidates, "waiting": WAITING}
    asked["media_type"] = wanted.media_type
    try:
        records, total, looked_at, facets = _run(
            connection, "find_by_words", parts, asked, limit, offset
        )
    except psycopg.errors.QueryCanceled as error:
        raise UsageError(
            "the search took too long. Add a word or a facet, or leave an unwanted one away."
        ) from error
    waiting = search_entries.waiting(connection, wanted.media_type)
    return Found(
        records,
        min(total, MOST),
        facets,
        more=total > MOST or (looked_at or 0) >= candidates,
        waiting=max(0, waiting - WAITING),
    )


def selection_of(connection: Connection, wanted: Search) -> Selection:
    """Return all matches of a search, for what works on selections.

    Raises:
        UsageError: its words are all too common to be searched for.
    """
    query, findable = _query(connection, wanted)
    if not findable:
        raise UsageError(f"{wanted.words!r} holds only unwanted words, or too common ones")
    found = sql.SQL(statement("select_by_search")).format(**_tables(wanted.media_type))
    given = {"query": query, "searched": wanted.media_type}
    return Selection(found, given, {"search": query})


def estimated_rows(connection: Connection, media_type: MediaType) -> int:
    """Return roughly how many rows a table has; -1 where PostgreSQL never counted."""
    row = connection.execute(statement("estimate_rows"), {"table": media_type}).fetchone()
    return row[0] if row else -1


def _sample(connection: Connection, media_type: MediaType, limit: int, offset: int) -> Found:
    rows = estimated_rows(connection, media_type)
    # A sample is of whole blocks, and its size varies: a little more than is shown.
    percent = min(100.0, 130.0 * MOST / rows) if rows > MOST else 100.0
    records, total, _, facets = _run(
        connection, "find_in_sample", _tables(media_type), {"percent": percent}, limit, offset
    )
    sampled = total > MOST or percent < 100
    shown = min(total, MOST)
    return Found(records, shown, facets, sampled=sampled, all_rows=max(rows, shown))


def _tables(media_type: MediaType) -> dict[str, sql.Identifier]:
    return {
        "media": sql.Identifier(media_type),
        "view": sql.Identifier(f"{media_type}_search"),
        "entries": sql.Identifier(f"{media_type}_search_entry"),
    }


def _run(
    connection: Connection,
    finding: str,
    tables: Mapping[str, sql.Identifier],
    parameters: Mapping[str, Any],
    limit: int,
    offset: int,
) -> tuple[list[dict[str, Any]], int, int | None, Facets]:
    found = sql.SQL(statement(finding)).format(**tables)
    query = sql.SQL(statement("search_records")).format(found=found, **tables)
    bounds = {"most": MOST + 1, "limit": max(0, min(limit, MOST - offset)), "offset": offset}
    with connection.transaction():
        connection.execute(statement("tune_search"))
        limits = {"statement_timeout": str(1000 * SECONDS), "lock_timeout": "0"}
        connection.execute(statement("set_timeouts_here"), limits)
        row = connection.execute(query, {**parameters, **bounds}).fetchone()
    total, looked_at, facets, records = row or (0, None, None, None)
    by_name: dict[str, list[tuple[str, int]]] = {name: [] for name in FACETS}
    for name, value, items in facets or ():
        by_name[name].append((value, items))
    return records or [], total, looked_at, by_name


def _query(connection: Connection, wanted: Search) -> tuple[str, str]:
    """Return the whole search as a tsquery's text, and what an index finds of it; "" is nothing."""
    parts = [
        " | ".join(_lexeme(name, value) for value in values)
        for name, values in wanted.chosen.items()
        if values
    ]
    findable = list(parts)
    if wanted.asked:
        row = connection.execute(statement("parse_words"), {"words": wanted.asked}).fetchone()
        words, by_index = row or ("", "")
        if not words:
            return "", ""
        parts.append(words)
        # "T" is PostgreSQL's word for what no index can find.
        findable += [by_index] if by_index not in {"", "T"} else []
    return _all_of(parts), _all_of(findable)


def _all_of(parts: Sequence[str]) -> str:
    return " & ".join(f"( {part} )" for part in parts)


def _lexeme(facet: str, value: str) -> str:
    quoted = value.replace("\x00", "").replace("\\", "\\\\").replace("'", "''")
    return f"'{facet}={quoted}'"
