from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.catalog.database.adopt.old_rows import database_of


@pytest.fixture
def old(server_dir: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """Return the URL of a database with empty tables of the form that the test names."""
    with database_of(server_dir, getattr(request, "param", "openverse_2024")) as url:
        yield url


@pytest.fixture
def empty(server_dir: Path) -> Iterator[str]:
    """Return the URL of an empty database."""
    with database_of(server_dir, None) as url:
        yield url
