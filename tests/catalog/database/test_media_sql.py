"""A column, or a media type, is declared once, and everything that knows the columns follows."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from catalog import records
from catalog.cleaning import clean
from catalog.database import deletion, media_sql, popularity, refresh
from catalog.database.connection import Connection
from catalog.database.media_sql import SchemaChangeError, filled, migration
from catalog.database.refresh_workers import RefreshRequest
from catalog.database.selection import by_condition
from catalog.database.sql import read_statements, statements
from catalog.database.stats import stats
from catalog.landing import write_landing_file
from catalog.licenses import from_pair
from catalog.records import Column, ColumnKind, MediaRecord, MediaTable, declared_columns
from scripts import generate_sql
from tests.catalog.database.loading import fates, load, stored


@dataclass(slots=True, kw_only=True)
class VideoRecord(MediaRecord):
    frame_rate: float | None = records._column(
        ColumnKind.NUMBER, "pictures a second", media=("video",)
    )


NOT_OF_VIDEO = ("watermarked", "bit_rate", "sample_rate", "genres", "set_position", "alt_files")
VIDEO = MediaTable(
    "video",
    tuple(
        column
        for column in declared_columns(VideoRecord)
        if column.name not in NOT_OF_VIDEO and not column.name.startswith("audio_set")
    ),
    filetypes=frozenset({"mp4", "webm", "ogv"}),
    categories=frozenset({"film"}),
    size="image_size(width, height)",
)


@pytest.fixture
def video(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> MediaTable:
    """Declare a third media type, as one line of the declarations would."""
    monkeypatch.setitem(records.TABLES, "video", VIDEO)
    for name, text in media_sql.generated_files(VIDEO).items():
        (tmp_path / name).write_text(text)
        for statement, sql in read_statements(tmp_path / name).items():
            monkeypatch.setitem(statements(), statement, sql)
    return VIDEO


def film(number: int, **given: Any) -> dict[str, Any]:
    by = from_pair("by", "4.0")
    assert by is not None
    fields = {
        "foreign_identifier": str(number),
        "foreign_landing_url": f"https://example.org/films/{number}",
        "url": f"https://example.org/{number}.webm",
        "provider": "archive",
        "duration": 61_000,
        "width": "1920",
        "height": 1080,
        "frame_rate": "29.97",
    }
    return clean(VideoRecord(media_type="video", license_info=by, **(fields | given)))


@pytest.mark.postgres
def test_a_new_media_type_is_one_declaration(
    video: MediaTable, database: str, connection: Connection, tmp_path: Path
) -> None:
    text = migration(video)
    assert text is not None
    connection.execute(text)
    landed = tmp_path / "films.parquet"
    write_landing_file(str(landed), "video", [film(1, meta_data={"plays": 9}), film(2)])
    assert fates(load(database, landed)) == (2, 2, 0, 0)
    assert fates(load(database, landed)) == (2, 0, 0, 2)
    columns = ("foreign_identifier", "filetype", "duration", "width", "height", "frame_rate")
    assert stored(connection, *columns, table="video") == [
        ("1", "webm", 61_000, 1920, 1080, 29.97),
        ("2", "webm", 61_000, 1920, 1080, 29.97),
    ]

    newer = tmp_path / "newer.parquet"
    write_landing_file(str(newer), "video", [film(2, frame_rate=24, width=None), film(3)])
    assert fates(load(database, newer)) == (2, 1, 1, 0)
    assert stored(connection, "width", "frame_rate", table="video")[1] == (1920, 24.0)

    popularity.set_metric(connection, popularity.Metric("video", "archive", "plays"))
    refresh.refresh(database, RefreshRequest("video"))
    assert stored(connection, "standardized_popularity", table="video") == [
        (0.85,),
        (None,),
        (None,),
    ]

    one = by_condition("video", "foreign_identifier = '1'", name="film.sql")
    assert deletion.delete(connection, "video", one, reason="takedown").done == 1
    assert load(database, landed).rejected == {"deleted": 1}
    assert stored(connection, "foreign_identifier", table="video") == [("2",), ("3",)]
    gone = by_condition("deleted_video", "true", name="film.sql")
    assert deletion.restore(connection, "video", gone).done == 1
    (counted,) = stats(connection, ["video"])
    assert (counted.total, counted.scored["archive"]) == (3, 1)


SHAPES = (
    "SELECT attname, format_type(atttypid, atttypmod), attnotnull, pg_get_expr(adbin, adrelid)"
    " FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum"
    " WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attname",
    "SELECT contype::text, pg_get_constraintdef(oid) FROM pg_constraint"
    " WHERE conrelid = %s::regclass AND contype <> 'n' ORDER BY 1, 2",
    "SELECT regexp_replace(indexdef, '^.* USING ', ''), indexdef LIKE 'CREATE UNIQUE%%'"
    " FROM pg_indexes WHERE tablename = %s ORDER BY 1",
    "SELECT regexp_replace(pg_get_triggerdef(oid), '^.* EXECUTE', '') FROM pg_trigger"
    " WHERE tgrelid = %s::regclass AND NOT tgisinternal ORDER BY 1",
    "SELECT reloptions FROM pg_class WHERE oid = %s::regclass",
)


def shape(connection: Connection, table: str) -> list[Any]:
    return [connection.execute(query, [table]).fetchall() for query in SHAPES]


@pytest.mark.postgres
@pytest.mark.parametrize("media_type", ["image", "audio"])
def test_a_table_made_afresh_is_what_all_migrations_made_of_it(
    media_type: Any, connection: Connection
) -> None:
    twin = replace(records.TABLES[media_type], name="twin")  # type: ignore[arg-type]
    connection.execute(filled("tables", twin))
    assert shape(connection, "twin") == shape(connection, media_type)
    assert shape(connection, "deleted_twin") == shape(connection, f"deleted_{media_type}")


def test_a_column_is_added_by_declaring_it() -> None:
    added = Column("depth", ColumnKind.INTEGER, "bits of a pixel")
    image = records.TABLES["image"]
    wider = replace(image, columns=(*image.columns, added))
    assert migration(wider) == (
        "-- Columns that records of image have from now on.\n"
        "\n"
        "ALTER TABLE image ADD COLUMN depth integer CHECK (depth >= 0);\n"
        "ALTER TABLE deleted_image ADD COLUMN depth integer;\n"
    )
    load_sql = media_sql.generated_files(wider)["load_image.sql"]
    for part in (
        "    depth integer,\n    assumed text[]\n)",
        "    height,\n    depth,\n    assumed\n) FROM STDIN",
        "OR COALESCE(s.depth, m.depth) IS DISTINCT FROM m.depth",
        "depth = COALESCE(s.depth, m.depth),",
    ):
        assert part in load_sql
    kept = "CASE WHEN deleted.depth >= 0 THEN deleted.depth END,"
    assert kept in media_sql.generated_files(wider)["deletion_image.sql"]


def test_a_column_that_goes_or_changes_its_type_needs_a_migration_by_hand() -> None:
    image = records.TABLES["image"]
    with pytest.raises(SchemaChangeError, match="image.height is gone or has another type"):
        migration(replace(image, columns=image.columns[:-1]))
    wide = Column("height", ColumnKind.BIGINT, "pixels")
    with pytest.raises(SchemaChangeError, match="image.height is gone or has another type"):
        migration(replace(image, columns=(*image.columns[:-1], wide)))


def test_the_generated_statements_are_those_of_the_declarations() -> None:
    assert generate_sql.stale() == []


def test_nothing_is_due_where_nothing_is_new() -> None:
    assert [migration(table) for table in records.TABLES.values()] == [None, None]
