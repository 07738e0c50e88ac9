"""Adoptions that are killed, client or server, at any step, and go on."""

import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from subprocess import DEVNULL

import psycopg
import pytest

from catalog.database import server
from catalog.database.adopt.adoption import adopt
from catalog.database.adopt.state import AdoptionRequest
from tests.catalog.database.adopt.dying import adopt_and_die, content
from tests.catalog.database.adopt.old_rows import FORMS, fill, in_place, rows, usual
from tests.conftest import FAST

pytestmark = pytest.mark.postgres
TOMBSTONE = {"deleted_on": "2023-05-01 00:00+00", "deleted_reason": "takedown"}


def fill_old(url: str, count: int) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute((FORMS / "openverse_2024.sql").read_text())
    fill(url, "image", (row for _, row in rows(count)))
    doubles = (
        usual(n) | {"url": f"http://img.example.org/{n - 10**6}.jpg"}
        for n in range(10**6, 10**6 + 50)
    )
    fill(url, "image", doubles)
    fill(url, "audio", (row for _, row in rows(count // 10, "audio", first=10**7)))
    fill(url, "deleted_image", (row | TOMBSTONE for _, row in rows(count // 10, first=2 * 10**7)))


class Catalogs:
    """Copies of one old catalog on a server that may be killed."""

    def __init__(self, directory: Path, count: int) -> None:
        self.directory = directory
        server.start(directory, FAST)
        self._admin("CREATE DATABASE original")
        fill_old(server.url(directory, "original"), count)

    def _admin(self, query: str) -> None:
        with psycopg.connect(server.url(self.directory, "postgres"), autocommit=True) as admin:
            admin.execute(query)  # type: ignore[arg-type]

    def again(self) -> str:
        """Return the URL of a fresh copy."""
        server.start(self.directory, FAST)
        self._admin("DROP DATABASE IF EXISTS again WITH (FORCE)")
        self._admin("CREATE DATABASE again TEMPLATE original STRATEGY file_copy")
        return server.url(self.directory, "again")

    def empty(self) -> str:
        """Return the URL of an empty database."""
        self._admin("DROP DATABASE IF EXISTS target WITH (FORCE)")
        self._admin("CREATE DATABASE target")
        return server.url(self.directory, "target")


@pytest.fixture
def catalogs(own_dir: Path, request: pytest.FixtureRequest) -> Iterator[Catalogs]:
    directory = own_dir / "db"
    try:
        yield Catalogs(directory, getattr(request, "param", 500))
    finally:
        server.stop(directory, mode="immediate")


def request_again(catalogs: Catalogs, request: AdoptionRequest) -> AdoptionRequest:
    again = catalogs.again()
    return (
        AdoptionRequest(catalogs.empty(), again, workers=1) if request.source else in_place(again)
    )


def killed_at(
    catalogs: Catalogs, request: AdoptionRequest, step: int, *, whole: bool
) -> list[object]:
    """Kill an adoption at a step, let it go on, and return what it leaves."""
    request = request_again(catalogs, request)
    adopt_and_die(request, step, catalogs.directory if whole else None)
    if whole:
        server.start(catalogs.directory, FAST)
    adopt(request)
    return content(request.target)


def test_killed_at_a_few_steps_it_goes_on_and_leaves_the_same(catalogs: Catalogs) -> None:
    calm = in_place(catalogs.again())
    last = adopt_and_die(calm, 0)
    expected = content(calm.target)
    assert last > 100
    for step, whole in ((last // 2, True), (last - 10, False)):
        assert (step, killed_at(catalogs, calm, step, whole=whole)) == (step, expected)


@pytest.mark.slow
@pytest.mark.parametrize("source", [None, "other"], ids=["in place", "copied"])
def test_killed_at_any_step_it_goes_on_and_leaves_the_same(
    catalogs: Catalogs, source: str | None
) -> None:
    request = AdoptionRequest("", source, workers=1)
    calm = request_again(catalogs, request)
    last = adopt_and_die(calm, 0)
    expected = content(calm.target)
    chosen = random.Random(4).sample(range(1, last), 12)
    for number, step in enumerate(chosen):
        assert (step, killed_at(catalogs, request, step, whole=number % 2 == 1)) == (step, expected)


@pytest.mark.slow
@pytest.mark.parametrize("catalogs", [100_000], indirect=True)
def test_a_hundred_thousand_rows_of_every_kind_survive_kills_both_ways(catalogs: Catalogs) -> None:
    calm = in_place(catalogs.again())
    adopt(calm)
    expected = content(calm.target)
    tally = {(table, what): count for table, what, count in expected[-1]}
    assert tally["image", "rows"] == 100_050
    assert (
        tally["image", "as_they_were"]
        + tally["image", "repaired"]
        + sum(
            count for (table, what), count in tally.items() if table == "image" and "aside." in what
        )
        == 100_050
    )
    for source in (None, "other"):
        request = request_again(catalogs, AdoptionRequest("", source, workers=2))
        for _ in range(2):
            process = subprocess.Popen(command(request), stdout=DEVNULL, stderr=DEVNULL)
            time.sleep(random.Random(5).uniform(4, 8))
            process.kill()
            process.wait()
        adopt(request)
        assert content(request.target) == expected


def command(request: AdoptionRequest) -> list[str]:
    found = [sys.executable, "-m", "catalog", "db", "adopt", "--database-url", request.target]
    found += ["--yes", "--workers", "2"]
    return [*found, "--from", request.source] if request.source else found
