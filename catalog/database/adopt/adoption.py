"""An adoption from its beginning to its end, in steps, each of which can be killed."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from psycopg import sql

from catalog.database import locks, migrate
from catalog.database.adopt import copying, swap
from catalog.database.adopt.forms import SourceTable, form, recognise
from catalog.database.adopt.preflight import check
from catalog.database.connection import Connection, connect, describe
from catalog.database.errors import DatabaseError
from catalog.database.sql import statement
from catalog.errors import UsageError
from catalog.records import MEDIA_TYPES, TABLES

Progress = Callable[[str, int, int], None]
_ADVICE = "What is done stays done: give the same command again to go on."
# An identity of a row, the reason for which all but one of a kind go, and which of them stays: one
# that lives, and of those the one that was there first, whose identifier others know.
_STAYS = "item.removed_from_source, item.created_on, item.identifier"
_IDENTITIES = (
    ("record_key(provider, foreign_identifier)", "duplicate_id", _STAYS),
    ("url_key(url)", "duplicate_url", _STAYS),
)
_OF_TOMBSTONES = (
    (
        "record_key(provider, foreign_identifier)",
        "duplicate_id",
        "item.deleted_on, item.identifier",
    ),
)
_CHANGED_AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class AdoptionRequest:
    """What to take over, and how.

    Attributes:
        target: the URL of the database that becomes the catalog.
        source: the URL of the old one; None: it is the same, and is taken over in place.
        without: names of columns that stay behind.
        follow: bring over also what is written to the old tables meanwhile; in place always.
        workers: processes that clean rows.
        lock_ms: milliseconds to wait for the lock under which the tables change places.
        attempts: how often that is tried.
    """

    target: str
    source: str | None = None
    without: tuple[str, ...] = ()
    follow: bool = False
    workers: int = 2
    lock_ms: int = 3_000
    attempts: int = 100

    @property
    def in_place(self) -> bool:
        """Tell whether old and new tables are in one database."""
        return self.source is None

    @property
    def follows(self) -> bool:
        """Tell whether what is written meanwhile is brought over as well."""
        return self.in_place or self.follow

    @property
    def old(self) -> str:
        """Return the URL of the old tables."""
        return self.source or self.target


@dataclass(frozen=True, slots=True)
class AdoptionState:
    """How far an adoption has come, as the table `adoption` has it."""

    source: str
    identity: str
    in_place: bool
    follows: bool
    form: str
    without: list[str]
    writes: str
    schema: str
    phase: str
    started_on: datetime
    adopted_on: datetime | None


@dataclass(frozen=True, slots=True)
class AdoptionOutcome:
    """What an adoption did.

    Attributes:
        counts: for each table what became of its rows, as `rows.Taken.counts` has it.
        aside: for each table and reason the rows in `catalog_adoption.set_aside`.
        live_deleted: for each media type records that live although there is a tombstone of them.
        views: views of others that still read the old tables.
    """

    state: AdoptionState
    counts: dict[str, Counter[str]] = field(default_factory=dict)
    aside: dict[tuple[str, str], int] = field(default_factory=dict)
    live_deleted: dict[str, int] = field(default_factory=dict)
    views: tuple[str, ...] = ()


def state_of(target: Connection) -> AdoptionState | None:
    """Return how far the adoption of a database has come; None: it has not begun."""
    row = target.execute(statement("describe_server")).fetchone()
    if row is None or not row[-1]:
        return None
    found = target.execute(statement("get_adoption")).fetchone()
    return AdoptionState(*found) if found else None


def adopt(
    request: AdoptionRequest, progress: Progress = lambda step, done, total: None
) -> AdoptionOutcome:
    """Take over the tables, going on where an earlier call stopped.

    Raises:
        UnknownFormError: they are not those of an Openverse catalog.
        UsageError: another adoption has begun in the database.
        BusyError: the lock was not to be had, or another process is at it.
        DatabaseError: something stands in the way, or the database failed.
    """
    with _open(request) as (target, source):
        state = state_of(target)
        if state is None:
            tables = recognise(source, request.without)
            _act_as_owner(target, source, request, tables)
            check(target, source, tables, in_place=request.in_place, follow=request.follows)
            state = _begin(target, source, request, tables)
        _check_same(source, request, state)
        if state.phase == "undone":
            raise UsageError("the adoption was undone. --abandon forgets it, and begins anew.")
        if state.phase != "adopted":
            state = _go_on(target, source, request, state, progress)
        if state.follows and request.source:
            _leave(source, request, state)
        return _outcome(target, state)


def undo(request: AdoptionRequest) -> AdoptionState:
    """Give the old tables their places back; what was loaded since stays with the new ones.

    Raises:
        UsageError: no adoption is finished there.
    """
    with _open(request) as (target, _):
        state = state_of(target)
        if state is None or state.phase != "adopted":
            raise UsageError("no finished adoption is there to undo")
        if state.in_place:
            _act_as_owner(target, target, request, recognise(target, state.without))
        names = [*TABLES, *(f"deleted_{media_type}" for media_type in TABLES)]
        swap.put_back(target, names, state.schema, request.lock_ms, request.attempts)
        return replace(state, phase="undone", adopted_on=None)


def abandon(request: AdoptionRequest) -> None:
    """Forget an adoption that is not finished, and drop what it has made.

    Raises:
        UsageError: it is finished, or there is none.
    """
    with _open(request) as (target, source):
        state = state_of(target)
        if state is None or state.phase == "adopted":
            raise UsageError("no unfinished adoption is there to abandon")
        _act_as_owner(target, source, request, recognise(source, state.without))
        if state.follows:
            _leave(source, request, state)
        target.execute(statement("drop_workshop"))


@contextmanager
def _open(request: AdoptionRequest) -> Iterator[tuple[Connection, Connection]]:
    with (
        locks.explained("the adoption stopped", _ADVICE),
        connect(request.target, autocommit=True) as target,
        connect(request.old, autocommit=True) as source,
        locks.only_one(target, "an adoption of this database"),
    ):
        for connection in (target, source):
            locks.set_timeouts(connection, statement_ms=locks.NO_LIMIT, lock_ms=locks.NO_LIMIT)
        yield target, source


def _act_as_owner(
    target: Connection, source: Connection, request: AdoptionRequest, tables: Sequence[SourceTable]
) -> str | None:
    """Act as the role that owns the old tables, so that it owns the new ones; return its name."""
    key = {"schema": tables[0].schema, "name": tables[0].name}
    rights = source.execute(statement("list_source_rights"), key).fetchone()
    owner, is_ours, is_self = rights or ("", False, False)
    if not is_ours or is_self or not request.in_place:
        return None
    for connection in (target, source):
        connection.execute(sql.SQL("SET ROLE {}").format(sql.Identifier(owner)))
    return str(owner)


def _leave(source: Connection, request: AdoptionRequest, state: AdoptionState) -> None:
    """Leave the source as it was."""
    tables = recognise(source, state.without)
    swap.with_patience(
        source,
        request.lock_ms,
        request.attempts,
        lambda: swap.stop_following(source, tables),
    )
    if not state.in_place:
        source.execute("DROP SCHEMA IF EXISTS catalog_adoption")


def _value(connection: Connection, name: str) -> Any:
    row = connection.execute(statement(name)).fetchone()
    return row[0] if row else None


def _check_same(source: Connection, request: AdoptionRequest, state: AdoptionState) -> None:
    if state.phase in {"adopted", "undone"}:
        return
    same = (state.in_place, state.without) == (request.in_place, sorted(request.without))
    if same and state.identity == _value(source, "source_identity"):
        return
    raise UsageError(
        f"an adoption of {state.source} has begun here on {state.started_on:%Y-%m-%d %H:%M}, with "
        "other options. Give those again to go on, or --abandon to forget it."
    )


def _begin(
    target: Connection, source: Connection, request: AdoptionRequest, tables: Sequence[SourceTable]
) -> AdoptionState:
    described = target.execute(statement("describe_server")).fetchone() or ()
    with target.transaction():
        target.execute(statement("create_workshop"))
        target.execute(
            statement("record_adoption"),
            {
                "source": describe(request.old),
                "identity": _value(source, "source_identity"),
                "in_place": request.in_place,
                "follows": request.follows,
                "form": form(tables),
                "without": sorted(request.without),
                "writes": _value(source, "source_writes"),
                "schema": tables[0].schema if request.in_place else described[3],
            },
        )
    return _state(target)


def _state(target: Connection) -> AdoptionState:
    state = state_of(target)
    if state is None:
        raise DatabaseError("the adoption is gone: somebody dropped the schema catalog_adoption")
    return state


def _go_on(
    target: Connection,
    source: Connection,
    request: AdoptionRequest,
    state: AdoptionState,
    progress: Progress,
) -> AdoptionState:
    tables = recognise(source, state.without)
    role = _act_as_owner(target, source, request, tables)
    if state.phase == "making":
        _make(target, source, request, state, tables, progress)
    if _state(target).phase == "copying":
        copying.copy_all(
            target,
            source,
            tables,
            (request.target, request.old),
            state.without,
            role,
            workers=request.workers,
            progress=lambda done, total: progress("copying blocks", done, total),
        )
        _catch_up_first(target, source, state, tables, progress)
        _next(target, "building")
    if _state(target).phase == "building":
        _build(target, tables, progress)
        with target.transaction():
            for table in tables:
                _open_to_triggers(target, table)
            _next(target, "ready")
    _check_still(source, state)
    swap.put_in_place(
        target,
        source,
        tables,
        schema=state.schema,
        in_place=state.in_place,
        follows=state.follows,
        lock_ms=request.lock_ms,
        attempts=request.attempts,
        catch_up=lambda: _catch_up(target, source, state, tables, progress),
    )
    return _state(target)


def _next(target: Connection, phase: str) -> None:
    target.execute(statement("set_phase"), {"phase": phase})


def _make(  # noqa: PLR0913 - what `_go_on` has
    target: Connection,
    source: Connection,
    request: AdoptionRequest,
    state: AdoptionState,
    tables: Sequence[SourceTable],
    progress: Progress,
) -> None:
    """Make the new tables, and plan what is to be read; from now on writes are followed."""
    progress("making tables", 0, len(tables))
    if state.follows:
        source.execute(statement("create_follower"))
        for table in tables:
            _at_source(source, request, statement("follow_table"), table)
    target.execute(statement("enter_new_schema"))
    list(migrate.migrate(target))
    # Since the triggers are there: what was written before is read in its place.
    now = {table.name: table for table in recognise(source, state.without)}
    with target.transaction():
        for table in now.values():
            _prepare(target, table)
        _keep_metrics(target, source, tables)
        _next(target, "copying")


def _prepare(target: Connection, table: SourceTable) -> None:
    name = {"name": table.name}
    target.execute(statement("keep_indexes"), name)
    kept = target.execute(statement("list_pending_indexes")).fetchall()
    new = sql.Identifier("catalog_new", table.name)
    for _, owner, index, _, rule, _ in kept:
        if owner != table.name:
            continue
        drop = "ALTER TABLE {new} DROP CONSTRAINT {rule}" if rule else "DROP INDEX {index}"
        parts = {"new": new, "rule": sql.Identifier(rule or ""), "index": sql.SQL(index)}
        target.execute(sql.SQL(drop).format(**parts))
    target.execute(sql.SQL("ALTER TABLE {} DISABLE TRIGGER USER").format(new))
    per_block = max(table.rows / max(table.blocks, 1), 1)
    size = max(1, round(copying.BATCH_ROWS / per_block))
    target.execute(statement("plan_tasks"), {**name, "blocks": table.blocks, "size": size})


def _at_source(source: Connection, request: AdoptionRequest, text: Any, table: SourceTable) -> None:
    """Change a trigger of an old table, for which nobody may write to it for a moment."""
    query = sql.SQL(text).format(table=table.identifier)
    swap.with_patience(source, request.lock_ms, request.attempts, lambda: source.execute(query))


def _keep_metrics(target: Connection, source: Connection, tables: Sequence[SourceTable]) -> None:
    for table in tables:
        if table.is_deleted:
            continue
        names = [f"{table.name}_popularity_{part}" for part in ("metrics", "constants")]
        metrics, constants = (sql.Identifier(table.schema, name) for name in names)
        found = {
            row[0]
            for row in source.execute(
                statement("list_relations"), {"names": names, "schema": table.schema}
            )
        }
        if names[0] not in found:
            continue
        scales = constants if names[1] in found else metrics
        query = sql.SQL(statement("list_old_metrics")).format(metrics=metrics, constants=scales)
        for (row,) in source.execute(query).fetchall():
            if row.get("provider") and row.get("metric"):
                target.execute(statement("keep_metric"), _metric(table.media_type, row))


def _metric(media_type: str, row: dict[str, Any]) -> dict[str, Any]:
    value, constant = row.get("val") or 0, row.get("constant") or 0
    known = value > 0 and constant > 0
    percentile = row.get("percentile") or 0
    return {
        "media_type": media_type,
        "provider": row["provider"],
        "metric": row["metric"],
        "percentile": percentile if 0 < percentile < 1 else 0.85,
        "value": value if known else None,
        "constant": constant if known else None,
    }


def _build(target: Connection, tables: Sequence[SourceTable], progress: Progress) -> None:
    """Set aside what is there twice, then build every index; nobody reads these tables yet."""
    target.execute(statement("enter_new_schema"))
    target.execute(statement("tune_building"))
    pending = target.execute(statement("list_pending_indexes")).fetchall()
    for table in tables:
        name = sql.Identifier("catalog_new", f"{table.name}_identifier_changed")
        target.execute(sql.SQL("DROP INDEX IF EXISTS {}").format(name))
        if any(
            owner == table.name and "UNIQUE" in definition
            for _, owner, _, definition, *_ in pending
        ):
            progress(f"looking for doubles in {table.name}", 0, 0)
            _set_duplicates_aside(target, table)
    for number, (place, owner, name, definition, rule, rule_definition) in enumerate(pending):
        progress(f"building {name}", number, len(pending))
        add = sql.SQL("ALTER TABLE {table} ADD CONSTRAINT {rule} {definition}").format(
            table=sql.Identifier("catalog_new", owner),
            rule=sql.Identifier(rule or ""),
            definition=sql.SQL(rule_definition or ""),
        )
        with target.transaction():
            target.execute(add if rule else sql.SQL(definition))
            target.execute(statement("strike_index"), {"place": place})
    for number, table in enumerate(tables):
        progress(f"analyzing {table.name}", number, len(tables))
        target.execute(
            sql.SQL("VACUUM (ANALYZE) {}").format(sql.Identifier("catalog_new", table.name))
        )


def _open_to_triggers(target: Connection, table: SourceTable) -> None:
    """Queue all records for search, as the triggers do it with what changes from now on."""
    new = sql.Identifier("catalog_new", table.name)
    if not table.is_deleted:
        queue = sql.SQL(statement("queue_all_for_search")).format(media=new)
        target.execute(queue, {"media_type": table.media_type})
    target.execute(sql.SQL("ALTER TABLE {} ENABLE TRIGGER USER").format(new))


def _set_duplicates_aside(target: Connection, table: SourceTable) -> None:
    for key, reason, order in _OF_TOMBSTONES if table.is_deleted else _IDENTITIES:
        query = sql.SQL(statement("set_duplicates_aside")).format(
            table=sql.Identifier("catalog_new", table.name), key=sql.SQL(key), order=sql.SQL(order)
        )
        target.execute(query, {"name": table.name, "reason": reason})


def _catch_up_first(
    target: Connection,
    source: Connection,
    state: AdoptionState,
    tables: Sequence[SourceTable],
    progress: Progress,
) -> None:
    """Bring over what changed while all was copied; rows may be there twice."""
    if state.follows and _value(source, "count_changed"):
        for table in tables:
            progress(f"building an index of {table.name}", 0, 0)
            new = sql.Identifier("catalog_new", table.name)
            name = sql.Identifier(f"{table.name}_identifier_changed")
            target.execute(sql.SQL(statement("index_for_changes")).format(table=new, index=name))
        _catch_up(target, source, state, tables, progress)


def _catch_up(
    target: Connection,
    source: Connection,
    state: AdoptionState,
    tables: Sequence[SourceTable],
    progress: Progress,
) -> None:
    """Bring over what was written to the old tables since, until hardly anything is left."""
    if not state.follows:
        return
    target.execute(statement("enter_new_schema"))
    for table in tables:
        while catch_up_some(target, source, table, _CHANGED_AT_ONCE):
            progress(f"bringing over changes of {table.name}", 0, 0)


def catch_up_some(target: Connection, source: Connection, table: SourceTable, limit: int) -> int:
    """Bring over the oldest rows that changed since; return how many there were."""
    key = {"name": table.name, "limit": limit}
    found = source.execute(statement("list_changed"), key).fetchall()
    if found:
        with target.transaction():
            copying.renew(target, source, table, [identifier for identifier, _ in found])
        # The target has them for good; should this be lost, they are brought over again.
        ids = [number for _, numbers in found for number in numbers]
        source.execute(statement("forget_changed"), {"ids": ids})
    return len(found)


def _check_still(source: Connection, state: AdoptionState) -> None:
    if state.follows or state.writes == _value(source, "source_writes"):
        return
    raise DatabaseError(
        f"{state.source} was written to while it was copied, and what was written is not here. "
        "Stop what writes there and begin anew (--abandon), or begin anew with --follow, which "
        "brings over what is written meanwhile and needs to own the tables."
    )


def _outcome(target: Connection, state: AdoptionState) -> AdoptionOutcome:
    counts: dict[str, Counter[str]] = {}
    for name, what, count in target.execute(statement("list_tally")).fetchall():
        counts.setdefault(name, Counter())[what] = count
    aside = target.execute(statement("list_set_aside")).fetchall()
    live: dict[str, int] = {}
    for media_type in MEDIA_TYPES:
        parts = {
            "media": sql.Identifier(state.schema, media_type),
            "deleted": sql.Identifier(state.schema, f"deleted_{media_type}"),
        }
        row = target.execute(sql.SQL(statement("count_live_deleted")).format(**parts)).fetchone()
        live[media_type] = row[0] if row else 0
    return AdoptionOutcome(
        state,
        counts,
        {(name, reason): count for name, reason, count in aside},
        live,
        swap.dependent_views(target, TABLES),
    )
