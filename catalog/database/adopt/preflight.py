"""What may stand in the way of an adoption: found before anything is made."""

from collections.abc import Sequence

from psycopg import sql

from catalog.database import migrate
from catalog.database.adopt.forms import SourceTable
from catalog.database.connection import Connection
from catalog.database.errors import DatabaseError
from catalog.database.sql import statement


def check(
    target: Connection,
    source: Connection,
    tables: Sequence[SourceTable],
    *,
    in_place: bool,
    follow: bool,
) -> None:
    """Raise DatabaseError with all that stands in the way, and what to do about each."""
    problems = [*_of_target(target, in_place=in_place), *_of_source(source, tables, follow=follow)]
    if problems:
        raise DatabaseError("this cannot be taken over yet: " + "; ".join(problems) + ".")


def _of_target(target: Connection, *, in_place: bool) -> list[str]:
    row = target.execute(statement("describe_server")).fetchone()
    version, encoding, may_create, _, has_migrations, _ = row or (0, "", False, "", False, False)
    is_catalog = has_migrations and any(each.applied_on for each in migrate.status(target))
    problems = []
    if version < migrate.OLDEST_SERVER * 10_000:
        problems.append(
            f"the catalog needs PostgreSQL {migrate.OLDEST_SERVER} or newer, and this server is "
            f"{version // 10_000}.{version % 10_000}: make an empty database on a newer one and "
            "name it by --database-url, and this one by --from"
        )
    if encoding != "UTF8":
        problems.append(
            f"the database is in {encoding}, and a catalog is in UTF8: copy it (--from)"
        )
    if not may_create:
        problems.append("the role may make no schema: GRANT CREATE ON DATABASE ... TO it")
    if in_place and is_catalog:
        problems.append("it is a catalog of this program already, and needs no adoption")
    if not in_place:
        problems += _of_filled(target, is_catalog=is_catalog)
    return problems


def _of_filled(target: Connection, *, is_catalog: bool) -> list[str]:
    """Refuse to copy into a database in which something would be replaced."""
    found = target.execute(statement("list_source_tables")).fetchall()
    filled = [name for _, name, _, blocks, *_ in found if blocks]
    if filled:
        return [
            f"the database that is copied into has rows in {' and '.join(filled)}: "
            "name an empty one"
        ]
    if found and not is_catalog:
        return ["the database that is copied into has tables of another program: name an empty one"]
    return []


def _of_source(source: Connection, tables: Sequence[SourceTable], *, follow: bool) -> list[str]:
    problems = []
    parts = ("popularity_metrics", "popularity_constants", "view")
    scores = [f"{table.media_type}_{part}" for table in tables for part in parts]
    names = [*(table.name for table in tables), *scores]
    unreadable = {"schema": tables[0].schema, "names": names}
    for (name,) in source.execute(statement("list_unreadable"), unreadable).fetchall():
        problems.append(f"the role may not read {name}: GRANT SELECT ON it")
    for table in tables:
        key = {"schema": table.schema, "name": table.name}
        rights = source.execute(statement("list_source_rights"), key).fetchone()
        owner, is_ours, _ = rights or ("", False, False)
        if follow and not is_ours:
            problems.append(
                f"{table.name} belongs to {owner}: log in as that role, or as a member of it"
            )
        if not _is_told_apart(source, table):
            problems.append(
                f"each row of {table.name} needs an identifier of its own: give one to those "
                "without (gen_random_uuid), ALTER COLUMN identifier SET NOT NULL, and CREATE "
                "UNIQUE INDEX CONCURRENTLY on it"
            )
        if table.view and not table.view.is_indexed:
            problems.append(
                f"the scores in {table.view.name} cannot be looked up: CREATE UNIQUE INDEX ON "
                f"{table.schema}.{table.view.name} (identifier), or leave them behind "
                "(--without-column standardized_popularity)"
            )
        if source.execute(statement("sees_all_rows"), key).fetchone() != (True,):
            kept = f"policies of {table.name} keep rows from this role"
            problems.append(f"{kept}: log in as the table's owner")
        if follow:
            found = source.execute(statement("list_obstacles"), key).fetchall()
            problems += [f"{text}: drop it, and make it again afterwards" for (text,) in found]
    return problems


def _is_told_apart(source: Connection, table: SourceTable) -> bool:
    """Tell whether each row has an identifier of its own; tombstones, which are few, are counted.

    Openverse's had no key for a while.
    """
    key = {"schema": table.schema, "name": table.name}
    if source.execute(statement("is_told_apart"), key).fetchone() == (True,):
        return True
    if not table.is_deleted or not table.is_readable:
        return False
    query = sql.SQL(statement("are_identifiers_apart")).format(table=table.identifier)
    return source.execute(query).fetchone() == (True,)
