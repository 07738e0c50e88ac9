"""What stays with the old tables, or goes on reading them, in words: it is told, not made anew."""

from collections.abc import Iterable
from typing import Any

from catalog.database.adopt import forms
from catalog.database.connection import Connection
from catalog.database.sql import statement
from catalog.records import TABLES, MediaType, columns_of

# Views that are to go on under their old names, now that scores are a column.
VIEWS = tuple(f"{media_type}_view" for media_type in TABLES)
TAKEN = tuple(prefix + media_type for media_type in TABLES for prefix in ("", "deleted_"))
# What the new catalog has as well, beside the tables that are taken over.
_SETS = "audioset_view"
_REPLACED = (*VIEWS, _SETS)


def shown_by(view: str) -> dict[str, str | None]:
    """Return the column of a record that each column of an old view shows; None: there is none."""
    media_type: MediaType = "audio" if view == "audio_view" else "image"
    known: dict[str, str | None] = {"watermarked": None, "license_url": None}
    known |= {column.name: column.name for column in columns_of(media_type)}
    known |= {name: name for name in forms.OWN}
    known |= {former: today for today, former in forms.FORMER.items()}
    return known | {f"standardized_{media_type}_popularity": "standardized_popularity"}


def columns_of_view(connection: Connection, name: str, schema: str) -> list[tuple[Any, ...]]:
    """Return names and types."""
    key = {"schema": schema, "name": name}
    return connection.execute(statement("list_source_columns"), key).fetchall()


def is_known_view(connection: Connection, name: str, schema: str) -> bool:
    """Tell whether a view is an old catalog's own, and not somebody's that shows more."""
    known = shown_by(name)
    return name in VIEWS and all(
        column in known for column, _ in columns_of_view(connection, name, schema)
    )


def of_tables(connection: Connection, schema: str, names: Iterable[str] = TAKEN) -> list[str]:
    """Say what belongs to each old table and not to the new one: indexes, comments, settings ..."""
    told = []
    for name in names:
        key = {"schema": schema, "name": name}
        found = connection.execute(statement("list_left_behind"), key).fetchall()
        told += [f"{name}: {what} stays with the old table" for (what,) in found]
    return told


def of_others(connection: Connection, schema: str) -> list[str]:
    """Name the views and functions of others that are bound to the old tables in a schema."""
    found: set[str] = set()
    for name in (*TAKEN, *_REPLACED):
        key = {"schema": schema, "name": name}
        for space, each, kind in connection.execute(statement("list_dependents"), key).fetchall():
            goes_along = each == _SETS or is_known_view(connection, each, space)
            if space != schema or not goes_along:
                found.add(f"the {kind} {space}.{each}")
    return [f"{each} goes on reading the old tables: make it again" for each in sorted(found)]


def of_names(connection: Connection) -> list[str]:
    """Name what others had under a name that the catalog needs, once all are in their places."""
    known = {"names": [*TAKEN, *_REPLACED]}
    found = connection.execute(statement("list_moved_away"), known).fetchall()
    return [f"the {kind} {name} is in before_adoption: its name was needed" for kind, name in found]
