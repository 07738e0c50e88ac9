from pathlib import Path

import pytest

from catalog.engine import ProcessEngine
from catalog.files import storage
from catalog.links.links_run import plan, run
from tests.catalog.links.wats import BY, CRAWL, page, tree, wat, write_crawl
from tests.spark import submit

SCRIPT = Path(__file__).parents[2] / "emr_scripts" / "extract_cc_links.py"


@pytest.mark.spark
def test_spark_writes_what_the_process_pool_writes_and_resumes(tmp_path: Path) -> None:
    files = {
        f"f{n}": wat(*[page(BY, url=f"https://{n}.org/{k}") for k in range(n + 1)])
        for n in range(5)
    }
    paths = write_crawl(tmp_path / "in", files | {"bad": b"<html>"})
    job = plan(CRAWL, source=str(tmp_path / "in"), output=str(tmp_path / "pool"))
    run(job, ProcessEngine(2))

    options = ["--crawl", CRAWL, "--source", str(tmp_path / "in"), "--max-failed", "20"]
    done = submit(SCRIPT, *options, "--output", str(tmp_path / "spark"))

    assert done.returncode == 0, done.stderr
    assert "'rows': 15" in done.stderr
    assert ("'done': 5" in done.stderr, "'failed': 1" in done.stderr) == (True, True)
    assert tree(tmp_path / "spark") == tree(tmp_path / "pool")

    paths[5].write_bytes(wat(page(BY)))
    failed = str(tmp_path / "spark" / CRAWL / "failed.txt")
    again = submit(SCRIPT, "--wat", f"@{failed}", "--output", str(tmp_path / "spark"))
    assert again.returncode == 0, again.stderr
    assert "'done': 1" in again.stderr
    assert not Path(failed).exists()


@pytest.mark.spark
@pytest.mark.slow
def test_spark_reads_from_and_writes_to_s3(aws: str, tmp_path: Path) -> None:
    [path] = write_crawl(tmp_path, {"a": wat(page(BY))})
    storage.write_bytes(f"s3://bucket/{path.relative_to(tmp_path)}", path.read_bytes())
    listing = f"crawl-data/{CRAWL}/wat.paths.gz"
    storage.write_bytes(f"s3://bucket/{listing}", (tmp_path / listing).read_bytes())
    places = ("--source", "s3://bucket/", "--output", "s3://bucket/output")
    done = submit(SCRIPT, "--crawl", "latest", "--limit", "1", *places)
    assert done.returncode == 0, done.stderr
    assert list(storage.iter_files(f"s3://bucket/output/{CRAWL}", ".parquet")) == [
        f"s3://bucket/output/{CRAWL}/a.parquet"
    ]
