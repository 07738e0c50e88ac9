"""Adoptions from another database, and beside others who read and write."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
import pytest
from click.testing import CliRunner
from psycopg.conninfo import conninfo_to_dict

from catalog.cli import cli
from catalog.database import migrate
from catalog.database.adopt import adoption, copying, steps
from catalog.database.adopt.adoption import adopt
from catalog.database.adopt.state import AdoptionJob, AdoptionRequest
from catalog.database.connection import connect
from catalog.database.errors import BusyError, DatabaseError
from tests.catalog.database.adopt.dying import content
from tests.catalog.database.adopt.old_rows import fill, in_place, rows, usual
from tests.catalog.database.loading import image, landing, load

pytestmark = pytest.mark.postgres


def beside(monkeypatch: pytest.MonkeyPatch, write: Callable[[int], None]) -> None:
    """Write something after each range that is copied."""
    one_range = copying._one_range
    done = 0

    def and_then(*arguments: Any) -> bool:
        nonlocal done
        went_on = one_range(*arguments)
        write(done)
        done += 1
        return went_on

    monkeypatch.setattr(copying, "BATCH_ROWS", 50)
    monkeypatch.setattr(copying, "_one_range", and_then)


def writing(url: str) -> Callable[[int], None]:
    """Return what changes rows: some twice, some that were read, some that were not."""

    def write(turn: int) -> None:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(
                "UPDATE image SET title = %s, updated_on = now()"
                " WHERE foreign_identifier::int %% 7 = %s %% 7",
                [f"turn {turn}", turn],
            )
            connection.execute("DELETE FROM image WHERE foreign_identifier::int %% 50 = %s", [turn])
        fill(url, "image", [usual(10_000 + turn)])

    return write


def titles(url: str) -> list[tuple[Any, ...]]:
    with psycopg.connect(url) as connection:
        query = "SELECT identifier, title, updated_on, url FROM image ORDER BY identifier"
        return connection.execute(query).fetchall()


@pytest.mark.parametrize("source", ["in place", "copied"])
def test_what_is_written_meanwhile_is_brought_over(
    old: str, empty: str, monkeypatch: pytest.MonkeyPatch, source: str
) -> None:
    fill(old, "image", [usual(n) for n in range(400)])
    beside(monkeypatch, writing(old))
    request = (
        in_place(old)
        if source == "in place"
        else AdoptionRequest(empty, old, follow=True, workers=1)
    )
    adopt(request)
    schema = "before_adoption" if source == "in place" else "public"
    with psycopg.connect(old) as connection:
        connection.execute(f"SET search_path = {schema}")  # type: ignore[arg-type]
        query = "SELECT identifier, title, updated_on, url FROM image ORDER BY identifier"
        expected = connection.execute(query).fetchall()
        triggers = "SELECT count(*) FROM pg_trigger WHERE tgname LIKE 'catalog_adoption%'"
        assert connection.execute(triggers).fetchone() == (0,)
    assert titles(request.target) == expected
    assert len(expected) > 300


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("rewrite", ["VACUUM FULL image", "CLUSTER image USING image_url_key"])
def test_a_table_whose_rows_move_to_other_blocks_meanwhile_is_not_half_copied(
    old: str, monkeypatch: pytest.MonkeyPatch, rewrite: str, workers: int
) -> None:
    fill(old, "image", [usual(n) for n in range(400)])

    def and_rewrite(job: AdoptionJob) -> None:
        steps.make(job)
        with psycopg.connect(old, autocommit=True) as connection:
            connection.execute(rewrite)  # type: ignore[arg-type]

    monkeypatch.setitem(adoption._STEPS, "making", and_rewrite)
    request = AdoptionRequest(old, workers=workers)
    with pytest.raises(DatabaseError, match=r"^image was rewritten while it was copied .* anew"):
        adopt(request)
    monkeypatch.setitem(adoption._STEPS, "making", steps.make)
    adoption.abandon(request)
    adopt(request)
    assert len(titles(old)) == 400


def test_what_a_session_writes_as_a_replica_does_is_brought_over(
    old: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(old, "image", [usual(n) for n in range(200)])

    def write(turn: int) -> None:
        with psycopg.connect(old, autocommit=True) as connection:
            connection.execute("SET session_replication_role = replica")
            connection.execute("UPDATE image SET title = %s", [f"turn {turn}"])

    beside(monkeypatch, write)
    adopt(in_place(old))
    with psycopg.connect(old) as connection:
        query = "SELECT count(*) FROM before_adoption.image AS old JOIN image USING (identifier)"
        same = f"{query} WHERE old.title = image.title"
        assert connection.execute(same).fetchone() == (200,)  # type: ignore[arg-type]


def test_what_a_database_usually_does_is_no_hindrance(old: str) -> None:
    given = [usual(n) | {"standardized_popularity": n / 7} for n in range(6)]
    fill(old, "image", given)
    name = str(conninfo_to_dict(old)["dbname"])
    settings = (
        "quote_all_identifiers = on",
        "standard_conforming_strings = off",
        "DateStyle = 'SQL, DMY'",
        "bytea_output = escape",
        "extra_float_digits = -10",
        "array_nulls = off",
        "idle_session_timeout = '300ms'",
        "idle_in_transaction_session_timeout = '1ms'",
    )
    with psycopg.connect(old, autocommit=True) as connection:
        for setting in settings:
            connection.execute(f"ALTER DATABASE {name} SET {setting}")  # type: ignore[arg-type]
        adopt(AdoptionRequest(old, workers=2))
        query = "SELECT standardized_popularity FROM image ORDER BY identifier"
        assert connection.execute(query).fetchall() == [(n / 7,) for n in range(6)]


def test_rows_that_exchange_their_files_meanwhile_keep_both(
    old: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(old, "image", [usual(n) for n in range(100)])

    def and_exchange(job: AdoptionJob) -> None:
        steps.build(job)
        with psycopg.connect(old) as connection:
            given = {n: usual(n)["url"] for n in (1, 2, 3)}
            for number, url in ((1, "https://x.example.org/"), (2, given[3]), (3, given[1])):
                query = "UPDATE image SET url = %s WHERE foreign_identifier = %s"
                connection.execute(query, [url + "#", str(number)])
            for number, url in ((2, given[3]), (3, given[1]), (1, given[2])):
                connection.execute(query, [url, str(number)])

    monkeypatch.setitem(adoption._STEPS, "building", and_exchange)
    monkeypatch.setattr("catalog.database.adopt.steps.CHANGED_AT_ONCE", 1)
    adopt(in_place(old))
    with psycopg.connect(old) as connection:
        found = connection.execute("SELECT foreign_identifier, url FROM image").fetchall()
        assert connection.execute("SELECT count(*) FROM catalog_adoption.set_aside").fetchone() == (
            0,
        )
    assert len(found) == 100
    assert {one: url for one, url in found if one in {"1", "2", "3"}} == {
        "1": usual(2)["url"],
        "2": usual(3)["url"],
        "3": usual(1)["url"],
    }


def test_a_source_that_was_written_to_without_being_followed_is_refused(
    old: str, empty: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(old, "image", [usual(n) for n in range(100)])
    beside(monkeypatch, writing(old))
    with pytest.raises(DatabaseError, match="was written to while it was copied"):
        adopt(AdoptionRequest(empty, old, workers=1))
    with psycopg.connect(empty) as connection:
        assert connection.execute("SELECT to_regclass('public.image')").fetchone() == (None,)


def test_a_source_to_which_somebody_writes_at_the_end_is_refused(old: str, empty: str) -> None:
    fill(old, "image", [usual(n) for n in range(20)])
    with psycopg.connect(old) as writer:
        writer.execute("UPDATE image SET title = 'late'")
        with pytest.raises(DatabaseError, match="was written to while it was copied"):
            adopt(AdoptionRequest(empty, old, workers=1))


def test_copied_by_two_workers_into_a_migrated_catalog_it_is_as_taken_over_in_place(
    old: str, empty: str, tmp_path: Path
) -> None:
    fill(old, "image", (row for _, row in rows(400)))
    fill(old, "audio", (row for _, row in rows(100, "audio", first=10**7)))
    with connect(empty, autocommit=True) as connection:
        list(migrate.migrate(connection))
        connection.execute("CREATE ROLE loads")
        connection.execute("GRANT SELECT, UPDATE ON image TO loads")
    adopt(AdoptionRequest(empty, old, workers=2))
    with connect(empty, autocommit=True) as connection:
        query = "SELECT has_table_privilege('loads', 'image', 'UPDATE')"
        assert connection.execute(query).fetchone() == (True,)
        connection.execute("DROP OWNED BY loads; DROP ROLE loads")
    copied = content(empty)
    assert load(empty, landing(tmp_path / "1.parquet", [image(9999)])).inserted == 1
    adopt(in_place(old))
    assert content(old) == copied


def test_a_database_that_holds_rows_is_not_copied_into(
    old: str, database: str, tmp_path: Path
) -> None:
    fill(old, "image", [usual(1)])
    load(database, landing(tmp_path / "1.parquet", [image(1)]))
    with pytest.raises(DatabaseError, match="has rows in image: name an empty one"):
        adopt(AdoptionRequest(database, old, workers=1))


def test_a_table_that_others_hold_is_waited_for_briefly_and_nothing_is_lost(old: str) -> None:
    fill(old, "image", [usual(n) for n in range(20)])
    with psycopg.connect(old) as reader:
        reader.execute("SELECT * FROM image LIMIT 1")
        with pytest.raises(BusyError, match="in use by others in 2 attempts"):
            adopt(in_place(old, lock_ms=100, attempts=2))
        begun = threading.Timer(0.5, reader.rollback)
        begun.start()
        adopt(in_place(old, lock_ms=100))
        begun.join()
    assert len(titles(old)) == 20


def test_the_plan_changes_nothing_and_the_outcome_is_told(old: str) -> None:
    fill(old, "image", (row for _, row in rows(100)))
    command = ["db", "adopt", "--workers", "1", "--database-url", old]
    shown = CliRunner().invoke(cli, command, catch_exceptions=False)
    assert shown.exit_code == 0
    assert "Openverse (2024 and after)" in shown.stdout
    assert "nothing was changed; --yes takes it over" in shown.stderr
    with psycopg.connect(old) as connection:
        query = "SELECT count(*) FROM pg_namespace WHERE nspname ~ 'adopt|catalog_new'"
        assert connection.execute(query).fetchone() == (0,)
    done = CliRunner().invoke(cli, [*command, "--yes"], catch_exceptions=False)
    assert "catalog_adoption.set_aside: 6 rows of image: missing_url" in done.stdout
    again = CliRunner().invoke(cli, [*command, "--yes"], catch_exceptions=False)
    assert "adopted since" in again.stdout
