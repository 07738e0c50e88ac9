"""Search the catalog by words and facets: one look into one index, bounded whatever is asked.

A page shows the most popular of the first `MOST` matches, and counts facets over those; a search
with more matches says so. Without words and facets it is a fair sample of the whole table. So the
time of a search does not grow with the catalog (docs/browsing.md has the figures).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from psycopg import sql

from catalog.database.connection import Connection
from catalog.database.selection import Selection
from catalog.database.sql import statement
from catalog.errors import UsageError
from catalog.records import MediaType

MOST = 5000
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
        more: whether there are more matches than were looked at.
        sampled: nothing was asked for, and these are of a fair sample.
        all_rows: of the table, roughly, where sampled.
        only_common_words: the words are all too common to be searched for ("the"), or all of them
            unwanted ("-photo"): nearly every record would match.
    """

    records: Sequence[Mapping[str, Any]] = ()
    total: int = 0
    facets: Facets = field(default_factory=dict)
    more: bool = False
    sampled: bool = False
    all_rows: int = 0
    only_common_words: bool = False


def search(connection: Connection, wanted: Search, *, limit: int = 60, offset: int = 0) -> Found:
    """Return one page of what is looked for, the most popular first."""
    if wanted.is_open:
        return _sample(connection, wanted.media_type, limit, offset)
    query = _query(connection, wanted)
    if not query:
        return Found(only_common_words=True)
    records, total, facets = _run(
        connection, "matching_words", wanted.media_type, {"query": query}, limit, offset
    )
    return Found(records, min(total, MOST), facets, more=total > MOST)


def selection_of(connection: Connection, wanted: Search) -> Selection:
    """Return all matches of a search, for what works on selections.

    Raises:
        UsageError: its words are all too common to be searched for.
    """
    query = _query(connection, wanted)
    if not query:
        raise UsageError(f"{wanted.words!r} holds only unwanted words, or too common ones")
    parts = {
        "view": sql.Identifier(f"{wanted.media_type}_search"),
        "condition": sql.SQL(statement("matching_words")),
    }
    found = sql.SQL(statement("select_by_search")).format(**parts)
    return Selection(found, {"query": query}, {"search": query})


def estimated_rows(connection: Connection, media_type: MediaType) -> int:
    """Return roughly how many rows a table has; -1 where PostgreSQL never counted."""
    row = connection.execute(statement("estimate_rows"), {"table": media_type}).fetchone()
    return row[0] if row else -1


def _sample(connection: Connection, media_type: MediaType, limit: int, offset: int) -> Found:
    rows = estimated_rows(connection, media_type)
    # A sample is of whole blocks, and its size varies: a little more than is shown.
    percent = min(100.0, 130.0 * MOST / rows) if rows > MOST else 100.0
    records, total, facets = _run(
        connection, "in_the_sample", media_type, {"percent": percent}, limit, offset
    )
    sampled = total > MOST or percent < 100
    shown = min(total, MOST)
    return Found(records, shown, facets, sampled=sampled, all_rows=max(rows, shown))


def _run(  # noqa: PLR0913 - what a page is made of
    connection: Connection,
    condition: str,
    media_type: MediaType,
    parameters: Mapping[str, Any],
    limit: int,
    offset: int,
) -> tuple[list[dict[str, Any]], int, Facets]:
    media = sql.Identifier(media_type)
    query = sql.SQL(statement("search_records")).format(
        view=sql.Identifier(f"{media_type}_search"),
        condition=sql.SQL(statement(condition)).format(media=media),
    )
    bounds = {"most": MOST + 1, "limit": max(0, min(limit, MOST - offset)), "offset": offset}
    with connection.transaction():
        connection.execute(statement("tune_search"))
        row = connection.execute(query, {**parameters, **bounds}).fetchone()
    total, facets, records = row or (0, None, None)
    by_name: dict[str, list[tuple[str, int]]] = {name: [] for name in FACETS}
    for name, value, items in facets or ():
        by_name[name].append((value, items))
    return records or [], total, by_name


def _query(connection: Connection, wanted: Search) -> str:
    """Return the whole search as a tsquery's text, or "" where no word is left of it."""
    parts = [
        " | ".join(_lexeme(name, value) for value in values)
        for name, values in wanted.chosen.items()
        if values
    ]
    if wanted.asked:
        row = connection.execute(statement("parse_words"), {"words": wanted.asked}).fetchone()
        words, can_be_found = row or ("", False)
        if not words or not (can_be_found or parts):
            return ""
        parts.append(words)
    return " & ".join(f"( {part} )" for part in parts)


def _lexeme(facet: str, value: str) -> str:
    quoted = value.replace("\x00", "").replace("\\", "\\\\").replace("'", "''")
    return f"'{facet}={quoted}'"
