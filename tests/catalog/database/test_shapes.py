"""The database defends itself, and a landing file is believed only as far as it can be checked."""

from pathlib import Path
from typing import Any

import psycopg
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.cleaning import clean_row
from catalog.database.connection import Connection
from catalog.database.sound_rows import sound_rows
from catalog.landing import CLEANED, landing_table
from catalog.urls import clean_url, file_url
from tests.catalog.database.loading import fates, image, landing, load, stored

pytestmark = pytest.mark.postgres


@pytest.mark.parametrize(
    "assignment",
    [
        "tags = '{}'",
        "meta_data = '[1]'",
        "meta_data = '\"text\"'",
        "url = 'javascript:f()'",
        "url = 'ftp://example.org/1.jpg'",
        "thumbnail = '//example.org/1.jpg'",
        "foreign_landing_url = 'data:text/html,x'",
        "creator_url = 'x'",
        "width = -1",
        "filesize = -5",
        "license = 'xx'",
        "license_version = '2'",
        "license = 'cc0', license_version = '4.0'",
    ],
)
def test_nobody_can_store_what_no_row_may_be(
    assignment: str, database: str, connection: Connection, tmp_path: Path
) -> None:
    load(database, landing(tmp_path / "1.parquet", [image(1)]))
    with pytest.raises(psycopg.errors.CheckViolation):
        connection.execute(f"UPDATE image SET {assignment}")


def test_what_was_stored_before_the_checks_is_repaired_by_the_next_load(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    path = landing(tmp_path / "1.parquet", [image(1, tags=["rain"], meta_data={"views": 1})])
    load(database, path)
    names = ("image_tags_shape_check", "image_meta_data_shape_check")
    for name in names:
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
]


def forged(path: Path, given: dict[str, Any]) -> Path:
    """Write a file that says its row is clean."""
    table = landing_table("image", [clean_row(image(1), "image")])
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
    report = load(database, forged(tmp_path / "1.parquet", given), max_rejected=1.0)
    try:
        row = clean_row(image(1, **given), "image")
    except Exception:  # noqa: BLE001 - whatever it is rejected for
        assert (report.inserted, sum(report.rejected.values())) == (0, 1)
        return
    assert report.inserted == 1
    (found,) = stored(connection, *SEEN)
    assert found == (*(row[name] for name in SEEN[:-1]), None)
    assert fates(load(database, landing(tmp_path / "2.parquet", [image(1)])))[0] == 1


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
