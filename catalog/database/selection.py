"""Which rows an operator means: a condition in SQL, a list of ids, or a creator.

A condition is the operator's own SQL and runs with the operator's own rights; what is kept away is
the accident. It must be one expression: it is sent by PostgreSQL's extended protocol, which refuses
a second statement, stands in parentheses on lines of its own, and is first tried in a read-only
transaction. Nothing else is ever put into a statement as text.
"""

import hashlib
import json
import re
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import psycopg
from psycopg import sql

from catalog.database.connection import Connection
from catalog.database.sql import statement
from catalog.errors import UsageError
from catalog.files import storage

_SAMPLE = 5
_LONGEST_QUOTED = 300
_HALF = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Selection:
    """Rows of one table.

    Attributes:
        query: a statement that returns their identifiers.
        parameters: what it asks for.
        request: the same as plain data, to be remembered with a run.
        given: how many were asked for one by one, or None.
    """

    query: sql.Composed
    parameters: Mapping[str, Any]
    request: Mapping[str, Any]
    given: int | None = None


@dataclass(frozen=True, slots=True)
class Preview:
    """What a selection holds.

    Attributes:
        by_provider: rows of each provider, the largest first.
        sample: a few rows: identifier, provider, foreign_identifier, title, landing page.
        missing: how many that were asked for one by one are not there.
    """

    by_provider: Mapping[str, int]
    sample: Sequence[tuple[Any, ...]] = field(default_factory=tuple)
    missing: int = 0

    @property
    def total(self) -> int:
        """All rows."""
        return sum(self.by_provider.values())


def operators_sql(text: str) -> sql.SQL:
    """Let an operator's text become part of a statement: a condition or assignments, nothing else.

    This is the only place where text from outside becomes SQL.

    Raises:
        UsageError: it holds a NUL character, at which the server would stop reading, or half of a
            character, as an argument does that is not UTF-8.
    """
    if "\0" in text or not text.isascii() and _HALF.search(text):
        raise UsageError("a NUL or broken character cannot stand in SQL. Is it UTF-8 text?")
    # A percent sign would be taken for a parameter.
    return sql.SQL(text.replace("%", "%%"))


def by_condition(source: str, text: str, *, name: str) -> Selection:
    """Select the rows for which an SQL condition holds.

    A leading WHERE and a last semicolon may stand in the condition. The name is the file's, for
    messages.

    Raises:
        UsageError: there is no condition.
    """
    condition = re.sub(r"\A\s*WHERE\b", "", text, flags=re.IGNORECASE).strip().removesuffix(";")
    if not re.sub(r"--.*|/\*.*?\*/|\s", "", condition, flags=re.MULTILINE):
        raise UsageError(f"{name} holds no condition. Write what follows WHERE.")
    query = sql.SQL(statement("select_by_condition")).format(
        source=sql.Identifier(source), condition=operators_sql(condition)
    )
    return Selection(query, {}, {"where": condition})


def by_ids(source: str, text: str, *, name: str) -> Selection:
    """Select rows one by one: a line is an identifier, or a provider, a tab and its own id.

    Raises:
        UsageError: a line is neither, or there is none.
    """
    identifiers: list[str] = []
    pairs: list[tuple[str, str]] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip() and not line.startswith("#"):
            _read_line(line.strip("\r\n"), f"{name}, line {number}", identifiers, pairs)
    if not identifiers and not pairs:
        raise UsageError(f"{name} holds no ids")
    parameters = {
        "identifiers": sorted(set(identifiers)),
        "providers": [provider for provider, _ in sorted(set(pairs))],
        "foreign_identifiers": [own for _, own in sorted(set(pairs))],
    }
    query = sql.SQL(statement("select_by_ids")).format(source=sql.Identifier(source))
    given = len(set(identifiers)) + len(set(pairs))
    digest = hashlib.sha256(json.dumps(parameters).encode()).hexdigest()
    return Selection(query, parameters, {"ids": given, "sha256": digest}, given)


def by_creator(
    source: str, provider: str, *, creator: str | None = None, creator_url: str | None = None
) -> Selection:
    """Select the works of one creator of a provider, by name or by page."""
    parameters = {"provider": provider, "creator": creator, "creator_url": creator_url}
    query = sql.SQL(statement("select_by_creator")).format(source=sql.Identifier(source))
    return Selection(query, parameters, {"creator": parameters})


def read_text(path: str) -> str:
    """Read an operator's file, local or on S3.

    Raises:
        UsageError: it is not there, or is not text.
    """
    try:
        return storage.read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"{path} is not UTF-8 text") from error


def preview(connection: Connection, source: str, selection: Selection) -> Preview:
    """Count what a selection holds and show a few, in a read-only transaction.

    Raises:
        UsageError: its condition is not good SQL; the message ends with PostgreSQL's own words.
    """
    parts = {"source": sql.Identifier(source), "selection": selection.query}
    count = sql.SQL(statement("count_selection")).format(**parts)
    sample = sql.SQL(statement("sample_selection")).format(**parts)
    with refused_sql("the condition"), connection.transaction():
        connection.execute(statement("read_only"))
        # Prepared, hence by the extended protocol: one statement, whatever the text holds.
        found = connection.execute(count, selection.parameters, prepare=True).fetchall()
        limited = {**selection.parameters, "limit": _SAMPLE}
        rows = connection.execute(sample, limited, prepare=True).fetchall()
    by_provider: dict[str, int] = dict(found)
    missing = (selection.given or 0) - sum(by_provider.values()) if selection.given else 0
    return Preview(by_provider, tuple(rows), max(0, missing))


class refused_sql:
    """Turn PostgreSQL's refusal of an operator's SQL into an error of the request."""

    def __init__(self, what: str) -> None:
        self.what = what

    def __enter__(self) -> None:
        """Nothing to prepare."""

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        """Turn errors caused by the user's SQL into UsageError."""
        # An InternalError is an attempt to write in the read-only transaction, or to leave it.
        refusals = (
            psycopg.ProgrammingError,
            psycopg.DataError,
            psycopg.IntegrityError,
            psycopg.InternalError,
            psycopg.NotSupportedError,
            psycopg.errors.ProgramLimitExceeded,
            psycopg.errors.StatementTooComplex,
        )
        # The text's own statement has no parameters, so this is what `$1` in it ends with.
        if isinstance(error, psycopg.errors.ProtocolViolation):
            raise UsageError(
                f"PostgreSQL refuses {self.what}: a parameter, such as $1, is asked for. Write the "
                "value itself."
            ) from error
        if isinstance(error, refusals):
            said = _short(error.diag.message_primary or str(error))
            hint = f" ({error.diag.message_hint})" if error.diag.message_hint else ""
            raise UsageError(f"PostgreSQL refuses {self.what}: {said}{hint}") from error


def _short(text: str) -> str:
    """Return one line of a text; PostgreSQL quotes what it does not understand to its end."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_QUOTED else f"{line[:_LONGEST_QUOTED]}..."


def _read_line(line: str, place: str, identifiers: list[str], pairs: list[tuple[str, str]]) -> None:
    provider, tab, own = line.partition("\t")
    if tab and provider.strip() and own:
        pairs.append((provider.strip(), own))
        return
    try:
        identifiers.append(str(uuid.UUID(line.strip())))
    except ValueError as error:
        raise UsageError(
            f"{place} is neither an identifier (a UUID) nor a provider, a tab and its own id"
        ) from error
