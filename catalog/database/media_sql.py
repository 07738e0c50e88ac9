"""The SQL of a media table, made from its declaration and the files of `sql/templates`.

In a template `{{media}}` is the table's name, `{{size}}` what a search takes for a work's size. A
line with `{{each ...}}` stands for one line for each column; of the last of them the comma is
dropped where a bracket closes after it. `scripts.generate_sql` writes the results into the folder
`sql/generated`, where they are read as SQL, and new migrations; nothing is put together when a
statement is sent.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from catalog.database.sql import GENERATED, read_statements
from catalog.errors import CatalogError
from catalog.licenses import ALLOWED_PAIRS
from catalog.records import LICENSE_URL, Column, ColumnKind, MediaTable, Merge

TEMPLATES = Path(__file__).parent / "sql" / "templates"
# Templates of statements; the others are of migrations.
STATEMENTS = ("load", "deletion")
TYPES: Mapping[ColumnKind, str] = {
    ColumnKind.TEXT: "text",
    ColumnKind.URL: "text",
    ColumnKind.INTEGER: "integer",
    ColumnKind.BIGINT: "bigint",
    ColumnKind.NUMBER: "double precision",
    ColumnKind.BOOLEAN: "boolean",
    ColumnKind.JSON: "jsonb",
    ColumnKind.TAGS: "jsonb",
    ColumnKind.FILES: "jsonb",
    ColumnKind.TEXT_ARRAY: "text[]",
}
# What the database keeps of each record beside its columns, and keeps when it is deleted.
OWN_COLUMNS = (
    "identifier",
    "created_on",
    "updated_on",
    "last_synced_with_source",
    "removed_from_source",
)
_FREQUENT = ("2.0", "4.0", "1.0")
_EACH = re.compile(r"\{\{each ([a-z ]+)\}\}")
_STAGED = re.compile(r"^    (\w+) ([\w\[\] ]+),?$", re.MULTILINE)


class SchemaChangeError(CatalogError):
    """A change of a declaration for which no migration can be written by itself."""


def generated_files(table: MediaTable) -> dict[str, str]:
    """Return the files of a table's statements: name and text."""
    note = (
        f"-- Written by `make sql` from sql/templates/{{}}.sql and the declaration of {table.name}."
    )
    return {
        f"{name}_{table.name}.sql": f"{note.format(name)}\n{filled(name, table)}"
        for name in STATEMENTS
    }


def migration(table: MediaTable, folder: Path = GENERATED) -> str | None:
    """Return what makes a database hold the table as it is now declared; None: nothing is new.

    The folder holds the statements that were written when the last migration was.

    Raises:
        SchemaChangeError: a column is gone or has another type; write that migration by hand.
    """
    before = _columns_before(table, folder)
    if before is None:
        return filled("tables", table)
    now = {column.name: TYPES[column.kind] for column in table.columns}
    changed = [name for name, kind in before.items() if now.get(name) != kind]
    if changed:
        raise SchemaChangeError(
            f"{table.name}.{changed[0]} is gone or has another type. Write its migration by hand."
        )
    added = [column for column in table.columns if column.name not in before]
    return filled("columns", table, added) if added else None


def _columns_before(table: MediaTable, folder: Path) -> dict[str, str] | None:
    path = folder / f"load_{table.name}.sql"
    if not path.exists():
        return None
    staged = _STAGED.findall(read_statements(path)[f"create_staged_{table.name}"])
    return {name: kind for name, kind in staged if name not in {"line", "assumed"}}


def filled(template: str, table: MediaTable, added: Sequence[Column] = ()) -> str:
    """Return a template's text for one table."""
    text = (TEMPLATES / f"{template}.sql").read_text(encoding="utf-8")
    lines = text.replace("{{media}}", table.name).replace("{{size}}", table.size).split("\n")
    following = [*lines[1:], ""]
    written = [
        each for pair in zip(lines, following, strict=True) for each in _lines(*pair, table, added)
    ]
    return "\n".join(written)


def _lines(line: str, after: str, table: MediaTable, added: Sequence[Column]) -> Iterator[str]:
    """Yield what one line of a template becomes; `after` is the line that follows it."""
    names = _EACH.findall(line)
    if not names:
        yield line
        return
    parts = [_parts(name, table, added) for name in names]
    count = len(parts[0])
    for number, values in enumerate(zip(*parts, strict=True), start=1):
        found = iter(values)
        text = _EACH.sub(lambda _, found=found: next(found), line)  # type: ignore[misc]
        is_last = number == count and after.lstrip().startswith((")", "]"))
        yield text.removesuffix(",") if is_last else text


def _parts(name: str, table: MediaTable, added: Sequence[Column]) -> list[str]:
    if name == "stored column":
        return [*OWN_COLUMNS, *(column.name for column in table.columns)]
    if name == "added definition":
        return [definition(column) for column in added]
    if name == "added kept definition":
        return [kept_definition(column) for column in added]
    if name == "licence pair":
        # The most frequent first: a row is compared with one after another.
        newest = sorted(ALLOWED_PAIRS, key=lambda pair: (pair[1] not in _FREQUENT, pair))
        return [f"'{slug} {version}'" for slug, version in newest]
    if name == "own column":
        return [*OWN_COLUMNS]
    if name == "text":
        # A licence and its version are one of the pairs.
        texts = (c.name for c in table.columns if c.kind is ColumnKind.TEXT)
        return [text for text in texts if not text.startswith("license")]
    if name == "url":
        return [column.name for column in table.columns if column.kind is ColumnKind.URL]
    if name == "difference":
        # By its provider a record is found, so it is the same.
        return [difference(column) for column in table.columns if column.name != "provider"]
    return [_COLUMN_PARTS[name](column) for column in table.columns]


def declaration(column: Column) -> str:
    """Return a column of a staging table: no rule, for rows are judged as they are merged."""
    return f"{column.name} {TYPES[column.kind]}"


def kept_definition(column: Column) -> str:
    """Return a column of a table of tombstones, which takes what was once stored as it is."""
    rules = [declaration(column)]
    if column.required:
        rules.append("NOT NULL")
    if column.limit and column.kind in {ColumnKind.TEXT, ColumnKind.URL}:
        rules.append(f"CHECK (char_length({column.name}) <= {column.limit})")
    return " ".join(rules)


def definition(column: Column) -> str:
    """Return a column of a media table, with what the database demands of it."""
    rules = (check(column), value_check(column))
    return " ".join([kept_definition(column), *(f"CHECK ({rule})" for rule in rules if rule)])


def check(column: Column) -> str | None:
    """Return what holds of every value of a column, whoever writes it."""
    name = column.name
    if column.kind is ColumnKind.URL:
        return f"starts_with({name}, 'https://') OR starts_with({name}, 'http://')"
    if column.kind is ColumnKind.JSON:
        return f"jsonb_typeof({name}) = 'object'"
    if column.kind in {ColumnKind.TAGS, ColumnKind.FILES}:
        return f"jsonb_typeof({name}) = 'array'"
    if column.kind in {ColumnKind.INTEGER, ColumnKind.BIGINT, ColumnKind.NUMBER}:
        return f"{name} >= 0"
    return None


def value_check(column: Column) -> str | None:
    """Return what holds of what is in a value: see migration 0097.

    Of texts, URLs and tags, which every row has, one rule of the table says it (migration 0100).
    """
    name = column.name
    if column.kind is ColumnKind.FILES:
        return f"are_files({name})"
    if column.kind is ColumnKind.TEXT_ARRAY:
        return f"are_words({name})"
    return f"is_set({name})" if name == "audio_set" else None


def restored(column: Column) -> str:
    """Return what a deleted row's value (of the row `deleted`) becomes in a record."""
    value = f"deleted.{column.name}"
    if column.required or column.kind is ColumnKind.BOOLEAN:
        return value
    if column.kind is ColumnKind.TEXT:
        return f"sound_text({value})"
    if column.kind is ColumnKind.TAGS:
        repaired = f"sound_tags({value}, deleted.provider)"
        return f"CASE WHEN are_tags({value}) THEN {value} ELSE {repaired} END"
    fits = {
        ColumnKind.URL: f"are_urls({value})",
        ColumnKind.JSON: f"jsonb_typeof({value}) = 'object'",
        ColumnKind.FILES: f"are_files({value})",
        ColumnKind.TEXT_ARRAY: f"are_words({value})",
    }.get(column.kind, f"{value} >= 0")
    fits += f" AND is_set({value})" if column.name == "audio_set" else ""
    return f"CASE WHEN {fits} THEN {value} END"


def given(column: Column) -> str:
    """Return a staged value; null where it is only assumed."""
    value = f"s.{column.name}"
    if not column.assumable:
        return value
    # The type of a file is assumed from its URL, and changes with it.
    or_new = " OR url_key(s.url) <> url_key(m.url)" if column.name == "filetype" else ""
    unless = f"s.assumed IS NULL OR '{column.name}' <> ALL(s.assumed){or_new}"
    return f"CASE WHEN {unless} THEN {value} END"


def merged(column: Column) -> str:
    """Return what a stored value (of the row `m`) and a staged one (of `s`) become."""
    name = column.name
    if column.merge is Merge.TAGS:
        return f"merge_tags(m.{name}, s.{name}, s.provider)"
    if name == "meta_data":
        return f"merge_meta_data(m.{name}, s.{name}, {_KEEPS_LINK})"
    function = _FUNCTIONS.get((column.merge, column.kind))
    if function:
        return f"{function}(m.{name}, s.{name})"
    return f"COALESCE({given(column)}, m.{name})"


def difference(column: Column) -> str:
    """Return a condition that holds where merging a staged row changes a stored one.

    The cheap comparison comes first: of most rows nothing differs.
    """
    name = column.name
    if column.kind is ColumnKind.TEXT_ARRAY:
        return f"OR NOT s.{name} <@ COALESCE(m.{name}, ARRAY[]::text[])"
    if column.merge is Merge.NEWEST and not column.assumable:
        if column.required:
            return f"OR s.{name} <> m.{name}"
        return f"OR {merged(column)} IS DISTINCT FROM m.{name}"
    changes = f"{merged(column)} IS DISTINCT FROM m.{name}"
    return f"OR (s.{name} IS DISTINCT FROM m.{name} AND {changes})"


_KEEPS_LINK = (
    f"'{LICENSE_URL}' = ANY(s.assumed) AND s.license = m.license"
    " AND s.license_version = m.license_version"
)
_FUNCTIONS: Mapping[tuple[Merge, ColumnKind], str] = {
    (Merge.URL, ColumnKind.URL): "merge_url",
    (Merge.MERGE_KEYS, ColumnKind.JSON): "merge_objects",
    (Merge.UNITE, ColumnKind.TEXT_ARRAY): "merge_texts",
    (Merge.UNITE, ColumnKind.FILES): "merge_files",
}
_COLUMN_PARTS: Mapping[str, Callable[[Column], str]] = {
    "column": lambda column: column.name,
    "declaration": declaration,
    "definition": definition,
    "kept definition": kept_definition,
    "merged value": merged,
    "restored value": restored,
}
