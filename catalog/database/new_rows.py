"""Rows of a landing file that are surely new, told by their keys alone.

They share neither id nor URL with a record, a tombstone or another row of their file, and nothing
is known of them: so they need not be compared, and are copied straight into the media table. All
others are kept apart, to be merged.
"""

from array import array
from datetime import datetime
from itertools import islice
from pathlib import Path

from catalog.database.clean_batches import Lines, iter_keys
from catalog.database.connection import Connection
from catalog.database.merge import by_keys
from catalog.database.source_files import SourceFile
from catalog.database.sql import statement
from catalog.database.staging import copy_into
from catalog.records import TABLES, MediaType

# Of more rows than this share of a file it costs less to merge them all.
MOST_APART = 0.5
# Rows of the beginning that are looked up first: a reload is known by them.
_SAMPLE = 16


class FewNewError(Exception):
    """Too few rows of a file are surely new for their keys to be worth asking for."""


def find_apart(
    connection: Connection, source: SourceFile, path: Path, media_type: MediaType
) -> tuple[datetime, int, Lines]:
    """Return the moment, how many rows are surely new, and the lines of those to be compared.

    Until the transaction ends, nobody else loads rows of the file's providers, or changes what is
    deleted, denied or scored: what is new stays new. `staged_keys` says what the file has.

    Raises:
        FewNewError: most must be, or the file does not say that it is clean.
    """
    execute = connection.execute
    execute(statement("create_keys"))
    chunks = iter_keys(source, path, media_type)
    count = copy_into(connection, "copy_keys", islice(chunks, 1))
    step = count // _SAMPLE + 1
    sample = {"media_type": media_type, "step": step}
    known = execute(statement("count_known"), sample).fetchone()
    if not count or not known or known[0] > MOST_APART * (count // step):
        raise FewNewError
    count += copy_into(connection, "copy_keys", chunks)
    execute(statement("hash_staged"))
    execute(statement("name_keys"))
    execute(statement("lock_providers"))
    execute(statement("share_rules"))
    with by_keys(connection):
        execute(statement("find_known"))
    execute(statement("find_ruled"), {"media_type": media_type})
    if TABLES[media_type].has_inlinks:
        execute(statement("find_linked"))
    now, apart = execute(statement("list_lines_apart")).fetchone() or (None, None)
    if now is None or len(apart or ()) > MOST_APART * count:
        raise FewNewError
    lines = array("q", apart or ())
    return now, count - len(lines), Lines(lines)
