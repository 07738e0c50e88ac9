"""An empty media table: its indexes are built after its first rows."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import psycopg
from psycopg import sql

from catalog.database.connection import Connection
from catalog.database.sql import statement
from catalog.records import TABLES, MediaType

# Somebody else is at the table, two rows have one id or one URL, we are not its owner, others refer
# to it, or it has parts: the rows are merged one by one instead.
CANNOT_FILL = (
    psycopg.errors.LockNotAvailable,
    psycopg.errors.UniqueViolation,
    psycopg.errors.InsufficientPrivilege,
    psycopg.errors.FeatureNotSupported,
    psycopg.errors.ObjectNotInPrerequisiteState,
    psycopg.errors.DependentObjectsStillExist,
)


def can_be_filled(connection: Connection, media_type: MediaType) -> bool:
    """Tell whether a media table is empty, and ours."""
    query = sql.SQL(statement("can_be_filled")).format(media=sql.Identifier(media_type))
    row = connection.execute(query, {"media_type": media_type}).fetchone()
    return bool(row and row[0])


def take(connection: Connection, media_type: MediaType) -> datetime | None:
    """Keep everybody else out of an empty table until the transaction ends; return its moment.

    None: it is not empty, or something is known of records that are not there yet (what was
    deleted, who is denied, what scores, who links to them), so that new rows must be compared with
    that. The connection has entered a load's schema.

    Raises:
        psycopg.Error: one of `CANNOT_FILL`.
    """
    connection.execute(statement("share_rules"))
    connection.execute(statement(f"lock_{media_type}"))
    known = {"media_type": media_type, "has_inlinks": TABLES[media_type].has_inlinks}
    row = connection.execute(statement("is_nothing_known"), known).fetchone()
    return row[0] if row and can_be_filled(connection, media_type) else None


@contextmanager
def without_indexes(connection: Connection, media_type: MediaType) -> Iterator[None]:
    """Build an empty table's indexes after its rows, from sorted keys: a third of the work."""
    table = sql.Identifier(media_type)
    indexes = connection.execute(statement(f"list_indexes_{media_type}")).fetchall()
    connection.execute(statement(f"truncate_{media_type}"))
    for name, _, rule, _ in indexes:
        drop = sql.SQL(
            "ALTER TABLE {table} DROP CONSTRAINT {rule}" if rule else "DROP INDEX {name}"
        )
        parts = {"table": table, "rule": sql.Identifier(rule or ""), "name": sql.SQL(name)}
        connection.execute(drop.format(**parts))
    # All rows are new: to hand them to a trigger would keep them twice.
    inserted = {"table": table, "trigger": sql.Identifier(f"{media_type}_inserted")}
    without = sql.SQL("ALTER TABLE {table} DISABLE TRIGGER {trigger}")
    connection.execute(without.format(**inserted))
    yield
    again = sql.SQL("ALTER TABLE {table} ENABLE TRIGGER {trigger}")
    connection.execute(again.format(**inserted))
    for _, definition, rule, rule_definition in indexes:
        add = sql.SQL("ALTER TABLE {table} ADD CONSTRAINT {rule} {definition}")
        parts = {"table": table, "rule": sql.Identifier(rule or "")}
        made = add.format(definition=sql.SQL(rule_definition), **parts) if rule else None
        connection.execute(made or sql.SQL(definition))
