from datetime import date
from pathlib import Path

import pytest

from catalog.ingestion.complete_runs import WholeList, whole_lists
from catalog.ingestion.pull import PullProgress
from catalog.ingestion.run_state import RunState, Status, state_uri
from tests.catalog.fakeapi import fake_provider

DAY = date(2026, 11, 3)
BATCH = "image/fake/year=2026/month=11/day=03"


def ran(root: Path, status: Status) -> None:
    uri = state_uri(str(root), "fake", day=None, name="page")
    RunState(uri, DAY, PullProgress()).write(status)
    folder = root / BATCH
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("page-00000.parquet", "page-00001.parquet", "part-ab-00000.parquet"):
        (folder / name).touch()


def test_a_run_that_is_done_gives_its_whole_list_but_for_parts(tmp_path: Path) -> None:
    ran(tmp_path, "done")
    (found,) = whole_lists(str(tmp_path), fake_provider("http://x.org"))
    files = [f"{tmp_path}/{BATCH}/page-0000{n}.parquet" for n in (0, 1)]
    assert found == WholeList("image", "fake", BATCH, files)


@pytest.mark.parametrize("status", ["running", "incomplete", "failed", "limited", "accepted"])
def test_a_run_with_gaps_is_no_whole_list(tmp_path: Path, status: Status) -> None:
    ran(tmp_path, status)
    assert list(whole_lists(str(tmp_path), fake_provider("http://x.org"))) == []


def test_nor_is_a_day_of_a_dated_provider_nor_a_run_that_never_was(tmp_path: Path) -> None:
    provider = fake_provider("http://x.org")
    assert list(whole_lists(str(tmp_path), provider)) == []
    ran(tmp_path, "done")
    dated = fake_provider("http://x.org", dated=True, window_params=lambda _window: {})
    assert list(whole_lists(str(tmp_path), dated)) == []
