"""What a catalog of Openverse's looks like: which tables it has, and which columns.

Their definitions, as each of these projects had them:
  - cc-archive/cccatalog, src/cc_catalog_airflow/local_postgres (ebf8582, February 2020): `id` is
    the key, and `identifier` any value; since June 2020 (b76403e) it is as in the next.
  - cc-archive/cccatalog and the first openverse-catalog: no `filetype`, no unique `url`; scores are
    computed by a plain `image_view` (9d5b18a). `audio` had other names and types for a while
    (5d1ecb2, 8ac0298, 182e159, July 2021), `category` was an array for a week (7ef1b9b).
  - WordPress/openverse-catalog, docker/local_postgres/0003_openledger_image_schema.sql and 0006
    (commits 0943183, 7c9cc08): `image` and `audio`; scores lie in `image_view` and `audio_view`.
    For a while they had `license_url` as a column (95e39c6).
  - WordPress/openverse, docker/upstream_db/0003 and 0006: scores are a column (19844ee), while the
    views still held them (408b3d0); `deleted_image` holds what was taken down (1e021d6), then for a
    while without a key; since commit 7c166b4 texts have no length.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from psycopg import sql

from catalog.database.connection import Connection
from catalog.database.errors import DatabaseError
from catalog.database.sql import statement
from catalog.records import MEDIA_TYPES, Column, ColumnKind, MediaType, columns_of

_TEXTS = frozenset({"text", "character varying"})
_NUMBERS = frozenset({"smallint", "integer", "bigint"})
_FRACTIONS = frozenset({"double precision", "real", "numeric"})
_JSON = frozenset({"jsonb", "json"})
_ARRAYS = frozenset({"text[]", "character varying[]"})
_MOMENT = frozenset({"timestamp with time zone"})
_KINDS: Mapping[ColumnKind, frozenset[str]] = {
    ColumnKind.TEXT: _TEXTS,
    ColumnKind.URL: _TEXTS,
    ColumnKind.INTEGER: _NUMBERS,
    ColumnKind.BIGINT: _NUMBERS,
    ColumnKind.NUMBER: _FRACTIONS,
    ColumnKind.BOOLEAN: frozenset({"boolean"}),
    ColumnKind.JSON: _JSON,
    ColumnKind.TAGS: _JSON,
    ColumnKind.FILES: _JSON,
    ColumnKind.TEXT_ARRAY: _ARRAYS | _JSON,
}
OWN: Mapping[str, frozenset[str]] = {
    "identifier": frozenset({"uuid"}),
    "created_on": _MOMENT,
    "updated_on": _MOMENT,
    "last_synced_with_source": _MOMENT,
    "removed_from_source": frozenset({"boolean"}),
    "standardized_popularity": _FRACTIONS,
}
_OF_TOMBSTONES: Mapping[str, frozenset[str]] = {"deleted_on": _MOMENT, "deleted_reason": _TEXTS}
# Columns that a form has and our tables have not: the watermark of a recording is none, and a
# licence's URL goes into meta_data.
_EXTRA: Mapping[str, frozenset[str]] = {
    "watermarked": frozenset({"boolean"}),
    "license_url": _TEXTS,
}
# Names that columns had in July 2021.
FORMER: Mapping[str, str] = {"genres": "genre", "alt_files": "alt_audio_files"}
# Columns of early 2020 that the project itself left behind when it made the table anew
# (src/openledger_sql/00_new_image_table_schema.sql, 2020cec).
_LEFT_BEHIND = frozenset({"id", "perceptual_hash", "tags_list", "view_count"})
_SCORE = "standardized_popularity"
_SAMPLED_BLOCKS = 4_000
_NEEDED = frozenset(
    {
        *("identifier", "created_on", "updated_on", "removed_from_source", "provider"),
        *("foreign_identifier", "foreign_landing_url", "url", "license", "license_version"),
    }
)
_AS_READ: Mapping[ColumnKind, str] = {
    ColumnKind.TEXT: "{}::text",
    ColumnKind.URL: "{}::text",
    ColumnKind.INTEGER: "{}::bigint",
    ColumnKind.BIGINT: "{}::bigint",
    ColumnKind.NUMBER: "{}::double precision",
    ColumnKind.BOOLEAN: "{}::boolean",
    ColumnKind.JSON: "{}::text",
    ColumnKind.TAGS: "{}::text",
    ColumnKind.FILES: "{}::text",
    ColumnKind.TEXT_ARRAY: "to_json({})::text",
}


class UnknownFormError(DatabaseError):
    """The tables are not those of an Openverse catalog that is known here."""


@dataclass(frozen=True, slots=True)
class ScoreView:
    """A materialized view that holds a table's scores.

    Attributes:
        column: where they are; its name has changed once.
        is_indexed: they can be looked up by identifier.
    """

    name: str
    column: str
    is_indexed: bool


@dataclass(frozen=True, slots=True)
class SourceTable:
    """One table that is taken over.

    Attributes:
        name: `image`, `deleted_audio` and so on, in the source and in the catalog.
        columns: the type of each column that is not left behind, by the name that it has today.
        blocks: of its file; they are read in ranges.
        file: the number of that file; another one when the table was rewritten.
        rows: about how many it has.
        bytes: with its indexes.
        view: what holds the scores that the table itself does not hold.
        renamed: the name that a column has in the table, where that is another.
        left: columns that are known and stay behind.
        is_readable: we may read it.
    """

    name: str
    media_type: MediaType
    schema: str
    columns: Mapping[str, str]
    blocks: int
    file: int
    rows: int
    bytes: int
    view: ScoreView | None = None
    renamed: Mapping[str, str] = field(default_factory=dict)
    left: tuple[str, ...] = ()
    is_readable: bool = True

    @property
    def is_deleted(self) -> bool:
        """Tell whether it holds tombstones."""
        return self.name.startswith("deleted_")

    @property
    def identifier(self) -> sql.Identifier:
        """Name it in SQL."""
        return sql.Identifier(self.schema, self.name)

    @property
    def own(self) -> tuple[str, ...]:
        """Name the columns that are no part of a record and are kept as they are, in order."""
        return (*OWN, *_OF_TOMBSTONES) if self.is_deleted else tuple(OWN)

    def selected(self) -> sql.Composed:
        """Return the columns as they are read: `own`, those of records, then a licence's URL."""
        parts = [self._kept(name) for name in self.own]
        parts += [self._read(column) for column in columns_of(self.media_type)]
        has_url = "license_url" in self.columns
        parts.append(sql.SQL("t.license_url::text" if has_url else "NULL::text"))
        return sql.SQL(", ").join(parts)

    def joined(self, share: float = 1.0) -> sql.Composed:
        """Return what follows FROM: the table or a share of its blocks, as `t`, and its scores."""
        part = sql.SQL("TABLESAMPLE SYSTEM ({})" if share < 1 else "").format(100 * share)
        view: sql.Composable = sql.SQL("")
        if self.view:
            name = sql.Identifier(self.schema, self.view.name)
            joining = "LEFT JOIN {} AS scored ON scored.identifier = t.identifier"
            view = sql.SQL(joining).format(name)
        return sql.SQL("{} AS t {} {}").format(self.identifier, part, view)

    def _kept(self, name: str) -> sql.Composable:
        if name == _SCORE:
            given: sql.Composable = sql.SQL(f"t.{name}" if name in self.columns else "NULL")
            if self.view:
                # There was a column already while the view was still what held the scores.
                held = sql.Identifier("scored", self.view.column)
                given = sql.SQL("COALESCE({}, {})").format(given, held)
            return sql.SQL("{}::double precision").format(given)
        if name == "deleted_reason":
            return sql.SQL("COALESCE(left(t.deleted_reason, 80), '')::text")
        if name not in self.columns:
            return sql.SQL("NULL::timestamptz")
        return sql.SQL("t.{}").format(sql.Identifier(name))

    def _read(self, column: Column) -> sql.Composable:
        if column.name not in self.columns:
            return sql.SQL("NULL::bytea")
        name = sql.Identifier("t", self.renamed.get(column.name, column.name))
        return sql.SQL(_AS_READ[column.kind]).format(name)


def recognise(connection: Connection, without: Iterable[str] = ()) -> list[SourceTable]:
    """Return the tables that can be taken over, in the order in which they are.

    The columns `without` stay behind.

    Raises:
        UnknownFormError: there are none, or something about them is not known; the message says
            what, table by table.
    """
    found = connection.execute(statement("list_source_tables")).fetchall()
    tables = {row[1]: row for row in found}
    if not tables.keys() & set(MEDIA_TYPES):
        raise UnknownFormError(
            "there is no table `image` or `audio` here, so there is nothing to take over. "
            "(A schema that is not searched is named by ?options=-csearch_path%3DSCHEMA.)"
        )
    names = [f"{prefix}{media}" for media in MEDIA_TYPES for prefix in ("", "deleted_")]
    left = frozenset(without)
    known = [_table(connection, tables[name], left) for name in names if name in tables]
    wrong = [problem for table in known for problem in _problems(table)]
    if len({table.schema for table in known}) > 1:
        wrong.append("its tables lie in several schemas")
    odd = [name for _, name, kind, *_ in found if kind != "r"]
    wrong += [f"{name} is no plain table, or others inherit from it" for name in odd]
    if wrong:
        raise UnknownFormError(
            "this is no form of an Openverse catalog that is known here: " + "; ".join(wrong) + "."
        )
    return known


def form(tables: Iterable[SourceTable]) -> str:
    """Name the project, and the time, whose form the tables have."""
    by_name = {table.name: table for table in tables}
    main = by_name.get("image") or next(iter(by_name.values()))
    if "filetype" not in main.columns:
        return "CC Catalog (2021 and before)"
    if _SCORE not in main.columns:
        return "Openverse Catalog (2021 to 2023)"
    return f"Openverse ({'2024 and after' if main.columns.get('title') == 'text' else '2023'})"


def _table(connection: Connection, row: tuple[Any, ...], without: frozenset[str]) -> SourceTable:
    schema, name, _, blocks, file, size, is_readable = row
    key = {"schema": schema, "name": name}
    found: dict[str, str] = dict(
        connection.execute(statement("list_source_columns"), key).fetchall()
    )
    media_type = next(media for media in MEDIA_TYPES if name.endswith(media))
    of_media = {column.name for column in columns_of(media_type)}
    renamed = {
        today: former
        for today, former in FORMER.items()
        if former in found and today in of_media and today not in found
    }
    known = _LEFT_BEHIND if found.keys() >= _LEFT_BEHIND else frozenset()
    left = tuple(each for each in found if each in without | known)
    names = {former: today for today, former in renamed.items()}
    columns = {names.get(each, each): kind for each, kind in found.items() if each not in left}
    view = None if _SCORE in without else _score_view(connection, schema, name)
    if view and _SCORE in columns and not view.is_indexed:
        view = None  # what it holds is older than the column
    rows = _count(connection, sql.Identifier(schema, name), blocks) if is_readable else 0
    parts = (name, media_type, schema, columns, blocks, file, rows, size, view, renamed, left)
    return SourceTable(*parts, is_readable=is_readable)


def _score_view(connection: Connection, schema: str, name: str) -> ScoreView | None:
    """Return the view that holds a table's scores; one that computes them holds none."""
    key = {
        "schema": schema,
        "name": f"{name}_view",
        "columns": [_SCORE, f"standardized_{name}_popularity"],
    }
    row = connection.execute(statement("get_score_view"), key).fetchone()
    return ScoreView(f"{name}_view", *row) if row else None


def _count(connection: Connection, table: sql.Identifier, blocks: int) -> int:
    """Return how many rows a table has: counted in some of its blocks where there are many."""
    share = min(1.0, _SAMPLED_BLOCKS / max(blocks, 1))
    query = sql.SQL(statement("count_sampled")).format(table=table, share=sql.Literal(100 * share))
    found = connection.execute(query).fetchone()
    return round(found[0] / share) if found else 0


def _problems(table: SourceTable) -> list[str]:
    """Say what about a table is not as in any form that is known."""
    wanted = {**OWN, **_EXTRA} | {c.name: _KINDS[c.kind] for c in columns_of(table.media_type)}
    wanted["category"] |= _ARRAYS
    if table.is_deleted:
        wanted.update(_OF_TOMBSTONES)
        wanted["other_values"] = _JSON  # of a catalog of ours, which is told apart later
    lacking = sorted(
        (_NEEDED | {"deleted_on"} if table.is_deleted else _NEEDED) - set(table.columns)
    )
    problems = [f"{table.name} has no column {name}" for name in lacking]
    for name, kind in table.columns.items():
        if name not in wanted:
            problems.append(
                f"{table.name} has a column {name} that no form has (--without-column {name} "
                "leaves it behind)"
            )
        elif kind not in wanted[name]:
            expected = " or ".join(sorted(wanted[name]))
            problems.append(f"{table.name}.{name} is {kind}, not {expected}")
    return problems
