import json

import pytest

from catalog.database.connection import Connection
from catalog.database.search import MOST, Search, search

pytestmark = pytest.mark.postgres


@pytest.fixture
def foxes(connection: Connection) -> Connection:
    add(connection, 1, title="Red_fox.jpg", creator="Ana Lima", tags=["forest", "Vulpes vulpes"])
    add(connection, 2, title="Red foxes at dusk", license="cc0", width=4000, height=3000)
    add(connection, 3, title="Grey wolf", provider="met", category="photograph", popularity=0.5)
    add(connection, 4, title="O'Brien's \\fox", provider="o'neill\\", popularity=0.9)
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


def test_a_search_with_many_matches_says_so_and_uses_the_index(connection: Connection) -> None:
    many(connection, 8_000)
    found = search(connection, Search("image", "picture"), offset=MOST - 1)
    assert (found.total, found.more, len(found.records)) == (MOST, True, 1)
    plan = connection.execute(
        "EXPLAIN SELECT identifier FROM image_search WHERE search @@ '''n42'' & ''license=by'''"
    ).fetchall()
    assert any("image_search_idx" in line for (line,) in plan)


def test_tags_of_any_length_and_shape_can_be_stored(connection: Connection) -> None:
    add(connection, 1, title="many tags", tags=[f"tag{n}" * 50 for n in range(20_000)])
    add(connection, 2, title="long" * 1000, tags=["x" * 100_000])
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
