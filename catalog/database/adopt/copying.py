"""Rows from an old table to a new one: read, cleaned and written in ranges of blocks.

A range is struck off in the transaction that writes its rows, so that whoever is killed, client or
server, has either done it or not. Workers take one range after another until none is left.
"""

import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Iterable, Sequence
from multiprocessing.connection import Connection as Pipe
from typing import Any
from uuid import UUID

import psycopg
from psycopg import sql

from catalog.database import locks
from catalog.database.adopt.forms import SourceTable, recognise
from catalog.database.adopt.rows import Taken, read_types, take, written
from catalog.database.adopt.state import AdoptionJob
from catalog.database.connection import Connection, connect
from catalog.database.copy_binary import END, START
from catalog.database.errors import DatabaseError
from catalog.database.sql import statement

# Rows of one transaction, about, and rows that are cleaned at once.
BATCH_ROWS = 10_000
_AT_ONCE = 200
# Before it PostgreSQL cannot read a range of blocks without reading the whole table.
_RANGES_SINCE = 140_000
# A row takes at least a pointer and its header (src/include/access/htup_details.h).
_SMALLEST_ROW = 28


def read(
    source: Connection, table: SourceTable, place: sql.Composable, share: float = 1.0
) -> list[tuple[Any, ...]]:
    """Return the rows of a place, or of a share of its blocks, as `rows.take` wants them."""
    query = sql.SQL("COPY (SELECT {} FROM {} WHERE {}) TO STDOUT (FORMAT binary)")
    with source.cursor().copy(query.format(table.selected(), table.joined(share), place)) as copy:
        copy.set_types(read_types(table))
        return list(copy.rows())


def in_blocks(source: Connection, first: int, end: int) -> sql.Composable:
    """Return the condition for rows in a range of blocks."""
    if source.info.server_version >= _RANGES_SINCE:
        condition = sql.SQL("t.ctid >= {}::tid AND t.ctid < {}::tid")
        return condition.format(f"({first},0)", f"({end},0)")
    condition = sql.SQL(
        "t.ctid = ANY(ARRAY(SELECT format('(%s,%s)', block, item)::tid"
        " FROM generate_series({}, {}) AS block, generate_series(1,"
        " current_setting('block_size')::integer / {}) AS item))"
    )
    return condition.format(first, end - 1, _SMALLEST_ROW)


def named(identifiers: Iterable[UUID]) -> sql.Composable:
    """Return the condition for rows with these identifiers."""
    return sql.SQL("t.identifier = ANY({}::uuid[])").format([str(each) for each in identifiers])


def copy_place(
    target: Connection, source: Connection, table: SourceTable, place: sql.Composable
) -> int:
    """Bring the rows of a place over, in the transaction of the caller; return how many."""
    rows = read(source, table, place)
    for first in range(0, len(rows), _AT_ONCE):
        taken = take(table, rows[first : first + _AT_ONCE])
        _write(target, sql.Identifier("catalog_new", table.name), table, taken)
        _account(target, source, table, place, taken)
    return len(rows)


def renew(
    target: Connection, source: Connection, table: SourceTable, identifiers: Sequence[UUID]
) -> None:
    """Bring rows over that changed since, in the transaction of the caller, or that are gone."""
    new = sql.Identifier("catalog_new", table.name)
    which = {"name": table.name, "identifiers": list(identifiers)}
    target.execute(sql.SQL(statement("delete_changed")).format(table=new), which)
    target.execute(statement("take_back"), which)
    target.execute(sql.SQL(statement("create_arriving")).format(table=new))
    place = named(identifiers)
    rows = read(source, table, place)
    for first in range(0, len(rows), _AT_ONCE):
        taken = take(table, rows[first : first + _AT_ONCE])
        _write(target, sql.Identifier("arriving"), table, taken)
        taken.counts.clear()  # they were counted when they came first
        _account(target, source, table, place, taken)
    columns = sql.SQL(", ").join(map(sql.Identifier, written(table)))
    admit = sql.SQL(statement("admit_arriving")).format(table=new, columns=columns)
    if target.execute(admit).rowcount < len(rows):
        aside = sql.SQL(statement("set_arriving_aside")).format(table=new)
        target.execute(aside, {"name": table.name})
    target.execute("DROP TABLE arriving")


def _write(target: Connection, new: sql.Identifier, table: SourceTable, taken: Taken) -> None:
    """Write rows; those that the database refuses for themselves are set aside, each alone."""
    if not taken.data:
        return
    try:
        with target.transaction():
            _copy(target, new, table, taken.data)
    except (psycopg.DataError, psycopg.IntegrityError) as error:
        if len(taken.data) == 1:
            taken.aside.append((taken.identifiers[0], "refused", error.diag.message_primary))
            taken.counts["aside.refused"] += 1
            return
        middle = len(taken.data) // 2
        for part in (slice(middle), slice(middle, None)):
            half = Taken(taken.data[part], taken.identifiers[part])
            _write(target, new, table, half)
            taken.aside += half.aside
            taken.counts += half.counts


def _copy(
    target: Connection, new: sql.Identifier, table: SourceTable, data: Sequence[bytes]
) -> None:
    columns = sql.SQL(", ").join(map(sql.Identifier, written(table)))
    query = sql.SQL("COPY {} ({}) FROM STDIN (FORMAT binary)").format(new, columns)
    with target.cursor().copy(query) as copy:
        copy.write(START + b"".join(data) + END)


def _account(
    target: Connection,
    source: Connection,
    table: SourceTable,
    place: sql.Composable,
    taken: Taken,
) -> None:
    """Write down what became of rows, and those that are set aside, whole."""
    if taken.aside:
        wanted = named(identifier for identifier, _, _ in taken.aside)
        query = sql.SQL("SELECT t.identifier, to_jsonb(t)::text FROM {} AS t WHERE {} AND {}")
        found = source.execute(query.format(table.identifier, place, wanted)).fetchall()
        old: dict[UUID, str] = dict(found)
        # A row that is not there any more is written down as changed.
        aside = [
            {"name": table.name, "identifier": each, "reason": reason, "detail": detail, "row": row}
            for each, reason, detail in taken.aside
            if (row := old.get(each))
        ]
        target.cursor().executemany(statement("set_aside"), aside)
    if taken.counts:
        whats, counts = zip(*taken.counts.items(), strict=True)
        tally = {"name": table.name, "whats": list(whats), "counts": list(counts)}
        target.execute(statement("add_to_tally"), tally)


def work(
    target: Connection,
    source: Connection,
    tables: Sequence[SourceTable],
    *,
    tell: Callable[[], None] = lambda: None,
) -> None:
    """Bring ranges over until none is left that no other worker has."""
    parent = os.getppid()
    by_name = {table.name: table for table in tables}
    # A transaction that the server forgets is done again.
    target.execute(statement("commit_without_waiting"))
    # Whose parent is gone stops, for another may have been started in its place.
    while _one_range(target, source, by_name) and os.getppid() == parent:
        tell()
    target.execute("RESET synchronous_commit")


def _one_range(target: Connection, source: Connection, tables: dict[str, SourceTable]) -> bool:
    with target.transaction():
        claimed = target.execute(statement("claim_task")).fetchone()
        if claimed is None:
            return False
        name, first, end, file = claimed
        copy_place(target, source, tables[name], in_blocks(source, first, end))
        _check_file(source, tables[name], file)
    return True


def _check_file(source: Connection, table: SourceTable, file: int) -> None:
    """Refuse a range that was read after its table's rows had moved to other blocks."""
    key = {"schema": table.schema, "name": table.name}
    found = source.execute(statement("get_file"), key).fetchone()
    if found != (file,):
        raise DatabaseError(
            f"{table.name} was rewritten while it was copied (VACUUM FULL, CLUSTER, pg_repack or "
            "ALTER TABLE), so that its rows are no longer where they were to be read. Begin anew "
            "(--abandon), and let nobody rewrite it meanwhile."
        )


def _work_alone(
    pipe: Pipe, target_url: str, source_url: str, without: Sequence[str], role: str | None
) -> None:
    """Work in a process of its own; its failure is said in words, without what was in the URLs."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who started it ends it
    try:
        with (
            connect(target_url, autocommit=True) as target,
            connect(source_url, autocommit=True) as source,
        ):
            tables = recognise(source, without)
            for connection in (target, source):
                locks.set_timeouts(connection, statement_ms=locks.NO_LIMIT, lock_ms=locks.NO_LIMIT)
                if role:
                    connection.execute(sql.SQL("SET ROLE {}").format(sql.Identifier(role)))
            work(target, source, tables)
    except DatabaseError as error:
        pipe.send(str(error))
        raise SystemExit(1) from None
    except psycopg.Error as error:
        pipe.send(_stopped(" ".join(str(error).split()) or type(error).__name__))
        raise SystemExit(1) from None


def _stopped(reason: str) -> str:
    advice = "What is done stays done: give the same command again to go on."
    return f"the adoption stopped: {reason}. {advice}"


def copy_all(job: AdoptionJob) -> None:
    """Bring all ranges over that are left, in several processes, or here if it is one.

    Raises:
        DatabaseError: one of them failed; what was committed stays.
    """
    # A new process knows nothing of this one's connections.
    context = multiprocessing.get_context("spawn")
    while left := _left(job):
        if job.request.workers == 1:
            work(job.target, job.source, job.tables, tell=lambda: _tell(job))
        else:
            reader, writer = context.Pipe(duplex=False)
            arguments = (writer, job.request.target, job.request.old, job.state.without, job.role)
            team = [
                context.Process(target=_work_alone, args=arguments, daemon=True)
                for _ in range(job.request.workers)
            ]
            _watch(job, team, reader)
            writer.close()
        if _left(job) == left:
            time.sleep(1)  # a worker of a killed run has the rest


def _watch(job: AdoptionJob, team: Sequence[Any], reader: Pipe) -> None:
    try:
        for process in team:
            process.start()
        while any(process.is_alive() for process in team):
            for process in team:
                process.join(0.2 / len(team))
            if any(process.exitcode for process in team):
                lost = _stopped("a process ended before its work")
                raise DatabaseError(reader.recv() if reader.poll(1) else lost)
            _tell(job)
    finally:
        for process in team:
            if process.pid:
                process.kill()
                process.join()


def _tell(job: AdoptionJob) -> None:
    total = sum(table.blocks for table in job.tables)
    job.tell("copying blocks", max(total - _left(job), 0), total)


def _left(job: AdoptionJob) -> int:
    row = job.target.execute(statement("count_tasks")).fetchone()
    return int(row[0]) if row else 0
