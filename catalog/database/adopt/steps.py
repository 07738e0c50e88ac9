"""The steps of an adoption: make tables, copy, build, catch up. Each can be killed and goes on."""

from typing import Any

from psycopg import sql

from catalog.database import migrate
from catalog.database.adopt import copying
from catalog.database.adopt.forms import SourceTable, recognise
from catalog.database.adopt.patience import with_patience
from catalog.database.adopt.state import AdoptionJob, value
from catalog.database.connection import Connection
from catalog.database.sql import statement

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
CHANGED_AT_ONCE = 5_000


def make(job: AdoptionJob) -> None:
    """Make the new tables, and plan what is to be read; from now on writes are followed."""
    job.tell("making tables")
    if job.state.follows:
        job.source.execute(statement("create_follower"))
        for table in job.tables:
            _follow(job, table)
    job.target.execute(statement("enter_new_schema"))
    list(migrate.migrate(job.target))
    # Since the triggers are there: what was written before is read in its place.
    job.tables = recognise(job.source, job.state.without)
    with job.target.transaction():
        for table in job.tables:
            _prepare(job.target, table)
            if not table.is_deleted:
                _keep_metrics(job.target, job.source, table)
        job.enter("copying")


def _follow(job: AdoptionJob, table: SourceTable) -> None:
    """Make the triggers of an old table, for which nobody may write to it for a moment."""
    query = sql.SQL(statement("follow_table")).format(table=table.identifier)
    with_patience(job.source, job.request, lambda: job.source.execute(query))


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
    ranges = {"blocks": table.blocks, "size": size, "file": table.file}
    target.execute(statement("plan_tasks"), name | ranges)


def _keep_metrics(target: Connection, source: Connection, table: SourceTable) -> None:
    """Take over what counts as popularity, and what it was scaled by."""
    names = [f"{table.name}_popularity_{part}" for part in ("metrics", "constants")]
    metrics, constants = (sql.Identifier(table.schema, name) for name in names)
    key = {"names": names, "schema": table.schema}
    found = {name for (name,) in source.execute(statement("list_relations"), key).fetchall()}
    if names[0] not in found:
        return
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


def copy(job: AdoptionJob) -> None:
    """Copy all rows, then those that changed meanwhile, which may be there twice."""
    copying.copy_all(job)
    if job.state.follows and value(job.source, "count_changed"):
        for table in job.tables:
            job.tell(f"building an index of {table.name}")
            name = sql.Identifier(_changed_index(table))
            new = sql.Identifier("catalog_new", table.name)
            query = sql.SQL(statement("index_for_changes")).format(index=name, table=new)
            job.target.execute(query)
        catch_up(job)
    job.enter("building")


def _changed_index(table: SourceTable) -> str:
    return f"{table.name}_identifier_changed"


def build(job: AdoptionJob) -> None:
    """Set aside what is there twice, then build every index; nobody reads these tables yet."""
    target = job.target
    target.execute(statement("enter_new_schema"))
    target.execute(statement("tune_building"))
    pending = target.execute(statement("list_pending_indexes")).fetchall()
    for table in job.tables:
        name = sql.Identifier("catalog_new", _changed_index(table))
        target.execute(sql.SQL("DROP INDEX IF EXISTS {}").format(name))
        if any(owner == table.name and "UNIQUE" in text for _, owner, _, text, *_ in pending):
            job.tell(f"looking for doubles in {table.name}")
            _set_duplicates_aside(target, table)
    for number, index in enumerate(pending):
        job.tell(f"building {index[2]}", number, len(pending))
        _build_index(target, *index)
    for table in job.tables:
        job.tell(f"analyzing {table.name}")
        name = sql.Identifier("catalog_new", table.name)
        target.execute(sql.SQL("VACUUM (ANALYZE) {}").format(name))
    with target.transaction():
        for table in job.tables:
            _open_to_triggers(target, table)
        job.enter("ready")


def _build_index(
    target: Connection,
    place: int,
    owner: str,
    _name: str,
    definition: Any,
    rule: str | None,
    rule_definition: Any,
) -> None:
    query: sql.SQL | sql.Composed = sql.SQL(definition)
    if rule:
        table, name = sql.Identifier("catalog_new", owner), sql.Identifier(rule)
        parts = {"table": table, "rule": name, "definition": sql.SQL(rule_definition)}
        query = sql.SQL("ALTER TABLE {table} ADD CONSTRAINT {rule} {definition}").format(**parts)
    with target.transaction():
        target.execute(query)
        target.execute(statement("strike_index"), {"place": place})


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


def catch_up(job: AdoptionJob) -> None:
    """Bring over what was written to the old tables since, until nothing is left for a moment."""
    if not job.state.follows:
        return
    job.target.execute(statement("enter_new_schema"))
    for table in job.tables:
        while _catch_up_some(job, table):
            job.tell(f"bringing over changes of {table.name}")


def _catch_up_some(job: AdoptionJob, table: SourceTable) -> int:
    """Bring over the oldest rows that changed since; return how many there were."""
    key = {"name": table.name, "limit": CHANGED_AT_ONCE}
    found = job.source.execute(statement("list_changed"), key).fetchall()
    if found:
        with job.target.transaction():
            copying.renew(job.target, job.source, table, [identifier for identifier, _ in found])
        # The target has them for good; should this be lost, they are brought over again.
        ids = [number for _, numbers in found for number in numbers]
        job.source.execute(statement("forget_changed"), {"ids": ids})
    return len(found)
