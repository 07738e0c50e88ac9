import gzip
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from catalog.database.connection import Connection
from catalog.database.loader import TooManyRejectedError
from catalog.database.source_files import NotAsNamedError, SourceFile, source_files
from catalog.database.text_rows import LONGEST_LINE
from catalog.database.tsv_layouts import layout_of, media_type_in, version_in
from catalog.errors import NotFoundError, UsageError
from catalog.landing import landing_schema
from tests.catalog.database.loading import (
    audio,
    crawl_csv,
    fates,
    image,
    landing,
    load,
    rejections,
    stored,
)

pytestmark = pytest.mark.postgres
N = r"\N"
BY_URL = "https://creativecommons.org/licenses/by/2.0/"
META = '{"pub_date": "1571326372", "license_url": "https://creativecommons.org/licenses/by/2.0/"}'
TAGS = '[{"name": "caf\\\\u00e9", "provider": "flickr"}]'


def tsv(path: Path, *rows: tuple[str, ...]) -> Path:
    path.write_text("".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")
    return path


def head(number: int) -> tuple[str, ...]:
    return str(number), f"https://example.org/{number}", f"https://img.example.org/{number}.jpg"


LICENSE = ("by", "2.0")
CREATOR = ("Ann", "https://example.org/ann")
ORIGIN = ("flickr", "flickr")


def test_an_image_file_of_version_000_is_read_with_its_escapes(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    row = (*head(1), N, "640", "480", N, *LICENSE, *CREATOR, r"C:\\dir", META, TAGS)
    path = tsv(tmp_path / "flickr_20190101.tsv", (*row, "f", *ORIGIN, "provider_api"))
    assert fates(load(database, path)) == (1, 1, 0, 0)
    columns = ("foreign_identifier", "width", "height", "creator", "title", "tags", "watermarked")
    assert stored(connection, *columns, "thumbnail", "ingestion_type") == [
        (
            "1",
            640,
            480,
            "Ann",
            r"C:\dir",
            [{"name": "café", "provider": "flickr"}],
            False,
            None,
            "provider_api",
        )
    ]


def test_the_crawls_layout_is_version_000_without_its_last_column(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    row = (*head(1), N, N, N, N, *LICENSE, *CREATOR, "Title", META, N, N, "met", "commoncrawl")
    assert fates(load(database, tsv(tmp_path / "met.tsv", row, row[:-1]))) == (2, 1, 0, 0)
    columns = ("provider", "source", "ingestion_type")
    assert stored(connection, *columns) == [("met", "commoncrawl", "commoncrawl")]


def test_an_image_file_of_version_001(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    row = (*head(1), N, "jpeg", "5000000000", *LICENSE, *CREATOR, "Title", META, TAGS, "photograph")
    row = (*row, N, *ORIGIN, "provider_api", "640", "480")
    path = tsv(tmp_path / "flickr_image_v001_20230101000000.tsv", row)
    assert fates(load(database, path)) == (1, 1, 0, 0)
    columns = ("filetype", "filesize", "category", "width", "height")
    assert stored(connection, *columns) == [("jpg", 5_000_000_000, "photograph", 640, 480)]


@pytest.mark.parametrize(("last", "expected"), [((), "s1"), (("s2",), "s2")])
def test_an_audio_file_of_version_001_with_and_without_its_set_column(
    last: tuple[str, ...],
    expected: str,
    database: str,
    connection: Connection,
    tmp_path: Path,
) -> None:
    url = "https://audio.example.org/1.mp3"
    row = ("1", "https://example.org/1", url, N, "mp3", "10", *LICENSE, *CREATOR, "Title", META)
    row = (*row, N, "music", N, "jamendo", "jamendo", "provider_api", "3000", "128000", "44100")
    files = '[{"url": "https://audio.example.org/1.ogg", "filesize": 5}]'
    row = (*row, "{rock,trip hop}", '{"foreign_identifier": "s1"}', "2", files, *last)
    path = tsv(tmp_path / "jamendo_audio_v001_20230101000000.tsv", row)
    assert fates(load(database, path)) == (1, 1, 0, 0)
    columns = ("duration", "bit_rate", "sample_rate", "genres", "set_position", "category")
    assert stored(connection, *columns, "audio_set_foreign_identifier", table="audio") == [
        (3000, 128000, 44100, ["rock", "trip hop"], 2, "music", expected)
    ]


def test_the_version_may_be_told_where_the_name_does_not(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    row = (*head(1), N, "jpg", N, *LICENSE, *CREATOR, "Title", META, TAGS, N, N, *ORIGIN, N, N, N)
    path = tsv(tmp_path / "export.tsv", row)
    (source,) = source_files(str(path), version="001")
    assert source == SourceFile(str(path), "tsv", "image", "001")
    with pytest.raises(TooManyRejectedError, match="1 for malformed_row"):
        load(database, path)


def test_a_malformed_row_in_the_middle_is_rejected_and_the_rest_is_loaded(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    def row(number: int, license_: str = "by") -> tuple[str, ...]:
        middle = (N, N, N, N, license_, "2.0", *CREATOR, "T", META, N, N, *ORIGIN)
        return (*head(number), *middle, "provider_api")

    path = tsv(tmp_path / "x.tsv", row(1), ("broken", "row"), row(2), row(3, "none"), row(4))
    with path.open("ab") as file:
        file.write(b"caf\xe9\t\n")
        file.write(b"x" * (9 << 20) + b"\n")
        file.write("\t".join(row(5)).encode())
    rejected = tmp_path / "rejected.jsonl"
    report = load(database, path, rejected=rejected)
    assert fates(report) == (8, 4, 0, 0)
    assert report.rejected == {
        "malformed_row": 1,
        "invalid_license": 1,
        "invalid_utf8": 1,
        "line_too_long": 1,
    }
    assert rejections(rejected) == [
        {
            "line": 2,
            "reason": "malformed_row",
            "detail": "2 fields where 18 belong",
            "text": "broken\trow\n",
        },
        {
            "line": 4,
            "reason": "invalid_license",
            "detail": "none 2.0",
            "provider": "flickr",
            "foreign_identifier": "3",
            "url": "https://img.example.org/3.jpg",
        },
        {
            "line": 6,
            "reason": "invalid_utf8",
            "detail": "invalid continuation byte",
            "text": "caf\\xe9\t\n",
        },
        {"line": 7, "reason": "line_too_long", "detail": "over 8388608 bytes"},
    ]
    assert stored(connection, "foreign_identifier") == [("1",), ("2",), ("4",), ("5",)]


def test_more_rejected_rows_than_allowed_load_nothing(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    rows = [image(1), image(2), image(3, license="none"), image(4, url="nowhere")]
    path = crawl_csv(tmp_path / "met.csv", rows)
    rejected = tmp_path / "rejected.jsonl"
    with pytest.raises(
        TooManyRejectedError, match="2 of 4 rows .* the 40 % .* nothing of it was loaded.* See"
    ):
        load(database, path, rejected=rejected, max_rejected=0.4)
    assert stored(connection, "foreign_identifier") == []
    assert [told["line"] for told in rejections(rejected)] == [4, 5]
    assert fates(load(database, path, rejected=rejected, max_rejected=0.5)) == (4, 2, 0, 0)


def test_a_crawl_csv_is_read_by_its_header_through_lines_within_values(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    rows = [
        image(1, title='He said "no",\nthen left', tags=[{"name": "rain", "provider": "met"}]),
        image(2, license="?"),
    ]
    folder = tmp_path / "common_crawl_image_data" / "CC-MAIN-2026-43" / "met"
    folder.mkdir(parents=True)
    rejected = tmp_path / "rejected.jsonl"
    report = load(database, crawl_csv(folder / "1.csv", rows), rejected=rejected)
    assert fates(report) == (2, 1, 0, 0)
    assert rejections(rejected)[0]["line"] == 4
    assert stored(connection, "title", "tags") == [
        ("He said 'no', then left", [{"name": "rain", "provider": "met"}])
    ]


def test_old_names_of_columns_are_understood(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    path = tmp_path / "old.csv"
    names = "foreign_identifier,foreign_landing_url,image_url,thumbnail_url,license_"
    values = (
        "1,https://example.org/1,https://img.example.org/1.jpg,https://img.example.org/t.jpg,by"
    )
    path.write_text(f"{names},license_version,provider\n{values},4.0,met\n")
    load(database, path)
    columns = ("url", "thumbnail", "license")
    assert stored(connection, *columns) == [
        ("https://img.example.org/1.jpg", "https://img.example.org/t.jpg", "by")
    ]


def test_a_gzipped_file_is_read_through(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    plain = crawl_csv(tmp_path / "met.csv", [image(1)])
    zipped = tmp_path / "met.csv.gz"
    zipped.write_bytes(gzip.compress(plain.read_bytes(), mtime=0))
    assert fates(load(database, zipped)) == (1, 1, 0, 0)


def test_a_gzipped_file_cut_short_loads_nothing(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    plain = crawl_csv(tmp_path / "met.csv", [image(n, title=f"{n * 7919}") for n in range(3000)])
    zipped = tmp_path / "met.csv.gz"
    zipped.write_bytes(gzip.compress(plain.read_bytes(), mtime=0)[:-2000])
    with pytest.raises(NotAsNamedError, match=r"met\.csv\.gz is a broken gzip file: Compressed"):
        load(database, zipped)
    assert stored(connection, "url") == []


@pytest.mark.parametrize(
    "data",
    [b"\x1f\x8bjunk", gzip.compress(bytes(99), mtime=0)[:10] + b"\xff" * 50],
    ids=["no header", "no body"],
)
def test_a_file_that_only_begins_like_gzip_is_refused(
    data: bytes, database: str, tmp_path: Path
) -> None:
    (tmp_path / "met.tsv.gz").write_bytes(data)
    with pytest.raises(NotAsNamedError, match=r"met\.tsv\.gz is a broken gzip file"):
        load(database, tmp_path / "met.tsv.gz")


def parquet(path: Path, rows: list[dict[str, Any]], schema: pa.Schema | None = None) -> Path:
    pq.write_table(pa.Table.from_pylist(rows, schema=schema), path)
    return path


def test_parquet_that_does_not_say_it_is_clean_is_cleaned(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    rows = [
        image(1, title="A <b>bridge</b>", width=3),
        image(2, license="none", width=3),
        image(3, title="x" * 6000, meta_data='{"a": 1}', tags='["rain"]', width=3),
    ]
    path = parquet(tmp_path / "x.parquet", rows, landing_schema("image"))
    rejected = tmp_path / "rejected.jsonl"
    report = load(database, path, rejected=rejected)
    assert (fates(report), report.rejected) == ((3, 2, 0, 0), {"invalid_license": 1})
    assert rejections(rejected)[0]["line"] == 2
    assert stored(connection, "left(title, 8)", "length(title)", "tags") == [
        ("A bridge", 8, None),
        ("xxxxxxxx", 5000, [{"name": "rain", "provider": "flickr"}]),
    ]


def test_parquet_of_hive_and_of_duckdb_is_read_as_they_mean_it(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    # Texts without the annotation of text (spark.sql.parquet.binaryAsString), objects as MAP.
    given = image(1) | {"title": "Café"}
    arrays = {name: pa.array([value.encode()]) for name, value in given.items()}
    facts = pa.array([[("views", "7"), ("camera", "x")]], pa.map_(pa.string(), pa.string()))
    table = pa.table({**arrays, "meta_data": facts})
    pq.write_table(table, tmp_path / "x.parquet")
    report = load(database, tmp_path / "x.parquet", media_type="image")
    assert (fates(report), report.dropped) == ((1, 1, 0, 0), {})
    assert stored(connection, "title", "meta_data -> 'camera'") == [("Café", "x")]
    broken = table.set_column(table.column_names.index("title"), "title", pa.array([b"\xff"]))
    pq.write_table(broken, tmp_path / "y.parquet")
    report = load(database, tmp_path / "y.parquet", media_type="image", max_rejected=1.0)
    assert report.rejected == {"invalid_utf8": 1}


def test_a_value_of_parquet_may_be_as_long_as_a_line_and_no_longer(
    database: str, tmp_path: Path
) -> None:
    rows = [image(number, title="x" * (LONGEST_LINE + number)) for number in (0, 1)]
    path = parquet(tmp_path / "x.parquet", rows, landing_schema("image"))
    rejected = tmp_path / "rejected.jsonl"
    report = load(database, path, rejected=rejected)
    assert fates(report) == (2, 1, 0, 0)
    assert rejections(rejected) == [
        {"line": 2, "reason": "line_too_long", "detail": "a value of 8388609 characters"}
    ]


def test_parquet_that_says_it_is_clean_and_is_not_is_cleaned_all_the_same(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    stamped = landing_schema("image").with_metadata({b"catalog.cleaned": b"2"})
    rows = [
        image(1, title="x" * 6000),
        image(2, license="none"),
        image(3, meta_data="{not json"),
        image(4, title="nul\0", url="ftp://img.example.org/4.jpg"),
        image(5, title="nul\0"),
    ]
    path = parquet(tmp_path / "x.parquet", rows, stamped)
    report = load(database, path)
    assert fates(report) == (5, 3, 0, 0)
    assert report.rejected == {"invalid_license": 1, "missing_url": 1}
    assert stored(connection, "foreign_identifier", "length(title)") == [
        ("1", 5000),
        ("3", 7),
        ("5", 3),
    ]


def test_s3_objects_are_found_and_loaded_like_files(
    aws: str, database: str, connection: Connection
) -> None:
    landing("s3://bucket/image/flickr/a.parquet", [image(1)])
    landing("s3://bucket/image/flickr/b.parquet", [image(2)])
    found = source_files("s3://bucket/image")
    assert [source.uri for source in found] == [
        "s3://bucket/image/flickr/a.parquet",
        "s3://bucket/image/flickr/b.parquet",
    ]
    assert fates(load(database, "s3://bucket/image/flickr/b.parquet")) == (1, 1, 0, 0)
    assert stored(connection, "foreign_identifier") == [("2",)]


NOT_AS_NAMED = {
    "page.parquet": b"<html>not found</html>",
    "half.parquet": b"PAR1 and then nothing",
    "empty.parquet": b"",
    "columns.tsv": b"PAR1\x15\x04",
    "page.csv": b"<html><body>404</body></html>\n",
    "empty.csv": b"",
}


@pytest.mark.parametrize("name", NOT_AS_NAMED)
def test_a_file_that_is_not_what_its_name_says_is_refused(
    name: str, database: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(NOT_AS_NAMED[name])
    with pytest.raises(NotAsNamedError, match=re_escape(name)):
        load(database, tmp_path / name, media_type="image")


def re_escape(name: str) -> str:
    return name.replace(".", r"\.")


def test_a_parquet_file_cut_short_loads_nothing(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    path = landing(tmp_path / "x.parquet", [image(n, title=f"t{n}" * 99) for n in range(3000)])
    data = path.read_bytes()
    middle = len(data) // 3
    path.write_bytes(data[:middle] + bytes(500) + data[middle + 500 :])
    with pytest.raises(NotAsNamedError, match="breaks off after row"):
        load(database, path)
    assert stored(connection, "url") == []


def test_a_web_page_named_tsv_is_refused_as_malformed(database: str, tmp_path: Path) -> None:
    (tmp_path / "x.tsv").write_text("<html>\n<body>\n404\n</body>\n</html>\n")
    with pytest.raises(TooManyRejectedError, match="5 of 5 rows .* malformed_row"):
        load(database, tmp_path / "x.tsv")


def test_audio_among_images_is_refused(database: str, tmp_path: Path) -> None:
    folder = tmp_path / "image"
    folder.mkdir()
    path = landing(folder / "x.parquet", [audio(1)], "audio")
    with pytest.raises(NotAsNamedError, match="taken for image, but has audio's columns"):
        load(database, path)


def test_a_parquet_file_of_something_else_is_refused(database: str, tmp_path: Path) -> None:
    path = parquet(tmp_path / "x.parquet", [{"a": 1}])
    with pytest.raises(NotAsNamedError, match="no columns foreign_identifier and url"):
        load(database, path, media_type="image")


def test_a_place_without_files_to_load_says_so(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("")
    with pytest.raises(NotFoundError, match="has no .parquet, .csv or .tsv file"):
        source_files(str(tmp_path))
    with pytest.raises(NotFoundError, match=r"none\.csv does not exist"):
        source_files(str(tmp_path / "none.csv"))
    with pytest.raises(UsageError, match="is not a .parquet, .csv or .tsv file"):
        source_files(str(tmp_path / "notes.txt"))


def test_names_tell_version_and_media_type() -> None:
    assert version_in("flickr_image_v001_20230101.tsv") == "001"
    assert version_in("flickr_20190101.tsv") is None
    assert media_type_in("image/wikimedia/wikimedia_audio_audio_v001_2.tsv") == "audio"
    assert media_type_in("out/audio/freesound/year=2026/x.parquet") == "audio"
    assert media_type_in("somewhere/x.parquet") is None


def test_an_unknown_layout_names_the_known_ones() -> None:
    with pytest.raises(UsageError, match="no audio TSV of version 000; known are image 000,"):
        layout_of("audio", "000", 18)
