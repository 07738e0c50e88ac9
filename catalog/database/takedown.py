"""Which records a request to take something down means, and who else claims the same file.

People name what they see: a file's URL, a page, a creator. One file may be claimed as a recording
and as an image, or lie among what was deleted; who answers for a take-down wants to see all of it.
"""

from dataclasses import dataclass
from typing import Any

from psycopg import sql

from catalog.database.connection import Connection
from catalog.database.selection import Selection, by_creator
from catalog.database.sql import statement
from catalog.errors import UsageError
from catalog.records import MEDIA_TYPES
from catalog.urls import clean_url, file_url

# Of more chosen records than these nobody reads who else has their files.
_LOOKED_AT = 1000
NAMES = ("found_in", "identifier", "provider", "foreign_identifier", "page", "url")


@dataclass(frozen=True, slots=True)
class Named:
    """What a person named; all of it None where nothing is.

    Attributes:
        creator: a name; only with its provider.
        creator_url: a creator's page.
    """

    url: str | None = None
    page: str | None = None
    creator: str | None = None
    creator_url: str | None = None
    provider: str | None = None

    @property
    def given(self) -> int:
        """How many ways of naming are used."""
        return sum(map(bool, (self.url, self.page, self.creator, self.creator_url)))


def selected(source: str, named: Named) -> Selection:
    """Return the records of a table that are meant.

    Raises:
        UsageError: not exactly one thing is named, or a creator's name without a provider.
    """
    if named.given != 1:
        raise UsageError("name one thing: --url, --page, --creator or --creator-url")
    if named.creator:
        if not named.provider:
            raise UsageError("a creator's name means somebody only with --provider")
        return by_creator(source, named.provider, creator=named.creator)
    kind = "url" if named.url else "page" if named.page else "creator_page"
    given = named.url or named.page or named.creator_url or ""
    # As records have it: hosts, ports and escapes are spelled in one way there.
    address = (file_url if named.url else clean_url)(given)
    if address is None:
        raise UsageError(f"{given!r} is no web address")
    query = sql.SQL(statement(f"select_by_{kind}")).format(source=sql.Identifier(source))
    return Selection(query, {"address": address}, {kind: address})


def claims(connection: Connection, source: str, selection: Selection) -> list[dict[str, Any]]:
    """Return every other record that claims the file of a chosen one: live or deleted, of any type.

    Of many that are selected, the first thousand are looked at.
    """
    found: list[dict[str, Any]] = []
    for table in (*MEDIA_TYPES, *(f"deleted_{name}" for name in MEDIA_TYPES)):
        query = sql.SQL(statement("list_claims")).format(
            source=sql.Identifier(source),
            other=sql.Identifier(table),
            selection=selection.query,
        )
        parameters = {**selection.parameters, "table": table, "limit": _LOOKED_AT}
        rows = connection.execute(query, parameters).fetchall()
        found += [dict(zip(NAMES, row, strict=True)) for row in rows]
    return found
