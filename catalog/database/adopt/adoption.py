"""An adoption from its beginning to its end, and back."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from psycopg import sql

from catalog.database import locks
from catalog.database.adopt import remains, steps, swap
from catalog.database.adopt.forms import SourceTable, form, recognise
from catalog.database.adopt.patience import with_patience
from catalog.database.adopt.preflight import check
from catalog.database.adopt.state import (
    AdoptionJob,
    AdoptionRequest,
    AdoptionState,
    Progress,
    current_state,
    state_of,
    value,
)
from catalog.database.connection import Connection, connect, describe
from catalog.database.errors import DatabaseError
from catalog.database.sql import statement
from catalog.errors import UsageError
from catalog.records import MEDIA_TYPES, TABLES

_ADVICE = "What is done stays done: give the same command again to go on."
_STEPS = {"making": steps.make, "copying": steps.copy, "building": steps.build}


@dataclass(frozen=True, slots=True)
class AdoptionOutcome:
    """What an adoption did.

    Attributes:
        counts: for each table what became of its rows, as `rows.Taken.counts` has it.
        aside: for each table and reason the rows in `catalog_adoption.set_aside`.
        live_deleted: for each media type records that live although there is a tombstone of them.
        remains: what stays with the old tables in this database, or goes on reading them, in words.
    """

    state: AdoptionState
    counts: dict[str, Counter[str]] = field(default_factory=dict)
    aside: dict[tuple[str, str], int] = field(default_factory=dict)
    live_deleted: dict[str, int] = field(default_factory=dict)
    remains: tuple[str, ...] = ()


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
            tables = recognise(source, state.without)
            role = _act_as_owner(target, source, request, tables)
            job = AdoptionJob(target, source, request, tables, state, role, progress)
            while job.state.phase in _STEPS:
                _STEPS[job.state.phase](job)
            _check_still(source, state)
            swap.put_in_place(job, catch_up=lambda: steps.catch_up(job))
        if state.follows and request.source:
            _leave(source, request, state)
        return _outcome(target, current_state(target))


def undo(request: AdoptionRequest) -> AdoptionState:
    """Give the old tables their places back; what was loaded since stays with the new ones.

    Raises:
        UsageError: no adoption is finished there.
    """
    with _open(request) as (target, _):
        state = state_of(target)
        if state is None or state.phase != "adopted":
            raise UsageError("no finished adoption is there to undo")
        if not value(target, "has_old_tables"):
            raise UsageError(
                f"the old tables are gone: the schema {swap.OLD} was dropped, so only a backup "
                "leads back"
            )
        if state.in_place:
            _act_as_owner(target, target, request, recognise(target, state.without))
        names = [*TABLES, *(f"deleted_{media_type}" for media_type in TABLES)]
        swap.put_back(target, names, state.schema, request)
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
    with_patience(source, request, lambda: swap.stop_following(source, tables))
    if not state.in_place:
        source.execute("DROP SCHEMA IF EXISTS catalog_adoption")


def _check_same(source: Connection, request: AdoptionRequest, state: AdoptionState) -> None:
    if state.phase in {"adopted", "undone"}:
        return
    same = (state.in_place, state.without) == (request.in_place, sorted(request.without))
    if same and state.identity == value(source, "source_identity"):
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
                "identity": value(source, "source_identity"),
                "in_place": request.in_place,
                "follows": request.follows,
                "form": form(tables),
                "without": sorted(request.without),
                "writes": value(source, "source_writes"),
                "schema": tables[0].schema if request.in_place else described[3],
            },
        )
    return current_state(target)


def _check_still(source: Connection, state: AdoptionState) -> None:
    if state.follows:
        return
    is_same = state.writes == value(source, "source_writes")
    if is_same and not value(source, "is_being_written"):
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
        _remains(target) if state.in_place else (),
    )


def _remains(target: Connection) -> tuple[str, ...]:
    return (
        *remains.of_tables(target, swap.OLD),
        *remains.of_others(target, swap.OLD),
        *remains.of_names(target),
    )
