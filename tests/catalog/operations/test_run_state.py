import json
from pathlib import Path

import pytest

from catalog.errors import UsageError
from catalog.operations.run_state import (
    CrawlRun,
    Decision,
    decide,
    deviation_percent,
    mark_ready,
    measure,
    read_inputs,
    write_inputs,
)

CRAWL = "CC-MAIN-2026-43"


@pytest.fixture
def run(tmp_path: Path) -> CrawlRun:
    return CrawlRun(str(tmp_path), "common-crawl-etl", CRAWL)


def test_a_crawl_that_is_there_and_not_done_is_run(run: CrawlRun) -> None:
    found = decide(run, absent=None, claim=lambda: None, force=False)
    assert found == Decision(CRAWL, "run", "it is there and not done yet")


def test_a_crawl_that_is_absent_is_waited_for(run: CrawlRun) -> None:
    assert decide(run, absent="not yet", claim=lambda: None, force=False).action == "wait"


def test_a_done_crawl_is_left_alone_unless_forced(run: CrawlRun) -> None:
    mark_ready(run, {"rows": 1})
    assert decide(run, absent=None, claim=lambda: None, force=False).action == "done"
    assert decide(run, absent=None, claim=lambda: None, force=True).action == "run"


def test_one_execution_leaves_the_work_to_an_earlier_one(run: CrawlRun) -> None:
    found = decide(run, absent=None, claim=lambda: "arn:first", force=True)
    assert found == Decision(CRAWL, "running", "arn:first is at work on this pipeline")


def test_a_run_is_of_a_crawl(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="'latest' is no crawl"):
        CrawlRun(str(tmp_path), "common-crawl-etl", "latest")


def test_inputs_are_written_and_read_back(run: CrawlRun) -> None:
    place = write_inputs(run, ["a", "b"], 1)
    assert place == f"{run.lake}/runs/common-crawl-etl/{CRAWL}/inputs-1.txt"
    assert read_inputs(run, 1) == ["a", "b"]


def test_the_share_that_is_enough_is_enough() -> None:
    expected = [str(n) for n in range(1000)]
    assert measure(expected, expected[:5], minimum=0.995).enough is True
    assert measure(expected, expected[:6], minimum=0.995).enough is False


def test_of_nothing_no_share_can_be_told() -> None:
    with pytest.raises(UsageError, match="list of inputs is empty"):
        measure([], [], minimum=0.995)


def test_the_marker_says_what_is_known_of_the_run(run: CrawlRun) -> None:
    marker = mark_ready(run, {"rows": 7, "cluster": "j-1"})
    assert json.loads(Path(marker).read_text()) == {
        "cluster": "j-1",
        "crawl": CRAWL,
        "lake": run.lake,
        "pipeline": "common-crawl-etl",
        "rows": 7,
    }


def test_rows_are_held_against_the_median_of_the_crawls_before(tmp_path: Path) -> None:
    older = [
        CrawlRun(str(tmp_path), "common-crawl-etl", f"CC-MAIN-2026-{week}") for week in (30, 35, 39)
    ]
    mark_ready(older[0], {"rows": 90})
    mark_ready(older[1], {"rows": 100})
    mark_ready(older[2], {"rows": 500})
    now = CrawlRun(str(tmp_path), "common-crawl-etl", CRAWL)
    assert deviation_percent(now, 150) == 50.0


def test_the_first_crawl_deviates_from_nothing(run: CrawlRun) -> None:
    assert deviation_percent(run, 150) == 0.0
