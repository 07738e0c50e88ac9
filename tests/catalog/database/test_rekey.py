from pathlib import Path

import pytest
from click.testing import CliRunner

from catalog.cli import cli
from catalog.database.connection import Connection
from catalog.database.rekey import rekey
from tests.catalog.database.loading import fates, image, landing, load, stored

pytestmark = pytest.mark.postgres
NEW = "https://xn--mnchen-3ya.de/%C3%9C.jpg"
ODD = {
    "1": "https://münchen.de/Ü.jpg",
    "2": "https://xn--mnchen-3ya.de/%c3%9c.jpg",
    "3": "https://Example.org:443/%7ea/../b.jpg",
    "4": "http://10.0.0.1/private.jpg",
    "5": "https://img.example.org/5.jpg",
    "6": "https://example.org./6.jpg",
    "7": "https://example.org/7.jpg#a",
    "8": "https://example.org?8",
}


def spelled_as_before(database: str, connection: Connection, folder: Path) -> None:
    load(database, landing(folder / "1.parquet", [image(n) for n in ODD]))
    for identifier, url in ODD.items():
        connection.execute(
            "UPDATE image SET url = %s, created_on = now() - make_interval(days => -%s)"
            " WHERE foreign_identifier = %s",
            [url, int(identifier), identifier],
        )


def test_stored_urls_get_their_one_spelling_and_the_older_of_two_keeps_the_file(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    spelled_as_before(database, connection, tmp_path)
    found = rekey(connection, "image")
    assert (found.changed, len(found.twice), found.unusable) == (5, 1, 1)
    assert stored(connection, "url") == [
        (NEW,),
        (ODD["2"],),
        ("https://example.org/b.jpg",),
        (ODD["4"],),
        (ODD["5"],),
        ("https://example.org/6.jpg",),
        ("https://example.org/7.jpg",),
        ("https://example.org/?8",),
    ]
    again = rekey(connection, "image")
    assert (again.changed, again.twice) == (0, found.twice)
    same = landing(tmp_path / "2.parquet", [image("other", url=ODD["1"])])
    assert load(database, same).duplicate_urls == 1


def test_a_deleted_file_stays_out_in_its_new_spelling_and_the_double_can_be_deleted(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    spelled_as_before(database, connection, tmp_path)
    url = ["--database-url", database]
    twice = tmp_path / "twice.txt"
    command = ["db", "rekey", "--media", "image", "--twice", str(twice), *url]
    shown = CliRunner().invoke(cli, command, catch_exceptions=False)
    assert "image: 5 URLs respelled" in shown.output
    delete = ["records", "delete", "--media", "image", "--ids", str(twice)]
    delete += ["--reason", "same file", "--yes", *url]
    CliRunner().invoke(cli, delete, catch_exceptions=False)
    connection.execute("UPDATE deleted_image SET url = %s", [ODD["2"]])
    assert rekey(connection, "image").changed == 1  # the tombstone
    # The record that has the file is updated as ever, and nobody else gets it.
    row = image(1, url=ODD["1"], title="newer")
    assert fates(load(database, landing(tmp_path / "2.parquet", [row]))) == (1, 0, 1, 0)


def test_the_inlinks_of_a_respelled_url_are_found_by_its_new_spelling(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    spelled_as_before(database, connection, tmp_path)
    connection.execute(
        "INSERT INTO image_inlink (url_key, inlinks, inlink_hosts, crawl)"
        " SELECT url_key(url), number, number, 'CC-MAIN-2026-43'"
        " FROM unnest(%s::text[]) WITH ORDINALITY AS known (url, number)",
        [[ODD["1"], ODD["2"], ODD["3"], ODD["5"], "https://example.org/6.jpg", ODD["6"]]],
    )
    rekey(connection, "image")
    found = connection.execute(
        "SELECT url, inlinks FROM image_inlink"
        " RIGHT JOIN unnest(%s::text[]) AS wanted (url) ON url_key = url_key(url)",
        [[NEW, "https://example.org/b.jpg", ODD["5"], "https://example.org/6.jpg", ODD["1"]]],
    ).fetchall()
    assert dict(found) == {
        NEW: 2,  # of two spellings the one that had more
        "https://example.org/b.jpg": 3,
        ODD["5"]: 4,
        "https://example.org/6.jpg": 5,
        ODD["1"]: None,
    }
