from pathlib import Path
from typing import Any

import pytest

from catalog.database.connection import Connection
from catalog.database.loader import TooManyRejectedError
from catalog.files import storage
from lambdas.load_media.handler import LoadEvent, handler
from tests.catalog.database.loading import crawl_csv, image, landing, stored
from tests.lambdas.context import context

pytestmark = pytest.mark.postgres
FOLDER = "s3://bucket/landing/image/flickr/year=2026/month=11/day=23"


def call(event: LoadEvent, seconds: float = 900) -> LoadEvent:
    return handler(event, context(seconds))


@pytest.fixture(autouse=True)
def environment(aws: str, database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", database)
    monkeypatch.setenv("REJECTED", "s3://bucket/rejected")
    monkeypatch.setenv("POWERTOOLS_TRACE_DISABLED", "1")


def without_moment(event: dict[str, Any]) -> dict[str, Any]:
    assert event["begun"]
    return {name: value for name, value in event.items() if name != "begun"}


def test_files_of_a_pull_are_loaded_and_what_is_refused_is_written_down(
    connection: Connection,
) -> None:
    landing(f"{FOLDER}/a.parquet", [image(1), image(2)])
    landing(f"{FOLDER}/b.parquet", [image(3), image(4, url=image(1)["url"])])
    assert without_moment(call({"folders": [FOLDER]})) == {
        "folders": [FOLDER],
        "loaded": 2,
        "counts": {"read": 4, "inserted": 3, "duplicate_urls": 1},
        "done": True,
    }
    assert stored(connection, "foreign_identifier") == [("1",), ("2",), ("3",)]
    told = f"s3://bucket/rejected/{FOLDER.removeprefix('s3://')}/b.parquet.rejected.jsonl"
    assert b'"reason": "duplicate_url"' in storage.read_bytes(told)


@pytest.mark.filterwarnings("ignore:No application metrics")
def test_an_error_names_the_place_where_the_refused_rows_are(tmp_path: Path) -> None:
    place = crawl_csv(tmp_path / "x.csv", [image(1, url=None), image(2, url=None)])
    storage.write_bytes(f"{FOLDER}/x.csv", place.read_bytes())
    told = f"s3://bucket/rejected/{FOLDER.removeprefix('s3://')}/x.csv.rejected.jsonl"
    with pytest.raises(TooManyRejectedError, match=f"See {told}"):
        call({"folders": [FOLDER]})
    assert storage.read_bytes(told).count(b"missing_url") == 2


@pytest.mark.filterwarnings("ignore:No application metrics")
def test_a_call_without_time_hands_everything_to_the_next(connection: Connection) -> None:
    landing(f"{FOLDER}/a.parquet", [image(1)])
    first = call({"folders": [FOLDER]}, seconds=100)
    assert without_moment(first) == {"folders": [FOLDER], "loaded": 0, "counts": {}, "done": False}
    assert call(first)["done"] is True
    assert stored(connection, "foreign_identifier") == [("1",)]


def test_values_that_could_not_be_kept_are_counted(tmp_path: Path) -> None:
    crawl_csv(tmp_path / "x.csv", [image(1, width="wide"), image(2, meta_data="{broken")])
    counts = call({"folders": [str(tmp_path / "x.csv")]})["counts"]
    assert counts == {"read": 2, "inserted": 2, "dropped.width": 1, "dropped.meta_data": 1}


def test_calling_it_again_changes_nothing(connection: Connection) -> None:
    landing(f"{FOLDER}/a.parquet", [image(1)])
    call({"folders": [FOLDER]})
    assert call({"folders": [FOLDER]})["counts"] == {"read": 1, "unchanged": 1}


def test_a_file_that_comes_between_rounds_is_loaded_wherever_its_name_sorts(
    connection: Connection,
) -> None:
    landing(f"{FOLDER}/b.parquet", [image(2)])
    first = call({"folders": [FOLDER]})
    landing(f"{FOLDER}/a.parquet", [image(1)])
    second = call(first)
    assert (second["loaded"], second["done"], second["counts"]["inserted"]) == (2, True, 2)
    assert stored(connection, "foreign_identifier") == [("1",), ("2",)]


@pytest.mark.filterwarnings("ignore:No application metrics")
def test_a_pull_that_found_nothing_is_done_at_once() -> None:
    assert without_moment(call({"folders": [FOLDER]})) == {
        "folders": [FOLDER],
        "loaded": 0,
        "counts": {},
        "done": True,
    }
