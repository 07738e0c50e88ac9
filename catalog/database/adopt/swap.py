"""Old and new tables change places in one short lock, and may change back."""

import time
from collections.abc import Callable, Iterable

from psycopg import sql

from catalog.database.adopt import copying
from catalog.database.adopt.forms import SourceTable
from catalog.database.adopt.patience import with_patience
from catalog.database.adopt.remains import columns_of_view, is_known_view, shown_by
from catalog.database.adopt.state import AdoptionJob, AdoptionRequest
from catalog.database.connection import Connection
from catalog.database.errors import BusyError
from catalog.database.sql import statement

NEW, OLD = "catalog_new", "before_adoption"
# Changed rows that are brought over under the lock: a second or two.
MOST_AT_LAST = 2_000


class _StillBusyError(Exception):
    """So much was written meanwhile that bringing it over would keep everybody out for long."""


def put_in_place(job: AdoptionJob, *, catch_up: Callable[[], None]) -> None:
    """Let the new tables take the places of the old ones.

    In place nobody reads or writes meanwhile; copied ones nobody writes.

    Raises:
        BusyError: the lock was not to be had, or writers are faster than what they write is
            brought over.
    """
    in_place, target = job.state.in_place, job.target
    locked = target if in_place else job.source

    def swap() -> None:
        mode = sql.SQL("ACCESS EXCLUSIVE" if in_place else "SHARE ROW EXCLUSIVE")
        if job.state.follows:
            names = sql.SQL(", ").join(table.identifier for table in job.tables)
            locked.execute(sql.SQL("LOCK TABLE {} IN {} MODE").format(names, mode))
        with target.transaction():
            target.execute(statement("enter_new_schema"))
            for table in job.tables:
                _bring_rest(target, locked, table, follows=job.state.follows)
            if in_place:
                stop_following(target, job.tables)
            target.execute(statement("begin_changes_anew"))
            _move_all(target, job.state.schema)
            job.enter("adopted")

    for _ in range(job.request.attempts):
        catch_up()
        try:
            with_patience(locked, job.request, swap)
            break
        except _StillBusyError:
            time.sleep(1)
    else:
        raise BusyError(
            "the old tables are written to faster than that can be brought over. Nothing is lost: "
            "stop what writes to them, and give the same command again."
        )
    target.execute("RESET search_path")


def stop_following(source: Connection, tables: Iterable[SourceTable]) -> None:
    """Take the triggers away from the old tables, and what they wrote."""
    for table in tables:
        query = sql.SQL(statement("unfollow_table")).format(table=table.identifier)
        source.execute(query)
    source.execute(statement("drop_follower"))


def _bring_rest(
    target: Connection, locked: Connection, table: SourceTable, *, follows: bool
) -> None:
    """Bring over what was written last, all at once, with what was in the way of another before."""
    found = []
    if follows:
        key = {"name": table.name, "limit": MOST_AT_LAST + 1}
        found = locked.execute(statement("list_changed"), key).fetchall()
    if len(found) > MOST_AT_LAST:
        raise _StillBusyError
    late = target.execute(statement("list_late"), {"name": table.name}).fetchall()
    identifiers = {row[0] for row in (*found, *late)}
    if identifiers:
        copying.renew(target, locked, table, sorted(identifiers))


def _move_all(target: Connection, schema: str) -> None:
    new = target.execute(statement("list_objects"), {"schema": NEW}).fetchall()
    there = target.execute(statement("list_objects"), {"schema": schema}).fetchall()
    target.execute(sql.SQL("CREATE SCHEMA IF NOT EXISTS {}").format(sql.Identifier(OLD)))
    names = {(name, arguments) for _, name, arguments in new}
    views = [
        name
        for kind, name, _ in there
        if kind.endswith("VIEW") and is_known_view(target, name, schema)
    ]
    for kind, name, arguments in there:
        if name in views or (name, arguments) in names:
            _move(target, kind, name, arguments, schema, OLD)
    for kind, name, arguments in new:
        _move(target, kind, name, arguments, NEW, schema)
        if kind != "ROUTINE":
            _grant(target, name, schema)
    for name in views:
        _make_view(target, name, schema)
    target.execute(sql.SQL("DROP SCHEMA {}").format(sql.Identifier(NEW)))


def _move(
    target: Connection, kind: str, name: str, arguments: str | None, origin: str, to: str
) -> None:
    target.execute(_moving(kind, name, arguments, origin, to))
    move = {"kind": kind, "name": name, "arguments": arguments, "origin": origin, "target": to}
    target.execute(statement("record_move"), move)


def _moving(kind: str, name: str, arguments: str | None, origin: str, to: str) -> sql.Composed:
    signature = sql.SQL("" if arguments is None else f"({arguments})")
    return sql.SQL("ALTER {} {}{} SET SCHEMA {}").format(
        sql.SQL(kind),
        sql.Identifier(origin, name),
        signature,
        sql.Identifier(to),
    )


def _grant(target: Connection, name: str, schema: str) -> None:
    """Let everybody do with a new table what they could do with the one before it."""
    key = {"before": OLD, "name": name, "schema": schema}
    for role, privilege, may_grant in target.execute(statement("list_grants"), key).fetchall():
        query = sql.SQL("GRANT {} ON {} TO {}{}").format(
            sql.SQL(privilege),
            sql.Identifier(schema, name),
            sql.SQL(role),
            sql.SQL(" WITH GRANT OPTION" if may_grant else ""),
        )
        target.execute(query)


def _make_view(target: Connection, name: str, schema: str) -> None:
    """Make a view of the same columns as the old one, for those who read it."""
    media_type = name.removesuffix("_view")
    shown = shown_by(name)
    parts = [
        sql.SQL("{} AS {}").format(
            sql.Identifier(found)
            if (found := shown[column])
            else sql.SQL("NULL::{}").format(sql.SQL(kind)),
            sql.Identifier(column),
        )
        for column, kind in columns_of_view(target, name, OLD)
    ]
    target.execute(
        sql.SQL("CREATE VIEW {} AS SELECT {} FROM {}").format(
            sql.Identifier(schema, name),
            sql.SQL(", ").join(parts),
            sql.Identifier(schema, media_type),
        )
    )
    move = {"kind": "MADE VIEW", "name": name, "arguments": None, "origin": "", "target": schema}
    target.execute(statement("record_move"), move)
    _grant(target, name, schema)


def put_back(
    target: Connection, names: Iterable[str], schema: str, request: AdoptionRequest
) -> None:
    """Undo `put_in_place`: what moved last moves back first."""

    def swap() -> None:
        tables = sql.SQL(", ").join(sql.Identifier(schema, name) for name in names)
        target.execute(sql.SQL("LOCK TABLE {} IN ACCESS EXCLUSIVE MODE").format(tables))
        target.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(NEW)))
        for kind, name, arguments, origin, to in target.execute(statement("list_moves")).fetchall():
            if kind == "MADE VIEW":
                target.execute(sql.SQL("DROP VIEW {}").format(sql.Identifier(to, name)))
            else:
                target.execute(_moving(kind, name, arguments, to, origin))
        target.execute(statement("forget_moves"))
        target.execute(sql.SQL("DROP SCHEMA {}").format(sql.Identifier(OLD)))
        target.execute(statement("set_phase"), {"phase": "undone"})

    with_patience(target, request, swap)
