"""The database defends itself, and a landing file is believed only as far as it can be checked."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.cleaning import clean_row
from catalog.database import migrate
from catalog.database.connection import Connection, connect
from catalog.database.errors import hint
from catalog.database.sound_rows import sound_rows
from catalog.landing import CLEANED, landing_table
from catalog.records import MediaType, Row
from catalog.urls import clean_url, file_url
from tests.catalog.database.loading import audio, fates, image, landing, load, stored
from tests.conftest import copied_database

pytestmark = pytest.mark.postgres


@pytest.fixture(scope="module")
def filled(server_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    """Give a database with one image and one recording, of which no test may change anything."""
    folder = tmp_path_factory.mktemp("filled")
    with copied_database(server_dir) as url, connect(url, autocommit=True) as opened:
        load(url, landing(folder / "1.parquet", [image(1)]))
        load(url, landing(folder / "2.parquet", [audio(1)], "audio"))
        yield opened


NOT_OF_IMAGE = [
    "tags = '{}'",
    "tags = '[1, null, {\"x\": 1}]'",
    *(f"tags = '[{tag}]'" for tag in ("null", "1", '"rain"', "{}", "[]")),
    """tags = '[[{"name": "a", "provider": "b"}]]'""",
    *(
        f"""tags = '[{{"name": "a", "provider": "b"}}, {tag}]'"""
        for tag in (
            '{"name": "a"}',
            '{"provider": "b"}',
            '{"name": 1, "provider": "b"}',
            '{"name": ["a"], "provider": "b"}',
            '{"name": "", "provider": "b"}',
            '{"name": "a", "provider": null}',
            '{"name": "a", "provider": ""}',
            '{"name": "a", "provider": "b", "accuracy": 1.01}',
            '{"name": "a", "provider": "b", "accuracy": -0.1}',
            '{"name": "a", "provider": "b", "accuracy": "0.5"}',
            '{"name": "a", "provider": "b", "accuracy": [0.5]}',
            '{"name": "a", "provider": "b", "accuracy": {}}',
        )
    ),
    "meta_data = '[1]'",
    "meta_data = '\"text\"'",
    "meta_data = 'null'",
    "url = 'javascript:f()'",
    "url = 'ftp://example.org/1.jpg'",
    *(
        f"{column} = '{url}'"
        for column in ("url", "thumbnail", "foreign_landing_url", "creator_url")
        for url in ("", "http://", "https:///a.jpg", "https://x y/1.jpg", "https://a.org/<b>")
    ),
    "url = E'https://example.org/1.jpg\\n'",
    "thumbnail = '//example.org/1.jpg'",
    "foreign_landing_url = 'data:text/html,x'",
    "creator_url = 'x'",
    *(f"{name} = -1" for name in ("width", "height", "filesize")),
    *(
        f"{name} = {text}"
        for name in ("title", "creator", "provider", "source", "foreign_identifier")
        for text in ("''", "' '", "' a'", "E'\\ta'", "E'\\u0001'")
    ),
    *(f"{name} = ''" for name in ("filetype", "category", "ingestion_type")),
    *(f"{name} = NULL" for name in ("provider", "url", "license", "removed_from_source")),
    *(
        f"{name} = {moment}"
        for name in ("created_on", "updated_on", "last_synced_with_source")
        for moment in ("'infinity'", "'-infinity'", "'1969-12-31 23:59+00'", "'10000-01-01'")
    ),
    *(f"standardized_popularity = {score}" for score in ("'NaN'", "-0.1", "1.1", "'Infinity'")),
    "license = 'xx'",
    "license = ''",
    "license_version = '2'",
    "license = 'cc0', license_version = '4.0'",
]
NOT_OF_AUDIO = [
    *(f"{name} = -1" for name in ("duration", "bit_rate", "sample_rate", "set_position")),
    *(f"genres = {words}" for words in ("'{rock,NULL}'", "'{\"\"}'", "'{{rock},{pop}}'")),
    *(f"audio_set = '{album}'" for album in ("[]", "1", '{"title": ["a"]}', '{"creator": {}}')),
    """audio_set = '{"foreign_landing_url": "x"}'""",
    """audio_set = '{"thumbnail": 1}'""",
    """audio_set = '{"thumbnail": ["https://a.org/1.jpg"]}'""",
    """audio_set = '{"creator_url": "javascript:f()"}'""",
    *(f"alt_files = '{files}'" for files in ("{}", "[1]", "[null]", "[{}]", '[{"url": 1}]')),
    """alt_files = '[{"url": "ftp://a.org/1.mp3"}]'""",
    """alt_files = '[{"url": "https://a.org/1.mp3", "filesize": -1}]'""",
    """alt_files = '[{"url": "https://a.org/1.mp3", "bit_rate": "128"}]'""",
    """alt_files = '[{"url": "https://a.org/1.mp3", "filetype": 3}]'""",
]


@pytest.mark.parametrize(
    "statement",
    [f"UPDATE image SET {each}" for each in NOT_OF_IMAGE]
    + [f"UPDATE audio SET {each}" for each in NOT_OF_AUDIO],
)
def test_nobody_can_store_what_no_row_may_be(statement: str, filled: Connection) -> None:
    with pytest.raises((psycopg.errors.CheckViolation, psycopg.errors.NotNullViolation)):
        filled.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE image SET tags = NULL, title = NULL, meta_data = NULL",
        "UPDATE image SET last_synced_with_source = NULL",
        "UPDATE image SET tags = '[]', meta_data = '{}', width = 0",
        """UPDATE image SET tags = '[{"name": "rain", "provider": "flickr", "accuracy": 1, "x": 1},
            {"name": "snow", "provider": "clarifai", "accuracy": null}]'""",
        "UPDATE image SET url = 'https://xn--mnchen-3ya.de:8080?a=[1]'",
        "UPDATE image SET title = 'Über', creator = '山'",
        "UPDATE audio SET genres = '{}', alt_files = '[]', audio_set = '{}'",
        """UPDATE audio SET genres = '{hip hop}', alt_files =
            '[{"url": "https://a.org/1.ogg", "filesize": 5, "filetype": "ogg", "duration": null}]',
            audio_set = '{"title": "A", "foreign_identifier": 7, "thumbnail": "https://a.org/1.jpg"}'
        """,
    ],
)
def test_what_a_row_may_be_is_taken(statement: str, filled: Connection) -> None:
    with filled.transaction(force_rollback=True):
        assert filled.execute(statement).rowcount == 1


def test_what_was_stored_before_the_checks_is_repaired_by_the_next_load(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    path = landing(tmp_path / "1.parquet", [image(1, tags=["rain"], meta_data={"views": 1})])
    load(database, path)
    names = ("image_tags_shape_check", "image_meta_data_shape_check")
    for name in (*names, "image_values_check"):
        connection.execute(f"ALTER TABLE image DROP CONSTRAINT {name}")
    connection.execute("UPDATE image SET tags = '{}', meta_data = '[]'")
    for name in names:
        column = name.removeprefix("image_").removesuffix("_shape_check")
        shape = "array" if column == "tags" else "object"
        rule = f"CHECK (jsonb_typeof({column}) = '{shape}') NOT VALID"
        connection.execute(f"ALTER TABLE image ADD CONSTRAINT {name} {rule}")
    assert fates(load(database, path)) == (1, 0, 1, 0)
    assert stored(connection, "tags -> 0 ->> 'name'", "meta_data ->> 'views'") == [("rain", "1")]


def test_the_checks_hold_for_all_rows_of_a_new_database(connection: Connection) -> None:
    query = "SELECT count(*) FROM pg_constraint WHERE contype = 'c' AND NOT convalidated"
    assert connection.execute(query).fetchone() == (0,)


LIES: list[dict[str, Any]] = [
    {"tags": "{}"},
    {"tags": "[1, 2"},
    {"tags": '[1,null,{"x":1}]'},
    {"tags": '[{"name":"rain","provider":"flickr","accuracy":7}]'},
    {"tags": '[{"name":"rain","provider":"flickr"},"snow"]'},
    {"tags": '[{"name":"\\u0000","provider":"flickr"}]'},
    {"meta_data": "[1]"},
    {"meta_data": "{bad"},
    {"url": "https://x y/<script>"},
    {"url": "https://localhost/x.jpg"},
    {"url": "http://169.254.169.254/x.jpg"},
    {"url": "https://EXAMPLE.org/x.jpg"},
    {"category": "nonsense"},
    {"filetype": "mp3"},
    {"ingestion_type": "magic"},
    {"title": "<b>x</b>\x01"},
    {"title": "&lt;img src=x onerror=f()&gt;"},
    {"creator": "two  spaces "},
    {"title": ""},
    {"provider": ""},
    {"source": ""},
    {"filesize": -5},
    {"width": -1},
    {"foreign_identifier": "  a  "},
    {"license_version": "2"},
]


LIES += [
    *(
        {"url": f"https://img.example.org{rest}"}
        for rest in (":443/1.jpg", "/%7e1.jpg", "/1.jpg#a")
    ),
    *({"url": f"https://img.example.org{rest}"} for rest in ("/%c3%9c.jpg", "/a/../1.jpg")),
    *(
        {"foreign_landing_url": url}
        for url in ("https://localhost/1", "https://example.org:99999/")
    ),
    *(
        {"thumbnail": url}
        for url in ("http://169.254.169.254/t.jpg", "https://example.org/./t.jpg")
    ),
    {"creator_url": "http://10.0.0.1:80/ann"},
    {"provider": "a/b"},
]


def forged(path: Path, given: dict[str, Any], row: Row, media_type: MediaType = "image") -> Path:
    """Write a file that says its row is clean."""
    table = landing_table(media_type, [clean_row(row, media_type)])
    for name, value in given.items():
        field = table.schema.field(name)
        column = pa.array([value], field.type)
        table = table.set_column(table.schema.get_field_index(name), field, column)
    pq.write_table(table.replace_schema_metadata(dict(CLEANED)), path)
    return path


SEEN = (
    *("foreign_landing_url", "thumbnail", "creator_url"),
    *("foreign_identifier", "url", "title", "creator", "category", "filetype", "ingestion_type"),
    *("filesize", "width", "license_version", "tags", "meta_data -> 'views'"),
)


@pytest.mark.parametrize("given", LIES)
def test_a_landing_file_is_cleaned_where_its_footer_lies(
    given: dict[str, Any], database: str, connection: Connection, tmp_path: Path
) -> None:
    report = load(database, forged(tmp_path / "1.parquet", given, image(1)), max_rejected=1.0)
    try:
        row = clean_row(image(1, **given), "image")
    except Exception:  # noqa: BLE001 - whatever it is rejected for
        assert (report.inserted, sum(report.rejected.values())) == (0, 1)
        return
    assert report.inserted == 1
    (found,) = stored(connection, *SEEN)
    assert found == (*(row[name] for name in SEEN[:-1]), None)
    assert fates(load(database, landing(tmp_path / "2.parquet", [image(1)])))[0] == 1


def test_what_only_recordings_have_is_cleaned_too_where_the_footer_lies(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    files = '[1,{"url":"x"},{"url":"https://a.org/1.ogg","bit_rate":-1,"filetype":"ogg"}]'
    lies = {
        "alt_files": files,
        "audio_set": '{"title":"A","creator":["Ann"],"thumbnail":"x"}',
        "genres": ["rock", None, ""],
    }
    report = load(database, forged(tmp_path / "1.parquet", lies, audio(1), "audio"))
    assert (report.inserted, report.dropped) == (
        1,
        {"dropped.part_of_alt_files": 1, "dropped.part_of_audio_set": 1},
    )
    assert stored(connection, *lies, table="audio") == [
        ([{"url": "https://a.org/1.ogg", "filetype": "ogg"}], {"title": "A"}, ["rock"])
    ]


_PIECES = st.sampled_from(
    [*"/.aB%?#&=+;[]|^~'@-: ", "..", "/.", "//", "%7E", "%2F", "%3f", ":80", ":443", "ü", "%zz"]
)


@given(st.lists(_PIECES, max_size=7).map("".join), st.sampled_from(["example.org", "localhost"]))
def test_no_url_is_taken_for_clean_that_cleaning_would_change(rest: str, host: str) -> None:
    url = f"https://{host}{rest}"
    row = clean_row(image(1), "image") | {"url": url, "thumbnail": url}
    (batch,) = landing_table("image", [row]).to_batches()
    if sound_rows(batch, "image").to_pylist() == [True]:
        assert (file_url(url), clean_url(url)) == (url, url)


BROKEN_BEFORE = """
tags = '[1, null, {"x": 1}, "rain", {"name": "snow"},
    {"name": "sun", "provider": "clarifai", "accuracy": 7},
    {"name": "fog", "provider": "clarifai", "accuracy": 0.5}]',
meta_data = '[]', title = E' \\n rain', creator = '', source = '', thumbnail = 'x', width = -1,
created_on = '1905-06-01', last_synced_with_source = 'infinity'
"""
REPAIRED = [
    {"name": "rain", "provider": "flickr"},
    {"name": "snow", "provider": "flickr"},
    {"name": "sun", "provider": "clarifai"},
    {"name": "fog", "provider": "clarifai", "accuracy": 0.5},
]


def test_rows_that_were_there_are_repaired_when_the_rules_come(
    connection: Connection,
) -> None:
    connection.execute("DROP SCHEMA public CASCADE")
    connection.execute("CREATE SCHEMA public")
    before = [each for each in migrate.migrations() if each.number <= 20]
    list(migrate.migrate(connection, before))
    insert = (
        "INSERT INTO {} (created_on, updated_on, removed_from_source, license, license_version,"
        " provider, source, foreign_identifier, foreign_landing_url, url, {}) VALUES (now(), now(),"
        " false, 'by', '4.0', 'flickr', 'flickr', %s, 'https://a.org/1', %s, {})"
    )
    for number, url in enumerate(
        ("https://a.org/1.jpg", "ftp://a.org/2.jpg", "https://a.org/3.jpg")
    ):
        connection.execute(insert.format("image", "title", "'A'"), [str(number), url])
    connection.execute(f"UPDATE image SET {BROKEN_BEFORE} WHERE foreign_identifier = '0'")
    connection.execute("UPDATE image SET title = ' A' WHERE foreign_identifier = '1'")
    more = "genres, alt_files, audio_set, bit_rate"
    odd = """'{rock,NULL,""}', '[1, {"url": "https://a.org/1.ogg"}, {"url": "x"}]',
        '{"title": "A", "thumbnail": "x", "creator": []}', -1"""
    connection.execute(insert.format("audio", more, odd), ["1", "https://a.org/1.mp3"])
    list(migrate.migrate(connection))

    columns = (
        *("tags", "meta_data", "title", "creator", "source", "thumbnail", "width"),
        *("created_on = updated_on", "last_synced_with_source"),
    )
    first, second, third = stored(connection, *columns)
    assert first == (REPAIRED, None, "rain", None, "flickr", None, None, True, None)
    assert second[2] == " A"  # its address is none, and what it is cannot be told
    assert third[2] == "A"
    (recording,) = stored(connection, *more.split(", "), table="audio")
    files = [{"url": "https://a.org/1.ogg"}]
    assert recording == (["rock"], files, {"title": "A"}, None)
    told = migrate.broken_rules(connection)
    broken = ["image_url_shape_check", "image_values_check"]
    assert [each.split()[4] for each in told] == broken
    find = told[0].partition("SELECT")[2].partition(";")[0]
    found = connection.execute(f"SELECT identifier FROM ({'SELECT' + find}) AS bad").fetchall()
    assert len(found) == 1
    with pytest.raises(psycopg.errors.CheckViolation) as refused:
        connection.execute("UPDATE image SET title = 'B'")
    assert "`catalog db status` tells how to find" in hint(refused.value)
