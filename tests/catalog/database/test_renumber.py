"""A provider that changes its ids: the load says so, and the records get their new ids."""

from pathlib import Path
from typing import Any

import psycopg
import pytest
from click.testing import CliRunner

from catalog.cli import cli
from catalog.database.connection import Connection
from catalog.database.deletion import delete
from catalog.database.renumber import NewId, read_mapping, renumber
from catalog.database.selection import by_condition
from catalog.database.staged_merge import RenumberedError
from catalog.errors import UsageError
from tests.catalog.database.loading import fates, image, landing, load, stored

RENUMBERED = [image(f"new-{n}", url=image(n)["url"]) for n in range(30)]


@pytest.mark.postgres
def test_a_file_of_known_works_under_new_ids_is_refused_and_its_rejected_rows_renumber_them(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    load(database, landing(tmp_path / "1.parquet", [image(n) for n in range(30)]))
    kept = stored(connection, "identifier", "created_on")
    path = landing(tmp_path / "2.parquet", RENUMBERED)
    rejected = tmp_path / "rejected.jsonl"
    with pytest.raises(RenumberedError, match="30 of 30 rows .* records renumber --media image"):
        load(database, path, rejected=rejected)
    command = ["records", "renumber", "--media", "image", "--mapping", str(rejected)]
    command += ["--database-url", database]
    tried = CliRunner().invoke(cli, command, catch_exceptions=False)
    assert "30 of 30 records renumbered" in tried.output
    assert "nothing was changed" in tried.output
    assert stored(connection, "foreign_identifier")[0] == ("0",)
    CliRunner().invoke(cli, [*command, "--no-dry-run"], catch_exceptions=False)
    assert fates(load(database, path)) == (30, 0, 30, 0)  # their pages moved
    assert sorted(stored(connection, "identifier", "created_on")) == sorted(kept)
    remembered = "SELECT count(*) FROM id_change WHERE new_foreign_identifier LIKE 'new-%'"
    assert connection.execute(remembered).fetchone() == (30,)


@pytest.mark.postgres
def test_a_few_such_rows_or_those_of_other_providers_are_no_renumbering(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    load(database, landing(tmp_path / "1.parquet", [image(n) for n in range(30)]))
    few = load(database, landing(tmp_path / "2.parquet", RENUMBERED[:5]))
    assert few.duplicate_urls == 5
    others = [row | {"provider": "smk", "source": "smk"} for row in RENUMBERED]
    assert load(database, landing(tmp_path / "3.parquet", others)).duplicate_urls == 30
    accepted = load(database, landing(tmp_path / "4.parquet", RENUMBERED), max_renumbered=1.0)
    assert accepted.duplicate_urls == 30


@pytest.mark.postgres
def test_ids_are_exchanged_and_handed_on_and_those_in_the_way_stay(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    load(database, landing(tmp_path / "1.parquet", [image(n) for n in "abcdefg"]))
    gone = by_condition("image", "foreign_identifier = 'g'", name="gone.sql")
    delete(connection, "image", gone, reason="takedown")
    mapping = [
        *(NewId("flickr", "a", "b"), NewId("flickr", "b", "a")),  # exchanged
        *(NewId("flickr", "c", "d"), NewId("flickr", "d", "new")),  # handed on
        NewId("flickr", "e", "f"),  # in the way
        *(NewId("flickr", "x", "y"), NewId("flickr", "g", "h")),  # unknown, deleted
    ]
    found = renumber(connection, "image", mapping, dry_run=False)
    assert (found.changed, found.taken, found.tombstones) == (4, 1, 1)
    assert stored(connection, "foreign_identifier", "title") == [
        ("a", "Title b"),
        ("b", "Title a"),
        ("d", "Title c"),
        ("e", "Title e"),
        ("f", "Title f"),
        ("new", "Title d"),
    ]
    again = landing(tmp_path / "2.parquet", [image("h", url=image("g")["url"])])
    assert load(database, again).rejected == {"deleted": 1}


def test_a_mapping_is_read_from_lines_and_from_rejected_rows() -> None:
    text = "# old to new\nmet\t1\tA1\n\nmet\t2\tA2\n"
    assert read_mapping(text, name="m.tsv") == [NewId("met", "1", "A1"), NewId("met", "2", "A2")]
    text = '\ufeffmet,1, A1\r\nmet,"2,b",A2\r\n'
    assert read_mapping(text, name="m.csv") == [NewId("met", "1", "A1"), NewId("met", "2,b", "A2")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "maps no ids"),
        ("met\t1\n", "line 1 is not a provider, its old id and its new id"),
        ("met\t1\tA\nmet\t1\tB\n", "has the old id '1' of met twice"),
        ("met\t1\tA\nmet\t2\tA\n", "has the new id 'A' of met twice"),
        ("{broken\n", "line 1 is no JSON"),
    ],
)
def test_a_mapping_that_says_nothing_clear_is_refused(text: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        read_mapping(text, name="m.tsv")


@pytest.mark.postgres
def test_an_id_that_a_deleted_record_has_is_in_the_way_unless_it_moves_itself(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    load(database, landing(tmp_path / "1.parquet", [image(n) for n in "abcdefg"]))
    gone = by_condition("image", "foreign_identifier IN ('b', 'd', 'f')", name="gone.sql")
    delete(connection, "image", gone, reason="takedown")
    mapping = [
        NewId("flickr", "a", "b"),  # deleted
        *(NewId("flickr", "c", "d"), NewId("flickr", "d", "new")),  # the deleted one moves
        NewId("flickr", "f", "g"),  # a record lives under the new id of a deleted one
    ]
    found = renumber(connection, "image", mapping, dry_run=False)
    assert (found.changed, found.taken, found.unknown, found.tombstones) == (1, 2, 0, 1)
    assert stored(connection, "foreign_identifier", "title") == [
        *(("a", "Title a"), ("d", "Title c"), ("e", "Title e"), ("g", "Title g"))
    ]
    deleted = stored(connection, "foreign_identifier", table="deleted_image")
    assert deleted == [("b",), ("f",), ("new",)]
    again = landing(tmp_path / "2.parquet", [image(n, url=image(n)["url"]) for n in "aeg"])
    assert load(database, again).rejected == {}


@pytest.mark.postgres
def test_a_chain_of_ids_that_ends_at_a_record_is_followed_in_as_many_statements_as_a_short_one(
    database: str, connection: Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(database, landing(tmp_path / "1.parquet", [image(n) for n in range(61)]))
    execute = psycopg.Connection.execute
    sent = 0

    def counted(*arguments: Any, **named: Any) -> Any:
        nonlocal sent
        sent += 1
        return execute(*arguments, **named)

    monkeypatch.setattr(psycopg.Connection, "execute", counted)
    numbers = []
    for length in (2, 60):
        mapping = [NewId("flickr", str(n), str(n + 1)) for n in range(60 - length, 60)]
        sent = 0
        assert renumber(connection, "image", mapping, dry_run=True).taken == length
        numbers.append(sent)
    assert numbers[0] == numbers[1]
