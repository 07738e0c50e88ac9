import subprocess
import sys
import uuid
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog.cleaning import clean_row
from catalog.database.clean_batches import Chunk
from catalog.database.connection import Connection
from catalog.database.copy_binary import Encoder, Identifiers, new_identifiers
from catalog.database.sql import statement
from catalog.database.staging import copy_into
from catalog.landing import landing_table, write_landing_file
from catalog.records import MEDIA_TYPES, ColumnKind, MediaType, Row, columns_of
from tests.catalog.database.loading import audio, image, landing

WORDS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=12)
OBJECTS = st.dictionaries(WORDS, WORDS | st.integers(-9, 9) | st.booleans(), min_size=1, max_size=3)
VALUES: dict[ColumnKind, st.SearchStrategy[Any]] = {
    ColumnKind.TEXT: WORDS,
    ColumnKind.URL: WORDS,
    ColumnKind.INTEGER: st.integers(-(2**31), 2**31 - 1),
    ColumnKind.BIGINT: st.integers(-(2**63), 2**63 - 1),
    ColumnKind.BOOLEAN: st.booleans(),
    ColumnKind.JSON: OBJECTS,
    ColumnKind.TAGS: st.lists(OBJECTS, max_size=3),
    ColumnKind.FILES: st.lists(OBJECTS, max_size=3),
    ColumnKind.TEXT_ARRAY: st.lists(WORDS, max_size=3),
}

LISTS = {ColumnKind.TAGS, ColumnKind.FILES}


def rows_of(media_type: MediaType) -> st.SearchStrategy[list[Row]]:
    values = {column.name: st.none() | VALUES[column.kind] for column in columns_of(media_type)}
    return st.lists(st.fixed_dictionaries(values), min_size=1, max_size=5)


TABLES = st.sampled_from(MEDIA_TYPES).flatmap(lambda m: st.tuples(st.just(m), rows_of(m)))


def test_a_row_is_its_fields_each_after_its_length() -> None:
    row: Row = dict.fromkeys(column.name for column in columns_of("image"))
    row |= {"foreign_identifier": "ä1", "filesize": 258, "meta_data": {"a": 1}}
    row |= {"watermarked": True, "width": -2}
    null = b"\xff\xff\xff\xff"
    assert Encoder("image").rows([(7, row)]) == b"".join(
        [
            b"\0\x16",  # 22 fields
            b"\0\0\0\x08\0\0\0\0\0\0\0\x07",  # line
            b"\0\0\0\x03\xc3\xa41",  # foreign_identifier
            null * 4,
            b"\0\0\0\x08\0\0\0\0\0\0\x01\x02",  # filesize
            null * 5,
            b'\0\0\0\x08\x01{"a":1}',  # meta_data
            null * 2,
            b"\0\0\0\x01\x01",  # watermarked
            null * 3,
            b"\0\0\0\x04\xff\xff\xff\xfe",  # width
            null * 2,  # height, and nothing is assumed
        ]
    )


def test_what_is_assumed_of_a_row_stands_after_its_columns(tmp_path: Path) -> None:
    rows = [clean_row(image(1), "image"), clean_row(image(2, filetype="png"), "image")]
    assert [row.assumed for row in rows] == [  # type: ignore[attr-defined]
        ["filetype", "license_url", "ingestion_type"],
        ["license_url", "ingestion_type"],
    ]
    path = tmp_path / "1.parquet"
    write_landing_file(str(path), "image", rows)
    (batch,) = pq.ParquetFile(path).iter_batches()
    assert bytes(Encoder("image").batch([1, 2], batch)) == Encoder("image").rows(enumerate(rows, 1))
    assert (
        Encoder("image")
        .rows([(2, rows[1])])
        .endswith(
            b"\0\0\0\x35\0\0\0\x01\0\0\0\0\0\0\0\x19\0\0\0\x02\0\0\0\x01"
            b"\0\0\0\x0blicense_url\0\0\0\x0eingestion_type"
        )
    )


@given(TABLES)
def test_a_batch_is_encoded_like_its_rows(table: tuple[MediaType, list[Row]]) -> None:
    media_type, rows = table
    (batch,) = landing_table(media_type, rows).to_batches()
    lines = range(2, 2 + len(rows))
    expected = Encoder(media_type).rows(zip(lines, rows, strict=True))
    assert bytes(Encoder(media_type).batch(lines, batch)) == expected
    rest = Encoder(media_type).rows(zip(lines[1:], rows[1:], strict=True))
    assert bytes(Encoder(media_type).batch(lines[1:], batch.slice(1))) == rest


def test_a_new_record_begins_with_its_identifier_and_three_times_the_moment(tmp_path: Path) -> None:
    path = landing(tmp_path / "1.parquet", [image(1), image(2)])
    (batch,) = pq.ParquetFile(path).iter_batches()
    encoder = Encoder("image", datetime(2000, 1, 1, 0, 0, 1, 2, tzinfo=UTC))
    data = bytes(encoder.batch([1, 2], batch))
    moment = b"\0\0\0\x08" + (1_000_002).to_bytes(8)
    lead = b"\0\x1a\0\0\0\x10%s" + moment * 3 + b"\0\0\0\x01\0\0\0\0\x011"  # 26 fields
    identifier = uuid.UUID(bytes=data[6:22])
    assert data.startswith(lead.replace(b"%s", identifier.bytes))
    assert (identifier.version, identifier.variant) == (4, uuid.RFC_4122)
    rows = encoder.rows(enumerate(batch.to_pylist(), 1))
    assert (rows[:6], rows[22:60]) == (data[:6], data[22:60])


@pytest.mark.parametrize(("expected", "together"), [(0, 1), (1000, 300), (10, 7), (5000, 1000)])
def test_identifiers_of_as_many_rows_as_are_expected_are_in_order(
    expected: int, together: int
) -> None:
    identifiers = Identifiers(expected)
    drawn = b"".join(identifiers.take(together) for _ in range(3))
    found = [drawn[start : start + 16] for start in range(0, len(drawn), 16)]
    assert len(set(found)) == 3 * together
    assert found[:expected] == sorted(found[:expected])


def test_no_two_new_identifiers_are_alike() -> None:
    drawn = new_identifiers(1000)
    found = {uuid.UUID(bytes=drawn[start : start + 16]) for start in range(0, 16_000, 16)}
    assert len(found) == 1000
    assert {(one.version, one.variant) for one in found} == {(4, uuid.RFC_4122)}


@pytest.mark.postgres
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(TABLES)
def test_the_server_reads_what_was_written(
    connection: Connection, table: tuple[MediaType, list[Row]]
) -> None:
    media_type, rows = table
    data = Encoder(media_type).rows(enumerate(rows, 1))
    with connection.transaction():
        connection.execute("DROP TABLE IF EXISTS staged", prepare=False)
        connection.execute(statement(f"create_staged_{media_type}"))
        copy_into(connection, f"copy_staged_{media_type}", [Chunk(len(rows), data)])
    found = connection.execute("SELECT * FROM staged ORDER BY line", prepare=False).fetchall()
    columns = columns_of(media_type)
    assert [values[1:] for values in found] == [
        # No tags and no files are null.
        (*(row[c.name] or None if c.kind in LISTS else row[c.name] for c in columns), None)
        for row in rows
    ]


ENCODE_A_BATCH = """
import sys
import pyarrow.parquet as pq
from catalog.database.copy_binary import Encoder
(batch,) = pq.ParquetFile(sys.argv[1]).iter_batches()
Encoder("audio").batch([2], batch)
print("pandas" in sys.modules)
"""


def test_no_batch_needs_pandas_which_costs_a_quarter_of_the_memory(tmp_path: Path) -> None:
    row = audio(1, genres=["dub"], duration=90, tags=[{"name": "dub", "provider": "jamendo"}])
    path = landing(tmp_path / "1.parquet", [row], "audio")
    command = [sys.executable, "-c", ENCODE_A_BATCH, str(path)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert done.stdout == "False\n"
