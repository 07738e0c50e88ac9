"""What each migration takes away from the version before it, found by its effect on a real server.

A migration may add. One that takes away or asks for more than before is named `contract_...`, and
its first comment says why; then an older version of the catalog refuses to work on that database.
"""

import re
from collections.abc import Mapping

import pytest

from catalog.database import migrate
from catalog.database.connection import Connection

pytestmark = pytest.mark.postgres

# Everything by which an older version reads and writes: a kind and a name, and what it is.
CATALOG = """
SELECT 'column', format('%s.%s', c.relname, a.attname), format(
    '%s%s', format_type(a.atttypid, a.atttypmod), CASE WHEN a.attnotnull THEN ' NOT NULL' END),
    a.atthasdef OR a.attidentity <> '' OR NOT a.attnotnull
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm')
AND a.attnum > 0 AND NOT a.attisdropped
UNION ALL
SELECT 'table', relname, relkind::text, true FROM pg_class
WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'S')
UNION ALL
SELECT 'function', format('%s(%s)', proname, pg_get_function_identity_arguments(p.oid)),
    pg_get_function_result(p.oid), true
FROM pg_proc p WHERE pronamespace = 'public'::regnamespace
UNION ALL
SELECT 'unique', regexp_replace(indexdef, '^.* ON public.', ''), '', true FROM pg_indexes
WHERE schemaname = 'public' AND indexdef LIKE 'CREATE UNIQUE%'
UNION ALL
SELECT 'rule', format(
    '%s %s', conrelid::regclass, replace(pg_get_constraintdef(oid), ' NOT VALID', '')), '', true
FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype IN ('c', 'f')
"""
# What stood on databases before there was a rule, whose text cannot change; and what takes away
# only what no version of the catalog ever did.
HARMLESS = {
    "0030_create_media_type": "media types become a table: a load history refers to it",
    "0032_check_media_tables": "the database refuses what the loader refused already",
    "0035_create_record_key": "ON CONFLICT names the shorter key: the longer index went",
    "0097_look_into_values": "the database refuses what the loader refused already",
    "0100_one_rule_for_values": "the same, by one rule",
}

State = Mapping[tuple[str, str], tuple[str, bool]]


def state(connection: Connection) -> State:
    rows = connection.execute(CATALOG).fetchall()
    return {(kind, name): (what, optional) for kind, name, what, optional in rows}


def taken_away(before: State, after: State) -> list[str]:
    """What an older version could miss, or be refused for."""
    gone = [f"no {kind} {name}" for kind, name in before.keys() - after.keys() if kind != "rule"]
    other = [
        f"another {kind} {name}"
        for (kind, name), (what, _) in after.items()
        if (kind, name) in before and before[kind, name][0] != what
    ]
    tables = {name for kind, name in before if kind == "table"}
    more = [
        f"a new {kind} {name}"
        for kind, name in after.keys() - before.keys()
        if re.split(r"[ .]", name)[0] in tables
        and (kind in {"unique", "rule"} or (kind == "column" and not after[kind, name][1]))
    ]
    return sorted([*gone, *other, *more])


@pytest.fixture
def empty(connection: Connection) -> Connection:
    connection.execute("DROP SCHEMA public CASCADE")
    connection.execute("CREATE SCHEMA public")
    return connection


def effects(connection: Connection, known: list[migrate.Migration]) -> dict[str, list[str]]:
    """What each migration takes away, where it takes away anything."""
    found, before = {}, state(connection)
    for migration in migrate.migrate(connection, known):
        after = state(connection)
        found[migration.label] = taken_away(before, after)
        before = after
    return {label: gone for label, gone in found.items() if gone}


def test_a_migration_that_takes_something_away_is_marked_with_its_reason(empty: Connection) -> None:
    contracting = effects(empty, migrate.migrations())
    marked = {m.label for m in migrate.migrations() if m.name.startswith(migrate.CONTRACTS)}
    assert contracting.keys() == marked | HARMLESS.keys(), contracting
    for migration in migrate.migrations():
        if migration.label in marked:
            assert re.match(r"-- .{30,}\n", migration.text), migration.label


@pytest.mark.parametrize(
    ("sql", "effect"),
    [
        ("ALTER TABLE image DROP COLUMN category CASCADE", "no column image.category"),
        ("ALTER TABLE image RENAME COLUMN category TO kind", "no column image.category"),
        ("ALTER TABLE image_inlink ALTER crawl TYPE varchar", "another column image_inlink.crawl"),
        ("ALTER TABLE image ALTER title SET NOT NULL", "another column image.title"),
        ("ALTER TABLE image ADD COLUMN x int NOT NULL", "a new column image.x"),
        ("ALTER TABLE image ADD CHECK (width > 0)", "a new rule image CHECK ((width > 0))"),
        ("CREATE UNIQUE INDEX ON image (title)", "a new unique image USING btree (title)"),
        ("DROP INDEX image_url_key", "no unique image USING btree (url_key(url))"),
        ("DROP TABLE denied_creator CASCADE", "no table denied_creator"),
        ("DROP VIEW audioset_view", "no table audioset_view"),
        ("DROP FUNCTION merge_url CASCADE", "no function merge_url(old text, new text)"),
        ("DO $$ BEGIN EXECUTE 'DROP TABLE image_inlink'; END $$", "no table image_inlink"),
    ],
)
def test_what_takes_away_is_found_however_it_is_written(
    connection: Connection, sql: str, effect: str
) -> None:
    before = state(connection)
    connection.execute(sql)
    assert effect in taken_away(before, state(connection))


@pytest.mark.parametrize(
    "sql",
    [
        "ALTER TABLE image ADD COLUMN x int",
        "ALTER TABLE image ADD COLUMN x int NOT NULL DEFAULT 0",
        "CREATE TABLE thing (id int PRIMARY KEY, name text NOT NULL CHECK (name <> ''))",
        "CREATE INDEX ON image (title)",
        "CREATE FUNCTION one() RETURNS int LANGUAGE sql RETURN 1",
        "ALTER TABLE image ALTER COLUMN title SET DEFAULT ''",
    ],
)
def test_what_only_adds_takes_nothing_away(connection: Connection, sql: str) -> None:
    before = state(connection)
    connection.execute(sql)
    assert taken_away(before, state(connection)) == []
