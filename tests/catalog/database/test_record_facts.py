import uuid
from pathlib import Path

import pytest

from catalog.database import deletion, selection
from catalog.database.connection import Connection
from catalog.database.record_facts import RecordFacts, identify, read_facts
from catalog.errors import NotFoundError, UsageError
from tests.catalog.database.loading import image, landing, load

pytestmark = pytest.mark.postgres
URL = "https://img.example.org/1.jpg"


def facts_of(connection: Connection, text: str = URL) -> RecordFacts:
    return read_facts(connection, *identify(connection, text))


def test_a_record_tells_its_licences_and_its_loads(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    first = landing(tmp_path / "first.parquet", [image(1, license="by")])
    second = landing(tmp_path / "second.parquet", [image(1, license="by-sa")])
    other = landing(tmp_path / "other.parquet", [image(2, provider="met", source="met")])
    for file in (first, second, other):
        load(database, file)
    facts = facts_of(connection)
    assert facts.state == "live"
    assert [(load["file"], load["made_it"]) for load in facts.loads] == [
        (str(first), True),
        (str(second), False),
    ]
    (change,) = facts.license_changes
    told = ("old_license", "new_license", "file")
    assert [change[name] for name in told] == ["by", "by-sa", str(second)]
    assert facts.attribution.text.startswith('"Title 1" (https://example.org/photos/1) is licensed')


@pytest.mark.parametrize("spelling", ["http://IMG.example.org:80/1.jpg", f"{URL}#top", f" {URL} "])
def test_a_file_is_found_by_every_spelling_of_its_url(
    spelling: str, database: str, connection: Connection, tmp_path: Path
) -> None:
    load(database, landing(tmp_path / "1.parquet", [image(1)]))
    assert identify(connection, spelling) == identify(connection, URL)


def test_a_deleted_record_is_still_shown(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    load(database, landing(tmp_path / "one.parquet", [image(1)]))
    identifier = facts_of(connection).row["identifier"]
    chosen = selection.by_ids("image", identifier, name="test")
    deletion.delete(connection, "image", chosen, reason="asked by its maker")
    facts = facts_of(connection)
    assert (facts.state, facts.row["deleted_reason"]) == ("deleted", "asked by its maker")
    connection.execute(
        "INSERT INTO audio (created_on, updated_on, provider, source, foreign_identifier,"
        " foreign_landing_url, url, license, license_version, removed_from_source)"
        " VALUES (now(), now(), 'jamendo', 'jamendo', 'x', 'https://a.example',"
        " 'http://img.example.org/1.jpg', 'by', '4.0', true)"
    )
    sound = facts_of(
        connection, str(connection.execute("SELECT identifier FROM audio").fetchone()[0])
    )  # type: ignore[index]
    assert sound.state == "removed_from_source"
    assert [(same["media_type"], same["provider"]) for same in sound.same_file] == [
        ("image", "flickr")
    ]
    assert sound.same_file[0]["deleted_on"] is not None


def test_inlinks_popularity_and_origin_are_told(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    row = image(1, meta_data={"views": 7, "evidence": "json_ld", "confidence": "high"})
    load(database, landing(tmp_path / "one.parquet", [row | {"ingestion_type": "commoncrawl"}]))
    connection.execute(
        "INSERT INTO image_inlink VALUES (url_key(%s), 12, 3, 'CC-MAIN-2026-43')", [URL]
    )
    facts = facts_of(connection, "http://img.example.org/1.jpg")
    assert facts.inlinks == {"inlinks": 12, "inlink_hosts": 3, "crawl": "CC-MAIN-2026-43"}
    assert facts.metric is not None
    assert facts.metric["metric"] == "views"
    assert facts.origin == (
        "Read out of a page of flickr in Common Crawl, found by JSON-LD with high confidence."
    )


def test_what_is_not_there_is_told(connection: Connection) -> None:
    with pytest.raises(NotFoundError, match="no record has the file https://a.example/x"):
        identify(connection, "https://a.example/x")
    with pytest.raises(NotFoundError, match="no record has the identifier"):
        identify(connection, str(uuid.uuid4()))
    with pytest.raises(UsageError, match="neither an identifier"):
        identify(connection, "javascript:alert(1)")
