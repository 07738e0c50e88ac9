from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from catalog.operations.run_claim import claim
from catalog.operations.run_state import CrawlRun

CRAWL = "CC-MAIN-2026-43"


def all_run(execution: str) -> bool:
    return True


@pytest.fixture(params=["directory", "s3"])
def run(request: pytest.FixtureRequest, tmp_path: Path) -> CrawlRun:
    if request.param == "directory":
        return CrawlRun(str(tmp_path), "common-crawl-etl", CRAWL)
    request.getfixturevalue("aws")
    return CrawlRun("s3://bucket", "common-crawl-etl", CRAWL)


def test_the_first_gets_it_and_the_second_is_told_of_the_first(run: CrawlRun) -> None:
    assert claim(run, "arn:first", all_run) is None
    assert claim(run, "arn:second", all_run) == "arn:first"
    assert claim(run, "arn:first", all_run) is None


def test_what_an_ended_execution_held_is_taken_over(run: CrawlRun) -> None:
    claim(run, "arn:first", all_run)
    assert claim(run, "arn:second", lambda execution: execution != "arn:first") is None
    assert claim(run, "arn:third", all_run) == "arn:second"


def test_of_many_that_start_at_once_one_gets_it(tmp_path: Path) -> None:
    run = CrawlRun(str(tmp_path), "common-crawl-etl", CRAWL)
    with ThreadPoolExecutor(8) as pool:
        holders = list(pool.map(lambda n: claim(run, f"arn:{n}", all_run), range(8)))
    assert holders.count(None) == 1
    assert len({holder for holder in holders if holder}) == 1
