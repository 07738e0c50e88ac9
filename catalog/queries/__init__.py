"""Queries over the lake, each in a file of its own, for DuckDB and, where it says so, Athena.

Nothing here runs them, and no statement is put together in Python.
"""

from importlib import resources


def query(name: str) -> str:
    """Return the text of `<name>.sql`."""
    return (resources.files(__name__) / f"{name}.sql").read_text()
