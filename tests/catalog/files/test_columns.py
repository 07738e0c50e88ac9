import subprocess
import sys
from datetime import UTC
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.files.columns import column, record_batch

SCHEMA = pa.schema(
    [
        pa.field("text", pa.string()),
        pa.field("number", pa.int64()),
        pa.field("flag", pa.bool_()),
        pa.field("moment", pa.timestamp("us", tz="UTC")),
        pa.field("short", pa.int32()),
        pa.field("share", pa.float64()),
        pa.field("words", pa.list_(pa.string())),
    ]
)
MOMENTS = st.datetimes(timezones=st.just(UTC))
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "text": st.none() | st.text(),
            "number": st.none() | st.integers(-(2**63), 2**63 - 1),
            "flag": st.none() | st.booleans(),
            "moment": st.none() | MOMENTS,
            "short": st.none() | st.integers(-(2**31), 2**31 - 1),
            "share": st.none() | st.floats(allow_nan=False),
            "words": st.none() | st.lists(st.text(), max_size=3),
        }
    ),
    max_size=40,
)


@settings(deadline=None)
@given(ROWS)
def test_a_batch_gives_back_the_rows_it_was_made_of(rows: list[dict[str, Any]]) -> None:
    batch = record_batch(rows, SCHEMA)
    batch.validate(full=True)
    assert batch.to_pylist() == rows


def test_a_number_of_too_many_bits_is_an_error() -> None:
    with pytest.raises(OverflowError):
        column([2**31], pa.int32())


def test_a_landing_file_is_written_without_pandas() -> None:
    code = """
import sys
import tempfile
from catalog.cleaning import clean_row
from catalog.landing import write_landing_file
from tests.catalog.database.loading import audio
with tempfile.TemporaryDirectory() as folder:
    rows = [clean_row(audio(1, genres=["dub"], duration=90), "audio")]
    assert rows[0].assumed
    write_landing_file(f"{folder}/a.parquet", "audio", rows)
assert "pandas" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", code], check=True)


def test_extraction_does_not_import_pandas() -> None:
    code = """
import sys
from pathlib import Path
from catalog.links.extract import ExtractLinks
import tests.catalog.links.wats as wats
import tempfile
with tempfile.TemporaryDirectory() as folder:
    file = Path(folder, "a.warc.wat.gz")
    file.write_bytes(wats.wat(wats.page(wats.BY)))
    report = ExtractLinks(folder)(str(file))
    assert report.counts["rows"] == 1, report
assert "pandas" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", code], check=True)
