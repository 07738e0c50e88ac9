"""On real pages: the pipeline over WARC and lake writes what `extract-page` prints."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from warcio.archiveiterator import ArchiveIterator

from catalog.cli import cli

CRAWL = "CC-MAIN-2024-22"
FILE = "CC-MAIN-20240517233122-20240518023122-00000"
SEGMENT = f"crawl-data/{CRAWL}/segments/1715971057216.39"


@pytest.fixture(scope="module")
def source(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a crawl that consists of the one shared WARC file and its WAT file."""
    folder = tmp_path_factory.mktemp("crawl")
    for kind, ending in (("warc", ".warc.gz"), ("wat", ".warc.wat.gz")):
        (folder / SEGMENT / kind).mkdir(parents=True)
        (folder / SEGMENT / kind / f"{FILE}{ending}").symlink_to(
            shared / "data" / "common-crawl" / f"{FILE}{ending}"
        )
    return folder


def call(*args: str) -> list[str]:
    result = CliRunner().invoke(cli, list(args), catch_exceptions=False)
    assert result.exit_code == 0, result.stderr
    return result.stdout.splitlines()


def linking_pages(source: Path) -> Iterator[tuple[str, str, bytes]]:
    with (source / SEGMENT / "warc" / f"{FILE}.warc.gz").open("rb") as file:
        for record in ArchiveIterator(file):
            if record.rec_type == "response":
                body = record.content_stream().read()
                if b"creativecommons.org" in body.lower():
                    kind = record.http_headers.get_header("Content-Type")
                    yield record.rec_headers["WARC-Target-URI"], kind, body


def test_the_pipeline_and_extract_page_agree_on_every_page_that_links(source, tmp_path):
    wat = source / SEGMENT / "wat" / f"{FILE}.warc.wat.gz"
    work, lake, out = (str(tmp_path / name) for name in ("work", "lake", "out"))
    call("crawl", "extract", "--wat", str(wat), "--output", work, "--workers", "1")
    call("crawl", "publish", "--crawl", CRAWL, "--output", work, "--lake", lake)
    top = call("crawl", "top-domains", "--crawl", CRAWL, "--lake", lake, "--format", "csv")
    hosts = [line.split(",")[0] for line in top[1:]]
    domains = [option for host in hosts for option in ("--domain", host)]
    place = ["--lake", lake, "--source", str(source), "--output", out, "--workers", "1"]
    call("images", "extract", "--crawl", CRAWL, *place, *domains)
    by_pipeline = sorted(
        (row["foreign_landing_url"], row["url"], row["license"], row["title"], row["meta_data"])
        for file in Path(out).rglob("*.csv")
        for row in csv.DictReader(file.read_text().splitlines())
    )

    by_page = []
    for number, (url, kind, body) in enumerate(linking_pages(source)):
        file = tmp_path / f"{number}.html"
        file.write_bytes(body)
        options = ["--url", url, "--content-type", kind]
        for line in call("images", "extract-page", *options, str(file)):
            row = json.loads(line)
            meta = json.dumps(
                row["meta_data"], sort_keys=True, separators=(",", ":"), ensure_ascii=False
            )
            title = row["title"] or ""
            by_page.append((row["foreign_landing_url"], row["url"], row["license"], title, meta))

    assert len(by_page) == 9
    assert by_pipeline == sorted(by_page)
