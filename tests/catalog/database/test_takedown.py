from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from catalog.cli import cli
from catalog.database import deletion
from catalog.database.connection import Connection
from catalog.database.selection import by_condition
from catalog.database.takedown import Named, claims, selected
from catalog.errors import UsageError
from tests.catalog.database.loading import audio, image, landing, load

pytestmark = pytest.mark.postgres
AddImages = Callable[..., None]


def run(database: str, *arguments: str) -> Result:
    command = ("records", "delete", "--media", "image", "--reason", "takedown 7", *arguments)
    runner = CliRunner(env={"COLUMNS": "200"})
    return runner.invoke(cli, (*command, "--database-url", database), catch_exceptions=False)


def left(connection: Connection) -> set[str]:
    return {name for (name,) in connection.execute("SELECT foreign_identifier FROM image")}


@pytest.fixture
def works(database: str, tmp_path: Path) -> None:
    ann = {"creator": "Ann", "creator_url": "https://example.org/people/ann/"}
    rows = [image(1, **ann), image(2, **ann), image(3)]
    load(database, landing(tmp_path / "a.parquet", rows))


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        (("--url", "http://IMG.example.org:80/1.jpg"), {"2", "3"}),
        (("--url", "https://img.example.org/1.jpg#top"), {"2", "3"}),
        (("--page", "https://example.org/photos/2/"), {"1", "3"}),
        (("--creator-url", "http://example.org/people/ann"), {"3"}),
        (("--creator", "ANN", "--provider", "flickr"), {"3"}),
        (("--creator", "Ann", "--provider", "met"), {"1", "2", "3"}),
    ],
)
def test_what_people_see_names_the_records(
    database: str, connection: Connection, works: None, named: tuple[str, ...], expected: set[str]
) -> None:
    shown = run(database, *named)
    assert "nothing was deleted" in shown.stderr
    assert left(connection) == {"1", "2", "3"}
    assert run(database, *named, "--yes").exit_code == 0
    assert left(connection) == expected


@pytest.mark.parametrize("asked", ["a_%281%29's.jpg", "a_(1)'s.jpg", "a_(1%29%27s.jpg"])
@pytest.mark.parametrize("stored", ["a_%281%29%27s.jpg", "a_(1)'s.jpg"])
def test_a_file_is_found_whether_its_brackets_are_escaped_or_not(
    database: str, connection: Connection, tmp_path: Path, stored: str, asked: str
) -> None:
    place = "https://img.example.org/"
    rows = [image(1, url=place + stored), image(2, url=f"{place}a_%281).jpg"), image(3)]
    load(database, landing(tmp_path / "a.parquet", rows))
    load(database, landing(tmp_path / "b.parquet", [audio(1)], "audio"))
    connection.execute("UPDATE audio SET url = %s", [f"{place}a_(1)'s.jpg"])
    (claim,) = claims(connection, "image", selected("image", Named(url=place + asked)))
    assert claim["found_in"] == "audio"
    assert run(database, "--url", place + asked, "--yes").exit_code == 0
    assert left(connection) == {"2", "3"}


def test_what_else_claims_the_file_is_shown_first(
    database: str, connection: Connection, works: None, tmp_path: Path
) -> None:
    same = "https://img.example.org/1.jpg"
    load(database, landing(tmp_path / "b.parquet", [audio(9)], "audio"))
    connection.execute("UPDATE audio SET url = %s", [same])
    wanted = selected("image", Named(url=same))
    (claim,) = claims(connection, "image", wanted)
    assert (claim["found_in"], claim["provider"], claim["url"]) == ("audio", "jamendo", same)
    shown = run(database, "--url", same)
    assert "1 other records claim the same files" in shown.stderr
    assert "jamendo" in shown.stderr


def test_a_deleted_record_of_the_same_file_is_shown(
    database: str, connection: Connection, works: None
) -> None:
    deletion.delete(
        connection, "image", by_condition("image", "title = 'Title 3'", name="w"), reason="x"
    )
    connection.execute(
        "UPDATE image SET url = 'https://img.example.org/3.jpg' WHERE title = 'Title 1'"
    )
    (claim,) = claims(
        connection, "image", selected("image", Named(page="https://example.org/photos/1"))
    )
    assert (claim["found_in"], claim["foreign_identifier"]) == ("deleted_image", "3")


@pytest.mark.parametrize(
    "named",
    [
        Named(),
        Named(url="https://a.org", page="https://a.org"),
        Named(creator="Ann"),
    ],
)
def test_what_names_nobody_or_two_things_is_refused(named: Named) -> None:
    with pytest.raises(UsageError):
        selected("image", named)


def test_two_ways_of_naming_are_refused(database: str) -> None:
    with pytest.raises(UsageError, match="in one way"):
        run(database, "--url", "https://a.org/1.jpg", "--ids", "x")
