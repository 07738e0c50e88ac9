"""DuckDB within bounds: what a query takes beyond its memory goes to disk."""

from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    import duckdb

Result = TypeVar("Result")


def run_bounded(
    work: "Callable[[duckdb.DuckDBPyConnection], Result]", folder: Path, memory_mb: int
) -> Result:
    """Do some work on a database of its own, with all cores if the memory suffices for that.

    Each thread holds blocks of its own: one needs the least, and gives the same bytes.

    Raises:
        duckdb.OutOfMemoryException: it is too little for one thread, too.
    """
    import duckdb

    def run(threads: dict[str, int]) -> Result:
        limits = {"memory_limit": f"{memory_mb}MB", "temp_directory": str(folder / "spill")}
        with duckdb.connect(config={**limits, **threads}) as connection:
            return work(connection)

    try:
        return run({})
    except duckdb.OutOfMemoryException:
        return run({"threads": 1})
