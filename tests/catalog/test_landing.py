from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from catalog.landing import landing_folder, landing_schema, landing_uri, write_landing_file

DAY = date(2026, 11, 3)


def test_the_image_schema_has_every_image_column_in_order() -> None:
    assert landing_schema("image").names == [
        "foreign_identifier",
        "foreign_landing_url",
        "url",
        "thumbnail",
        "filetype",
        "filesize",
        "license",
        "license_version",
        "creator",
        "creator_url",
        "title",
        "meta_data",
        "tags",
        "category",
        "watermarked",
        "provider",
        "source",
        "ingestion_type",
        "width",
        "height",
    ]


def test_the_audio_schema_keeps_objects_as_json_text_and_genres_as_a_list() -> None:
    schema = landing_schema("audio")
    assert schema.field("audio_set").type == pa.string()
    assert schema.field("alt_files").type == pa.string()
    assert schema.field("genres").type == pa.list_(pa.string())
    assert schema.field("duration").type == pa.int64()


def test_a_reingested_day_lies_beside_the_first_ingestion_of_that_day() -> None:
    first = landing_folder("audio", "jamendo", day=DAY)
    assert first == "audio/jamendo/year=2026/month=11/day=03"
    again = landing_folder("audio", "jamendo", day=DAY, reingestion=date(2026, 11, 23))
    assert again == "audio/jamendo/year=2026/month=11/day=03/reingestion=2026-11-23"


def test_a_row_is_read_back_as_it_was_written_with_nulls_for_what_it_lacks(tmp_path: Path) -> None:
    row = {
        "foreign_identifier": "7",
        "url": "https://a.org/7.jpg",
        "filesize": 3_000_000_000,
        "tags": [{"name": "tūī", "provider": "met"}],
        "meta_data": {"views": 3, "license_url": "https://creativecommons.org/licenses/by/4.0/"},
    }
    uri = landing_uri(str(tmp_path), "image", "met", day=DAY, name="page-00000")
    size = write_landing_file(uri, "image", [row])
    assert uri == f"{tmp_path}/image/met/year=2026/month=11/day=03/page-00000.parquet"
    assert size == Path(uri).stat().st_size
    read = pq.read_table(uri).to_pylist()[0]
    assert {name: value for name, value in read.items() if value is not None} == {
        **row,
        "tags": '[{"name":"tūī","provider":"met"}]',
        "meta_data": '{"license_url":"https://creativecommons.org/licenses/by/4.0/","views":3}',
    }
