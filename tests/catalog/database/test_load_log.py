from dataclasses import replace
from pathlib import Path

import pytest

from catalog.database import load_log
from catalog.database.connection import Connection
from catalog.database.load_log import AbnormalCountError, batch_of
from catalog.database.load_options import Batch
from catalog.database.source_files import source_files
from catalog.records import Row
from tests.catalog.database.loading import crawl_csv, fates, image, landing, load, stored

pytestmark = pytest.mark.postgres


def rows(first: int, count: int) -> list[Row]:
    return [image(number) for number in range(first, first + count)]


def day(root: Path, number: int, name: str = "page-0", again: str = "") -> Path:
    folder = root / "image" / "flickr" / "year=2026" / "month=10" / f"day={number:02}" / again
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{name}.parquet"


@pytest.mark.parametrize(
    ("uri", "batch"),
    [
        (
            "s3://b/image/met/year=2026/month=10/day=03/page-00001.parquet",
            Batch("image/met/year=2026/month=10/day=03", "ingestion", "met"),
        ),
        (
            "/x/audio/jamendo/year=2026/month=10/day=03/reingestion=2026-11-23/page-1.parquet",
            Batch(
                "audio/jamendo/year=2026/month=10/day=03/reingestion=2026-11-23",
                "reingestion",
                "jamendo",
            ),
        ),
        (
            "image/met/year=2026/month=10/day=03/part-ab12-00001.parquet",
            Batch("image/met/year=2026/month=10/day=03", "part", "met"),
        ),
        (
            "s3://commonsmapper/common_crawl_image_data/CC-MAIN-2026-43/behance/0.csv",
            Batch("CC-MAIN-2026-43/behance", "crawl", "behance"),
        ),
        ("/old/flickr_image_v001_20200101.tsv", Batch("flickr_image_v001_20200101.tsv", "file")),
        ("year=2026/odd.parquet", Batch("odd.parquet", "file")),
    ],
)
def test_a_files_place_tells_what_it_belongs_to(uri: str, batch: Batch) -> None:
    assert batch_of(uri) == batch


def test_a_user_without_a_name_is_told_by_number(monkeypatch: pytest.MonkeyPatch) -> None:
    def nameless() -> str:
        raise KeyError("getpwuid(): uid not found: 54321")  # Python 3.11's own; an OSError later

    monkeypatch.setattr("getpass.getuser", nameless)
    monkeypatch.setattr("os.getuid", lambda: 54321)
    monkeypatch.delenv("AWS_LAMBDA_FUNCTION_NAME", raising=False)
    assert load_log._client().startswith("uid 54321@")


def test_every_load_is_on_record_with_who_and_what(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    file = landing(tmp_path / "a.parquet", [image(1), image(2), image(2)])
    report = load(database, file)
    again = load(database, file)
    newest, first = load_log.loads(connection)
    assert (first.file, first.bytes, first.media_type) == (
        str(file),
        file.stat().st_size,
        "image",
    )
    assert (first.read, first.inserted, first.updated, first.unchanged) == fates(report)
    assert (newest.read, newest.inserted, newest.updated, newest.unchanged) == fates(again)
    assert first.duplicate_ids == report.duplicate_ids == 1
    assert first.rejected == report.rejected
    assert first.database_user == "postgres"
    assert "@" in first.client
    assert 0 <= first.seconds < 60
    assert newest.finished_on > first.finished_on


def test_a_provider_that_gives_far_less_than_last_time_is_an_error_and_nothing_is_loaded(
    database: str, connection: Connection, tmp_path: Path
) -> None:
    load(database, landing(day(tmp_path, 1), rows(0, 6000)))
    small = landing(day(tmp_path, 2), rows(6000, 30))
    with pytest.raises(AbnormalCountError) as raised:
        load(database, small)
    assert str(raised.value) == (
        "flickr gave 30 image rows, where its last batch had 6,000. "
        f"Nothing of {small} was loaded. If that is right, load it with --accept-counts."
    )
    assert len(stored(connection, "1")) == 6000
    assert len(load_log.loads(connection)) == 1
    assert load(database, small, accept_counts=True).inserted == 30
    assert [found.counts_accepted for found in load_log.loads(connection)] == [True, False]


def test_a_file_without_rows_is_abnormal_for_a_provider_that_gave_many(
    database: str, tmp_path: Path
) -> None:
    load(database, landing(day(tmp_path, 1), rows(0, 1000)))
    with pytest.raises(AbnormalCountError, match="flickr gave 0 image rows"):
        load(database, landing(day(tmp_path, 2), []))


def test_a_fifth_of_the_usual_is_still_usual(database: str, tmp_path: Path) -> None:
    load(database, landing(day(tmp_path, 1), rows(0, 1000)))
    with pytest.raises(AbnormalCountError):
        load(database, landing(day(tmp_path, 2), rows(1000, 199)))
    assert load(database, landing(day(tmp_path, 3), rows(1000, 200))).inserted == 200


def test_a_small_provider_is_not_nagged(database: str, tmp_path: Path) -> None:
    load(database, landing(day(tmp_path, 1), rows(0, 999)))
    assert load(database, landing(day(tmp_path, 2), rows(5000, 1))).inserted == 1


def test_one_odd_day_among_many_does_not_count(database: str, tmp_path: Path) -> None:
    load(database, landing(day(tmp_path, 1), rows(0, 3000)))
    load(database, landing(day(tmp_path, 2), rows(3000, 400)), accept_counts=True)
    load(database, landing(day(tmp_path, 3), rows(4000, 400)), accept_counts=True)
    assert load(database, landing(day(tmp_path, 4), rows(5000, 400))).inserted == 400


def test_the_last_page_of_a_day_may_be_short(database: str, tmp_path: Path) -> None:
    load(database, landing(day(tmp_path, 1), rows(0, 3000)))
    pages = [
        landing(day(tmp_path, 2, "page-0"), rows(3000, 3)),
        landing(day(tmp_path, 2, "page-1"), rows(4000, 1500)),
    ]
    sources = [source for page in pages for source in source_files(str(page))]
    known = load_log.batches(sources)
    assert [load(database, page, batches=known).inserted for page in pages] == [3, 1500]


def test_pages_that_were_loaded_before_count(database: str, tmp_path: Path) -> None:
    load(database, landing(day(tmp_path, 1), rows(0, 3000)))
    first = landing(day(tmp_path, 2, "page-0"), rows(3000, 590))
    with pytest.raises(AbnormalCountError):
        load(database, first)
    assert load(database, first, accept_counts=True).inserted == 590
    assert load(database, landing(day(tmp_path, 2, "page-1"), rows(4000, 10))).inserted == 10


def test_a_file_loaded_again_counts_once(database: str, tmp_path: Path) -> None:
    load(database, landing(day(tmp_path, 1), rows(0, 3000)))
    small = landing(day(tmp_path, 2), rows(3000, 400))
    load(database, small, accept_counts=True)
    with pytest.raises(AbnormalCountError, match="flickr gave 400"):
        load(database, small)


def test_a_reingested_day_and_chosen_works_are_not_measured_against_a_whole_day(
    database: str, tmp_path: Path
) -> None:
    load(database, landing(day(tmp_path, 1), rows(0, 3000)))
    again = landing(day(tmp_path, 1, again="reingestion=2026-11-23"), rows(0, 10))
    assert load(database, again).unchanged == 10
    assert load(database, landing(day(tmp_path, 2, "part-ab"), rows(4000, 1))).inserted == 1


def test_parts_of_a_crawl_are_compared_when_the_last_is_loaded(
    database: str, tmp_path: Path
) -> None:
    old, new = tmp_path / "CC-MAIN-2026-30" / "behance", tmp_path / "CC-MAIN-2026-43" / "behance"
    old.mkdir(parents=True)
    new.mkdir(parents=True)
    own = {"provider": "behance", "source": "behance"}
    load(database, crawl_csv(old / "0.csv", [row | own for row in rows(0, 2000)]))
    crawl_csv(new / "0.csv", [row | own for row in rows(2000, 100)])
    crawl_csv(new / "1.csv", [row | own for row in rows(3000, 200)])
    sources = source_files(str(new))
    known = load_log.batches(sources)
    assert load(database, new / "0.csv", batches=known).inserted == 100
    with pytest.raises(AbnormalCountError, match="behance gave 300 image rows"):
        load(database, new / "1.csv", batches=known)


def test_a_damaged_file_does_not_hinder_the_plan_of_the_others(tmp_path: Path) -> None:
    good = landing(day(tmp_path, 1, "page-0"), rows(0, 3))
    bad = day(tmp_path, 1, "page-1")
    bad.write_bytes(b"PAR1 and no more")
    sources = [*source_files(str(good)), *source_files(str(bad))]
    key = "image/flickr/year=2026/month=10/day=01"
    expected = Batch(key, "ingestion", "flickr", (str(good), str(bad)), 3)
    assert load_log.batches(sources) == {str(good): expected, str(bad): replace(expected)}
