"""Writes the SQL that follows from the declarations in catalog/records.py, or checks it.

    python -m scripts.generate_sql [--check] [--migration what_it_does]

`--migration` also writes the migration that brings a database to what is declared now: columns that
are new, or the tables of a new media type. Look at it before you commit it.
"""

import argparse
import re
import sys
from collections.abc import Mapping
from pathlib import Path

from catalog.database import media_sql
from catalog.database.migrate import migrations
from catalog.database.sql import GENERATED, MIGRATIONS
from catalog.records import TABLES


def files() -> Mapping[Path, str]:
    """Return every generated file with the text that it should have."""
    return {
        GENERATED / name: text
        for table in TABLES.values()
        for name, text in media_sql.generated_files(table).items()
    }


def new_migration(name: str) -> tuple[Path, str]:
    """Return the migration that is due, under the next number.

    Raises:
        SystemExit: the name cannot be one, or nothing is due.
    """
    if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
        sys.exit(f"{name!r} cannot name a migration: lower-case letters, digits and _")
    parts = [text for table in TABLES.values() if (text := media_sql.migration(table))]
    if not parts:
        sys.exit("no column and no media type is new: there is nothing to migrate")
    number = max(migration.number for migration in migrations()) + 1
    return MIGRATIONS / f"{number:04d}_{name}.sql", "\n".join(parts)


def stale() -> list[Path]:
    """Return the generated files that differ from what they should be, or should not be there."""
    wanted = files()
    others = set(GENERATED.glob("*.sql")) - wanted.keys()
    changed = [p for p, text in wanted.items() if not p.exists() or p.read_text() != text]
    return sorted([*changed, *others])


def main() -> None:
    """Write the files, or with --check say which ones are out of date and exit 1."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 if stale")
    parser.add_argument("--migration", metavar="NAME", help="also write the migration that is due")
    arguments = parser.parse_args()
    found = stale()
    due = dict([new_migration(arguments.migration)]) if arguments.migration else {}
    for path in found:
        print(f"{path.name} {'is out of date' if arguments.check else 'written'}")
    if arguments.check:
        sys.exit("run `make sql` and commit what it wrote" if found else 0)
    wanted = files()
    for path in found:
        if path not in wanted:
            path.unlink()
    for path, text in {**wanted, **due}.items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)


if __name__ == "__main__":
    main()
