from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from catalog.browse.app import create_app
from catalog.browse.site import BrowseSite
from catalog.database.connection import Connection
from tests.catalog.browse.site import add_records, write_candidates, write_landing

PORT = 8765


@pytest.fixture
def records(connection: Connection) -> dict[str, str]:
    return add_records(connection)


@pytest.fixture
def site(database: str, records: dict[str, str], tmp_path: Path) -> BrowseSite:
    (tmp_path / "lake").mkdir()
    return BrowseSite(
        database_url=database,
        port=PORT,
        lake=str(tmp_path / "lake"),
        landing=str(write_landing(tmp_path / "landing")),
        candidates=str(write_candidates(tmp_path / "candidates.json")),
        reviews=str(tmp_path / "reviews.json"),
    )


@pytest.fixture
def client_of(site: BrowseSite) -> Callable[..., FlaskClient]:
    """Return a function that gives a client of the site, who has been let in."""

    def client(*, let_in: bool = True, **changes: Any) -> FlaskClient:
        app = create_app(replace(site, **changes))
        app.config["SERVER_NAME"] = f"127.0.0.1:{PORT}"  # the Host header of the client's requests
        made = app.test_client()
        if let_in:
            assert made.get(f"/?token={site.token}").status_code == 303
        return made

    return client


@pytest.fixture
def client(client_of: Callable[..., FlaskClient]) -> FlaskClient:
    return client_of()
