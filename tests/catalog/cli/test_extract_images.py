import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from catalog.cli import cli
from catalog.warc.page_range import PageRange
from tests.catalog.lake.working_output import CRAWL
from tests.catalog.warc.warcs import write_lake

INPUTS = 120


@pytest.mark.parametrize(("limit", "is_early"), [("100", False), ("5", True)])
def test_the_run_ends_early_by_the_share_that_max_failed_allows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, is_early: bool
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("catalog.images.page_plan.PAGES_PER_ITEM", 1)
    for number in range(INPUTS):
        page = PageRange(0, 90, f"https://photos.example/{number}")
        name = f"{number:03}"
        write_lake(Path("lake"), [page], name=name, warc_filename=f"{name}.warc.gz")

    places = ["--crawl", CRAWL, "--lake", "lake", "--source", "nowhere", "--output", "out"]
    options = ["--domain", "photos.example", "--workers", "1", "--max-failed", limit]
    done = CliRunner().invoke(cli, ["images", "extract", *places, *options])

    found = re.search(r"groups of pages failed\W+(\d+)", done.output)
    assert found, done.output
    failed = int(found[1])
    assert (50 < failed < INPUTS) if is_early else failed == INPUTS
    assert (done.exit_code == 0) is not is_early
