"""Every statement we send, by name: `statement("upsert_image")`.

A statement in one of the `.sql` files here begins with a line `-- name: <name>` and a sentence
that says what it does. Parameters are `%(name)s`; nothing else is ever put into it. Those that name
the columns of a media table are written from its declaration into the folder `generated`.
"""

import re
from functools import cache
from pathlib import Path
from typing import LiteralString, cast

_HEADER = re.compile(r"^-- name: (\w+)\s*$", re.MULTILINE)
MIGRATIONS = Path(__file__).parent / "migrations"
GENERATED = Path(__file__).parent / "generated"


@cache
def statements() -> dict[str, LiteralString]:
    """Return all statements by name, read once.

    Raises:
        ValueError: two have one name.
    """
    found: dict[str, LiteralString] = {}
    for path in sorted([*Path(__file__).parent.glob("*.sql"), *GENERATED.glob("*.sql")]):
        named = read_statements(path)
        twice = sorted(found.keys() & named.keys())
        if twice:
            raise ValueError(f"two statements are named {twice[0]}; the second is in {path.name}")
        found |= named
    return found


def read_statements(path: Path) -> dict[str, LiteralString]:
    """Return the statements of one file by name."""
    parts = _HEADER.split(path.read_text(encoding="utf-8"))[1:]
    # From a file of ours: the only place where text becomes SQL.
    return {
        name: cast("LiteralString", text.strip())
        for name, text in zip(parts[::2], parts[1::2], strict=True)
    }


def statement(name: str) -> LiteralString:
    """Return one statement's text.

    Raises:
        KeyError: there is none of that name.
    """
    return statements()[name]
