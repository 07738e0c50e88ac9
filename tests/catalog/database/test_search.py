import json
import time
from collections.abc import Callable

import psycopg
import pytest

from catalog.database import locks, search_entries
from catalog.database.connection import Connection, connect
from catalog.database.errors import BusyError
from catalog.database.search import MOST, WAITING, Search, search, selection_of
from catalog.database.search_entries import bring_up_to_date, waiting
from catalog.database.selection import preview
from catalog.database.sql import statement

pytestmark = pytest.mark.postgres


@pytest.fixture(params=["entered", "waiting"])
def foxes(connection: Connection, request: pytest.FixtureRequest) -> Connection:
    """Four records, which a search finds in its own tables, or reads itself."""
    add(connection, 1, title="Red_fox.jpg", creator="Ana Lima", tags=["forest", "Vulpes vulpes"])
    add(connection, 2, title="Red foxes at dusk", license="cc0", width=4000, height=3000)
    add(connection, 3, title="Grey wolf", provider="met", category="photograph", popularity=0.5)
    add(connection, 4, title="O'Brien's \\fox", provider="o'neill\\", popularity=0.9)
    if request.param == "entered":
        assert bring_up_to_date(connection) == 4
    return connection


def add(connection: Connection, number: int, *, tags: list[str] = [], **given: object) -> None:  # noqa: B006
    row = {"provider": "flickr", "license": "by", "creator": None, "category": None, "width": 100}
    row |= {"height": 100, "popularity": None, **given}
    row["version"] = "1.0" if row["license"] == "cc0" else "4.0"
    row["tags"] = json.dumps([{"name": tag, "provider": "flickr"} for tag in tags]) or None
    connection.execute(
        "INSERT INTO image (created_on, updated_on, provider, source, foreign_identifier,"
        " foreign_landing_url, url, license, license_version, removed_from_source, title, creator,"
        " tags, category, width, height, standardized_popularity) VALUES ('2024-12-31 23:30:00Z',"
        " now(), %(provider)s, %(provider)s, %(id)s, 'https://a.example', %(url)s, %(license)s,"
        " %(version)s, false, %(title)s, %(creator)s, %(tags)s, %(category)s, %(width)s,"
        " %(height)s, %(popularity)s)",
        {**row, "id": str(number), "url": f"https://a.example/{number}.jpg"},
    )


def titles(connection: Connection, words: str, **facets: list[str]) -> list[str]:
    found = search(connection, Search("image", words, facets))
    return sorted(record["title"] for record in found.records)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("fox", ["O'Brien's \\fox", "Red foxes at dusk", "Red_fox.jpg"]),
        ("red_fox.jpg", ["Red_fox.jpg"]),
        ("lima", ["Red_fox.jpg"]),
        ("FOREST fox", ["Red_fox.jpg"]),
        ('"vulpes vulpes"', ["Red_fox.jpg"]),
        ("red fox -dusk", ["Red_fox.jpg"]),
        ("wolf or dusk", ["Grey wolf", "Red foxes at dusk"]),
        ("license=cc0", []),
        ("o'brien & | ! ( <->", ["O'Brien's \\fox"]),
    ],
)
def test_words_are_found_in_title_creator_and_tags(
    foxes: Connection, words: str, found: list[str]
) -> None:
    assert titles(foxes, words) == found


def test_facets_narrow_a_search(foxes: Connection) -> None:
    assert titles(foxes, "fox", license=["cc0"]) == ["Red foxes at dusk"]
    assert titles(foxes, "", provider=["met", "o'neill\\"]) == ["Grey wolf", "O'Brien's \\fox"]
    assert titles(foxes, "", size=["large"], year=["2024"]) == ["Red foxes at dusk"]
    assert titles(foxes, "", provider=["met' | 'license=by"]) == []


def test_facets_are_counted_and_the_popular_come_first(foxes: Connection) -> None:
    found = search(foxes, Search("image", "fox"), limit=1)
    assert [record["title"] for record in found.records] == ["O'Brien's \\fox"]
    assert (found.total, found.more) == (3, False)
    assert found.facets == {
        "license": [("by", 2), ("cc0", 1)],
        "provider": [("flickr", 2), ("o'neill\\", 1)],
        "source": [("flickr", 2), ("o'neill\\", 1)],
        "category": [],
        "size": [("small", 2), ("large", 1)],
        "year": [("2024", 3)],
    }


def test_words_that_are_too_common_are_told(foxes: Connection) -> None:
    assert search(foxes, Search("image", "the of")).only_common_words
    assert search(foxes, Search("image", "-fox")).only_common_words
    assert titles(foxes, "-fox", provider=["met", "flickr"]) == ["Grey wolf"]
    assert search(foxes, Search("image", " \x00 ")).total == 4


def test_an_open_search_shows_all_of_a_small_table(foxes: Connection) -> None:
    found = search(foxes, Search("image"))
    assert (found.total, found.sampled, found.all_rows) == (4, False, 4)


def test_an_open_search_shows_a_sample_of_a_large_one(connection: Connection) -> None:
    many(connection, 8_000)
    found = search(connection, Search("image"), limit=10)
    assert (found.total, found.sampled, found.all_rows) == (MOST, True, 8_000)
    # A fair one: not only those that were loaded first.
    assert {value for value, _ in found.facets["provider"]} == {"p0", "p1", "p2", "p3"}


def test_a_search_with_many_matches_says_so(connection: Connection) -> None:
    many(connection, 8_000)
    assert bring_up_to_date(connection) == 8_000
    found = search(connection, Search("image", "picture"), offset=MOST - 1)
    assert (found.total, found.more, len(found.records)) == (MOST, True, 1)
    # Not only those that were loaded first.
    assert {value for value, _ in found.facets["provider"]} == {"p0", "p1", "p2", "p3"}


def test_what_changed_is_found_as_it_is_now(foxes: Connection) -> None:
    for _ in range(2):
        foxes.execute("UPDATE image SET title = 'Arctic hare' WHERE foreign_identifier = '2'")
        foxes.execute("DELETE FROM image WHERE foreign_identifier = '4'")
        assert titles(foxes, "fox") == ["Red_fox.jpg"]
        assert titles(foxes, "dusk or hare") == ["Arctic hare"]
        bring_up_to_date(foxes)
    assert foxes.execute("SELECT count(*) FROM image_search_entry").fetchone() == (3,)


def test_a_selection_holds_all_matches_as_they_are_now(foxes: Connection) -> None:
    foxes.execute("UPDATE image SET title = 'Arctic hare' WHERE foreign_identifier = '2'")
    for _ in range(2):
        for words, count in (("fox", 2), ("hare", 1), ("dusk", 0)):
            found = preview(foxes, "image", selection_of(foxes, Search("image", words)))
            assert found.total == count
        bring_up_to_date(foxes)


def test_a_change_of_no_word_is_not_entered_again(foxes: Connection) -> None:
    bring_up_to_date(foxes)
    foxes.execute("UPDATE image SET standardized_popularity = 0.1, url = url || '?2'")
    assert waiting(foxes, "image") == 0


def test_records_that_no_search_finds_yet_are_counted(connection: Connection) -> None:
    many(connection, 3 * 4096)
    found = search(connection, Search("image", "picture"))
    assert (found.waiting, found.total) == (3 * 4096 - WAITING, MOST)
    assert bring_up_to_date(connection) == 3 * 4096
    assert search(connection, Search("image", "n12287")).total == 1


def test_entering_that_was_cut_short_goes_on(
    connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    many(connection, 3 * 4096)
    assert bring_up_to_date(connection, deadline=time.time() - 1) == 0
    monkeypatch.setattr(search_entries, "BATCH", 4000)
    with pytest.raises(psycopg.errors.QueryCanceled):
        bring_up_to_date(connection, progress=cancel_from_the_second_on(connection))
    connection.execute("RESET statement_timeout")
    assert 4096 < waiting(connection, "image") <= 2 * 4096 + 1
    bring_up_to_date(connection)
    entered = connection.execute("SELECT count(*) FROM image_search_entry").fetchone()
    assert (entered, waiting(connection, "image")) == ((3 * 4096,), 0)


def cancel_from_the_second_on(connection: Connection) -> Callable[[str, int], None]:
    def cancel(_media_type: str, _records: int) -> None:
        connection.execute("SET statement_timeout = 1")

    return cancel


def test_one_session_enters_at_a_time(
    connection: Connection, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locks, "_PATIENCE", 0.1)
    with connect(database, autocommit=True) as other:
        other.execute(statement("hold_job"), {"job": "bringing the search up to date"})
        with pytest.raises(BusyError, match="bringing the search up to date is already running"):
            bring_up_to_date(connection)


def test_a_phrase_is_looked_for_in_so_many_candidates(
    connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    many(connection, 1_000)
    add(connection, 5_000, title="n7 picture")
    bring_up_to_date(connection)
    found = search(connection, Search("image", '"n7 picture"'))
    assert (found.total, found.more) == (1, False)
    monkeypatch.setattr("catalog.database.search.CANDIDATES", 100)
    found = search(connection, Search("image", '"picture n" or "picture n1 n2" or -n picture'))
    assert (found.total <= 100, found.more) == (True, True)


@pytest.mark.parametrize("words", ["picture", '"picture n42" -n43', "n42 or n43"])
def test_a_search_never_reads_the_table_of_records(connection: Connection, words: str) -> None:
    many(connection, 8_000)
    bring_up_to_date(connection)
    connection.execute("ANALYZE image_search_entry")
    connection.execute("SELECT pg_stat_force_next_flush()")
    before = scans(connection)
    search(connection, Search("image", words))
    connection.execute("SELECT pg_stat_force_next_flush()")
    assert scans(connection) == before


def scans(connection: Connection) -> object:
    """How often the records or their words were read from one end to the other."""
    return connection.execute(
        "SELECT sum(seq_scan) FROM pg_stat_user_tables"
        " WHERE relname = 'image' OR relname LIKE 'image_search_entry%'"
    ).fetchone()


def test_tags_of_any_length_and_shape_can_be_stored(connection: Connection) -> None:
    add(connection, 1, title="many tags", tags=[f"tag{n}" * 50 for n in range(20_000)])
    add(connection, 2, title="long" * 1000, tags=["x" * 100_000])
    connection.execute("ALTER TABLE image DROP CONSTRAINT image_values_check")
    connection.execute(
        "UPDATE image SET tags = '[{\"name\": [1, null]}, 7]' WHERE title = 'many tags'"
    )
    assert titles(connection, "many") == ["many tags"]


def many(connection: Connection, count: int) -> None:
    connection.execute(
        "INSERT INTO image (created_on, updated_on, provider, source, foreign_identifier,"
        " foreign_landing_url, url, license, license_version, removed_from_source, title)"
        " SELECT now(), now(), 'p' || n / (%(count)s / 4), 'p', n::text, 'https://a.example',"
        " 'https://a.example/' || n, 'by', '4.0', false, 'picture n' || n"
        " FROM generate_series(0, %(count)s - 1) n",
        {"count": count},
    )
    connection.execute("ANALYZE image")
