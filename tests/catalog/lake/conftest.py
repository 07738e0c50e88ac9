"""Fixtures of everything about Common Crawl."""

from collections.abc import Callable
from pathlib import Path

import pytest

from catalog.links.link_rows import LinkRow
from tests.catalog.lake.working_output import write_working_file


@pytest.fixture
def working(tmp_path: Path) -> Callable[..., None]:
    """Return a writer of working files: `working(output, name, rows)`."""

    def write(output: str, name: str, rows: list[LinkRow]) -> None:
        write_working_file(output, name, rows, tmp_path)

    return write
