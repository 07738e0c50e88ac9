"""Load files into a database whose disk is full, and again when there is room.

A program: it prints what came of each load, as a JSON list, or why it may not mount a disk.
"""

import json
import os
import sys
from pathlib import Path

from tests.catalog.database import small_disk


def tell(directory: Path, first: str, second: str) -> list[str | list[int]]:
    """Fill the disk by the rows of the first file, then by what the second changes."""
    from catalog.database import migrate, server
    from catalog.database.connection import connect
    from catalog.database.errors import DatabaseError
    from tests.catalog.database.loading import fates, load

    db_dir, ballast = directory / "db", directory / "ballast"

    def told(file: str) -> str | list[int]:
        try:
            return list(fates(load(server.start(db_dir), file)))
        except DatabaseError as error:
            return str(error)

    with connect(server.start(db_dir), autocommit=True) as connection:
        list(migrate.migrate(connection))
    no_rows = told(first)
    small_disk.resize(directory, 200)
    rows = told(first)
    ballast.write_bytes(bytes(free(directory) - (15 << 20)))
    no_changes = told(second)
    ballast.unlink()
    changes = told(second)
    server.stop(db_dir, mode="immediate")
    return [no_rows, rows, no_changes, changes]


def free(directory: Path) -> int:
    found = os.statvfs(directory)
    return found.f_bavail * found.f_frsize


if __name__ == "__main__":
    place = Path(sys.argv[1])
    try:
        small_disk.mount(place, 68)
    except (AttributeError, OSError) as error:  # not Linux, or it is forbidden
        sys.exit(f"this machine lets us mount no disk: {error}")
    json.dump(tell(place, *sys.argv[2:]), sys.stdout)
