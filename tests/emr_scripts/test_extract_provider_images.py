import json
from pathlib import Path

import pytest

from catalog.engine import ProcessEngine
from catalog.images.image_task import ExtractImages
from catalog.images.images_run import run
from catalog.images.page_plan import plan
from tests.catalog.lake.working_output import CRAWL
from tests.catalog.warc.warcs import figure, record, write_crawl
from tests.spark import submit

SCRIPT = Path(__file__).parents[2] / "emr_scripts" / "extract_provider_images.py"
REVIEW = {"decision": "approved", "provider": "photos", "note": "", "decided_on": "2026-11-01"}


def tree(folder: Path) -> dict[str, bytes]:
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


@pytest.mark.spark
@pytest.mark.slow
def test_spark_writes_what_the_process_pool_writes(tmp_path: Path) -> None:
    pages = {
        f"https://photos.example/{n}": record(f"https://photos.example/{n}", figure(f"p{n}"))
        for n in range(9)
    }
    write_crawl(tmp_path, pages)
    lake, source = str(tmp_path / "lake"), str(tmp_path / "source")
    reviews = tmp_path / "reviews.json"
    reviews.write_text(json.dumps({"photos.example": REVIEW}))
    wanted = plan(lake, CRAWL, {"photos.example": "photos"})
    run(wanted, ProcessEngine(1), ExtractImages(CRAWL, source, str(tmp_path / "pool")))

    places = ["--lake", lake, "--source", source, "--output", str(tmp_path / "spark")]
    options = ["--crawl", CRAWL, "--reviews", str(reviews), *places]
    done = submit(SCRIPT, *options)

    assert done.returncode == 0, done.stderr
    assert "rows: 9" in done.stderr
    assert tree(tmp_path / "spark") == tree(tmp_path / "pool")
