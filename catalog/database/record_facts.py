"""Everything that is known about one record, and where it came from."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from psycopg.rows import dict_row

from catalog.attribution import Attribution, attribution, web_url
from catalog.database.connection import Connection
from catalog.database.locks import for_table
from catalog.database.sql import statement
from catalog.errors import NotFoundError, UsageError
from catalog.records import MEDIA_TYPES, MediaType, columns_of
from catalog.urls import file_url

Facts = Mapping[str, Any]
_EVIDENCE = {"json_ld": "JSON-LD", "rdfa": "RDFa", "ccrel": "ccREL"}


@dataclass(frozen=True, slots=True)
class RecordFacts:
    """One record.

    Attributes:
        row: its columns; a tombstone has also deleted_on and deleted_reason.
        license_changes: the newest first.
        former_values: what title, creator and addresses were before, the newest change first.
        loads: those that ran when it was made or last changed, of files with its provider.
        inlinks: inlinks, inlink_hosts and crawl, or None: never counted.
        metric: what its popularity is measured by, or None.
        same_file: other records and tombstones with the same file.
        life: whether it may be gone at its source, or is, or was; None: no doubt yet.
        link: what the last asking for its file found, or None: never asked.
    """

    media_type: MediaType
    row: Facts
    license_changes: Sequence[Facts] = field(default=())
    former_values: Sequence[Facts] = field(default=())
    loads: Sequence[Facts] = field(default=())
    inlinks: Facts | None = None
    metric: Facts | None = None
    same_file: Sequence[Facts] = field(default=())
    life: Facts | None = None
    link: Facts | None = None

    @property
    def state(self) -> str:
        """Where the record is in its life: `live`, `removed_from_source` or `deleted`."""
        if "deleted_on" in self.row:
            return "deleted"
        return "removed_from_source" if self.row["removed_from_source"] else "live"

    @property
    def attribution(self) -> Attribution:
        """Its ready attribution."""
        return attribution(self.row)

    @property
    def origin(self) -> str:
        """Where it came from, as a sentence."""
        kind, provider = self.row["ingestion_type"], self.row["provider"]
        meta = self.row["meta_data"] or {}
        if kind == "commoncrawl":
            kind = str(meta.get("evidence") or "")
            how = f", found by {_EVIDENCE.get(kind, kind.replace('_', ' '))}" if kind else ""
            sure = f" with {meta['confidence']} confidence" if meta.get("confidence") else ""
            return f"Read out of a page of {provider} in Common Crawl{how}{sure}."
        if kind == "provider_api":
            return f"Given by the API of {provider}."
        return f"From {provider} ({kind or 'it is not known how'})."

    def to_json(self) -> dict[str, Any]:
        """Return all of it as plain data."""
        return {
            "media_type": self.media_type,
            "state": self.state,
            "origin": self.origin,
            "record": dict(self.row),
            "attribution": self.attribution.to_json(),
            "license_changes": [dict(change) for change in self.license_changes],
            "former_values": [dict(former) for former in self.former_values],
            "loads": [dict(load) for load in self.loads],
            "inlinks": self.inlinks and dict(self.inlinks),
            "popularity_metric": self.metric and dict(self.metric),
            "same_file": [dict(other) for other in self.same_file],
            "life": self.life and dict(self.life),
            "link": self.link and dict(self.link),
        }


def identify(connection: Connection, text: str) -> tuple[MediaType, uuid.UUID]:
    """Return which record a person means: by its identifier, or by the URL of its file.

    Raises:
        UsageError: the text is neither.
        NotFoundError: there is no such record, nor a tombstone.
    """
    try:
        wanted = uuid.UUID(text.strip())
    except ValueError:
        return _by_url(connection, text.strip())
    for media_type in MEDIA_TYPES:
        query = for_table("read_record", media_type)
        if connection.execute(query, {"identifier": wanted}).fetchone():
            return media_type, wanted
    raise NotFoundError(f"no record has the identifier {wanted}")


def read_facts(connection: Connection, media_type: MediaType, identifier: uuid.UUID) -> RecordFacts:
    """Return everything about a record or a tombstone.

    Raises:
        NotFoundError: there is neither.
    """
    query = for_table("read_record", media_type)
    found = connection.execute(query, {"identifier": identifier}).fetchone()
    if not found:
        raise NotFoundError(f"no {media_type} has the identifier {identifier}")
    row = _in_order(found[0], media_type)
    names = ("provider", "created_on", "updated_on", "url")
    about = {"media_type": media_type, "identifier": identifier, **{n: row[n] for n in names}}
    return RecordFacts(
        media_type,
        row,
        _rows(connection, "list_license_changes", about),
        _rows(connection, "list_former_values", about),
        _rows(connection, "list_loads_at", about),
        _first(connection, "read_inlinks", about),
        _first(connection, "read_metric", about),
        _rows(connection, "list_same_file", about),
        _first(connection, "read_life", about),
        _first(connection, "read_link_check", about),
    )


def _in_order(row: Facts, media_type: MediaType) -> Facts:
    """Put the declared columns first, in their order; jsonb has its own."""
    declared = [column.name for column in columns_of(media_type) if column.name in row]
    return {name: row[name] for name in [*declared, *(n for n in row if n not in declared)]}


def _by_url(connection: Connection, url: str) -> tuple[MediaType, uuid.UUID]:
    if not web_url(url):
        raise UsageError(f"{url!r} is neither an identifier (a UUID) nor the URL of a file")
    for media_type in MEDIA_TYPES:
        given = {"url": file_url(url) or url}
        found = connection.execute(for_table("identify_by_url", media_type), given)
        row = found.fetchone()
        if row:
            return media_type, row[0]
    raise NotFoundError(f"no record has the file {url}")


def _rows(connection: Connection, name: str, parameters: Mapping[str, Any]) -> list[Facts]:
    with connection.cursor(row_factory=dict_row) as cursor:
        return list(cursor.execute(statement(name), parameters).fetchall())


def _first(connection: Connection, name: str, parameters: Mapping[str, Any]) -> Facts | None:
    return next(iter(_rows(connection, name, parameters)), None)
