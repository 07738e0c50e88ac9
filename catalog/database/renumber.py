"""New ids for records whose provider renumbered its works: they stay the same records.

A provider that changes its ids gives every work anew, with the URL that the old record has, so that
each row is refused as a duplicate and nothing is updated any more. A mapping of old ids to new ones
brings the records over, their identifiers, dates and histories with them; `id_change` remembers
the old ids. Tombstones are renumbered as well, so that what was deleted stays away.
"""

import csv
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from psycopg import sql

from catalog.database import locks
from catalog.database.connection import Connection
from catalog.database.sql import statement
from catalog.errors import UsageError
from catalog.records import MediaType

_PARTS = 3


@dataclass(frozen=True, slots=True)
class NewId:
    """One line of a mapping."""

    provider: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Renumbered:
    """What became of a mapping.

    Attributes:
        changed: records that have their new id.
        taken: those that keep the old one, for another record, or a deleted one, has the new one.
        unknown: old ids that no record has, nor a deleted one.
        tombstones: deleted records that have their new id.
    """

    changed: int
    taken: int
    unknown: int
    tombstones: int


def read_mapping(text: str, *, name: str) -> list[NewId]:
    """Read a mapping: provider, old id and new id, as TSV or CSV, or a file of rejected rows.

    Of rejected rows those count whose file another record of the same provider has.

    Raises:
        UsageError: a line is neither, an id occurs twice, or there is none.
    """
    found = list(_lines(text, name))
    if not found:
        raise UsageError(f"{name} maps no ids. Write a provider, its old id and its new id a line.")
    for which in ("old", "new"):
        times = Counter((each.provider, getattr(each, which)) for each in found)
        (provider, identifier), count = times.most_common(1)[0]
        if count > 1:
            raise UsageError(f"{name} has the {which} id {identifier!r} of {provider} twice")
    return found


def _lines(text: str, name: str) -> Iterator[NewId]:
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), start=1):
        if line.startswith("{"):
            yield from _of_rejected(line, f"{name}, line {number}")
        elif line.strip() and not line.startswith("#"):
            fields = line.split("\t") if "\t" in line else next(csv.reader([line]))
            parts = [field.strip() for field in fields]
            if len(parts) != _PARTS or not all(parts):
                raise UsageError(
                    f"{name}, line {number} is not a provider, its old id and its new id, parted "
                    "by tabs or as CSV"
                )
            yield NewId(*parts)


def _of_rejected(line: str, place: str) -> Iterator[NewId]:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise UsageError(f"{place} is no JSON") from error
    provider, old = row.get("other_provider"), row.get("other_foreign_identifier")
    new = row.get("foreign_identifier")
    is_moved = row.get("reason") == "duplicate_url" and "other_line" not in row and old != new
    if is_moved and provider == row.get("provider") and old and new:
        yield NewId(provider, old, new)


def renumber(
    connection: Connection, media_type: MediaType, mapping: Iterable[NewId], *, dry_run: bool
) -> Renumbered:
    """Give records their new ids, all at once or, where it fails or is only tried, none.

    The connection is in autocommit mode; the mapping is as `read_mapping` returns it.

    Raises:
        BusyError: running loads did not end in time.
    """
    with connection.transaction(force_rollback=dry_run), locks.changing_rules(connection):
        connection.execute(statement("create_new_id"))
        with connection.cursor().copy(statement("copy_new_id")) as copy:
            for each in mapping:
                copy.write_row((each.provider, each.old, each.new))
        for name in ("find_renumbered", "mark_ids_in_the_way"):
            connection.execute(locks.for_table(name, media_type))
        for is_deleted, table in enumerate((media_type, f"deleted_{media_type}")):
            _set_new_ids(connection, table, is_deleted=bool(is_deleted))
        connection.execute(statement("record_id_changes"), {"media_type": media_type})
        counts = connection.execute(statement("count_new_ids")).fetchone()
    return Renumbered(*(counts or (0, 0, 0, 0)))


def _set_new_ids(connection: Connection, table: str, *, is_deleted: bool) -> None:
    for name in ("release_ids", "set_new_ids"):
        query = sql.SQL(statement(name)).format(media=sql.Identifier(table))
        connection.execute(query, {"is_deleted": is_deleted})
