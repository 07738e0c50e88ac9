import csv
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from contextlib import suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from catalog.engine import ProcessEngine, RunSummary, attempt
from catalog.errors import CatalogError, UsageError
from catalog.files import storage
from catalog.images.image_task import ExtractImages
from catalog.images.images_run import check, domains_of, provider_of, run
from catalog.images.page_plan import ArchivePages, PageRequests, plan
from catalog.lake.publish import publish
from catalog.links.links_run import plan as plan_links
from catalog.links.links_run import run as run_links
from catalog.pages.evidence import Confidence
from catalog.pages.rows import page_rows
from catalog.warc.page_range import PageRange
from tests.catalog.lake.working_output import CRAWL
from tests.catalog.warc.warcs import SEGMENT, WARC, figure, record, write_crawl, write_lake

PHOTOS = "https://photos.example/"
DATE = "WARC-Date: 2026-10-01T00:00:00Z\r\n"


class HereEngine:
    """Runs a task in this process."""

    def run(self, task, items):
        yield from (attempt(task, item) for item in items)


def task_for(folder: Path, **options) -> ExtractImages:
    return ExtractImages(CRAWL, str(folder / "source"), str(folder / "out"), **options)


def extract(folder: Path, *domains: str, **options):
    wanted = plan(str(folder / "lake"), CRAWL, {name: name for name in domains})
    return run(wanted, HereEngine(), task_for(folder, **options))


def files(folder: Path) -> dict[str, bytes]:
    """Return every file below the output, by its path below the crawl."""
    base = folder / "out" / "common_crawl_image_data" / CRAWL
    found = sorted(path for path in base.rglob("*") if path.is_file())
    return {str(path.relative_to(base)): path.read_bytes() for path in found}


def urls(data: bytes) -> list[str]:
    return [row["url"] for row in csv.DictReader(data.decode().splitlines())]


def test_the_licensed_media_of_a_provider_become_a_csv_with_header(tmp_path):
    page = figure("bee").replace(b"<figure>", b'<figure title="x, &quot;y&quot;\n">')
    write_crawl(
        tmp_path,
        {
            PHOTOS + "1": record(PHOTOS + "1", page),
            "https://blog.photos.example/2": record(
                "https://blog.photos.example/2", figure("hive")
            ),
            "https://else.example/3": record("https://else.example/3", figure("other")),
        },
    )

    summary = extract(tmp_path, "photos.example")

    written = files(tmp_path)
    assert list(written) == ["photos.example/w.csv", "photos.example/w.report.json"]
    assert written["photos.example/w.csv"].decode() == (
        "foreign_identifier,foreign_landing_url,url,thumbnail,filetype,filesize,license,"
        "license_version,creator,creator_url,title,meta_data,tags,category,watermarked,provider,"
        "source,ingestion_type,width,height\r\n"
        "https://photos.example/bee.jpg,https://photos.example/1,https://photos.example/bee.jpg,,"
        'jpg,,by,4.0,,,,"{""confidence"":""high"",""evidence"":""figure"",'
        '""evidence_text"":""CC BY"",'
        '""evidence_where"":""caption: html > body > figure"",""license_url"":'
        '""https://creativecommons.org/licenses/by/4.0/"",""raw_license_url"":'
        '""https://creativecommons.org/licenses/by/4.0/""}",,,,photos.example,photos.example,'
        "commoncrawl,,\r\n"
        "https://blog.photos.example/hive.jpg,https://blog.photos.example/2,"
        "https://blog.photos.example/hive.jpg,,"
        'jpg,,by,4.0,,,,"{""confidence"":""high"",""evidence"":""figure"",'
        '""evidence_text"":""CC BY"",'
        '""evidence_where"":""caption: html > body > figure"",""license_url"":'
        '""https://creativecommons.org/licenses/by/4.0/"",""raw_license_url"":'
        '""https://creativecommons.org/licenses/by/4.0/""}",,,,photos.example,photos.example,'
        "commoncrawl,,\r\n"
    )
    assert json.loads(written["photos.example/w.report.json"])["counts"] == {
        "bytes_read": summary.totals["bytes_read"],
        "pages": 2,
        "pages_with_media": 2,
        "requests": 1,
        "rows": 2,
    }


def test_faults_are_counted_by_reason_and_nothing_else_is_lost(tmp_path):
    members = {
        PHOTOS + "good": record(PHOTOS + "good", figure("good")),
        PHOTOS + "moved": record(PHOTOS + "elsewhere", figure("moved")),
        PHOTOS + "pdf": record(PHOTOS + "pdf", headers="Content-Type: application/pdf"),
        PHOTOS + "br": record(PHOTOS + "br", b"\xff\xff", headers="Content-Encoding: br"),
        PHOTOS + "gone": record(PHOTOS + "gone", status="404 Not Found"),
        PHOTOS + "cut": record(PHOTOS + "cut", figure("cut"))[:-9],
        PHOTOS + "png": record(PHOTOS + "png", b"\x89PNG\r\n", headers="Server: a"),
        PHOTOS + "low": record(PHOTOS + "low", figure("low").replace(b"figure>", b"ul>")),
        PHOTOS + "again": record(PHOTOS + "again", figure("good")),
        PHOTOS + "last": record(PHOTOS + "last", figure("last")),
    }
    write_crawl(tmp_path, members)

    summary = extract(tmp_path, "photos.example")

    counted = {name: n for name, n in summary.totals.items() if "." in name}
    assert urls(files(tmp_path)["photos.example/w.csv"]) == [
        "https://photos.example/good.jpg",
        "https://photos.example/low.jpg",
        "https://photos.example/last.jpg",
    ]
    assert counted == {
        "errors.other_url": 1,
        "errors.not_html": 1,
        "errors.undecodable_body": 1,
        "errors.http_status": 1,
        "errors.truncated_range": 1,
        "rejected.not_html": 1,
        "rejected.duplicate": 1,
    }


def test_furniture_in_licensed_figures_is_counted_by_reason(tmp_path):
    pixel, logo = b"<img src='/p.gif' width=1>", b"<img src='/logo.png'>"
    first = figure("bee").replace(b"</figure>", pixel + logo + b"</figure>")
    second = figure("hive").replace(b"</figure>", pixel + b"</figure>")
    members = {
        PHOTOS + "1": record(PHOTOS + "1", first),
        PHOTOS + "2": record(PHOTOS + "2", second),
    }
    write_crawl(tmp_path, members)

    extract(tmp_path, "photos.example")

    report = json.loads(files(tmp_path)["photos.example/w.report.json"])
    assert {name: n for name, n in report["counts"].items() if name != "bytes_read"} == {
        "pages": 2,
        "pages_with_media": 2,
        "rejected.logo": 1,
        "rejected.tracking_pixel": 2,
        "requests": 1,
        "rows": 2,
    }


def test_a_warc_that_is_missing_fails_and_the_next_run_with_the_right_source_reads_it(tmp_path):
    write_crawl(tmp_path, {PHOTOS + "1": record(PHOTOS + "1", figure("bee"))})
    source = tmp_path / "source"
    source.rename(tmp_path / "elsewhere")

    summary = extract(tmp_path, "photos.example")

    assert (summary.totals["failed"], summary.totals["errors.not_found"]) == (1, 1)
    assert summary.failed == {
        "photos.example/w": f"{source} has no such file: {SEGMENT}/warc/w.warc.gz"
    }
    assert files(tmp_path) == {}
    (tmp_path / "elsewhere").rename(source)
    assert extract(tmp_path, "photos.example").totals["rows"] == 1


def test_an_output_that_cannot_be_written_fails_its_pages_by_their_name(tmp_path):
    write_crawl(tmp_path, {PHOTOS + "1": record(PHOTOS + "1", figure("bee"))})
    place = tmp_path / "out" / "common_crawl_image_data" / CRAWL / "photos.example"
    place.mkdir(parents=True)
    (place / "w.csv").mkdir()
    summary = extract(tmp_path, "photos.example")
    assert summary.failed == {
        "photos.example/w": f"cannot write to {place}/w.csv: it is a directory."
    }


def test_a_partition_of_2018_without_addresses_is_read_too(tmp_path):
    url = PHOTOS + "a/b?c=d"
    ranges = write_crawl(tmp_path, {url: record(url, figure("bee"))})
    old = {"page_url": None, "content_path": "/a/b", "content_query_string": "c=d"}
    write_lake(tmp_path / "old", ranges, **old)

    wanted = plan(str(tmp_path / "old"), CRAWL, {"photos.example": "photos.example"})
    run(wanted, HereEngine(), task_for(tmp_path))

    assert urls(files(tmp_path)["photos.example/w.csv"]) == ["https://photos.example/bee.jpg"]


def test_a_second_run_reads_nothing_and_a_lost_file_is_written_again(tmp_path):
    write_crawl(tmp_path, {PHOTOS + "1": record(PHOTOS + "1", figure("bee"))})
    extract(tmp_path, "photos.example")
    before = files(tmp_path)

    assert extract(tmp_path, "photos.example").totals["skipped"] == 1

    base = tmp_path / "out" / "common_crawl_image_data" / CRAWL / "photos.example"
    (base / "w.report.json").unlink()
    (base / "w.csv").write_bytes(b"half a f")
    assert extract(tmp_path, "photos.example").totals["done"] == 1
    assert files(tmp_path) == before

    (base / "w.csv").unlink()
    assert extract(tmp_path, "photos.example").totals["done"] == 1
    assert files(tmp_path) == before


def test_other_pages_or_another_confidence_make_the_file_again(tmp_path):
    shot = b"<hr><img src='/IMG_1234.jpg'><img"
    page = figure("bee").replace(b"figure>", b"p>").replace(b"<img", shot)
    write_crawl(tmp_path, {PHOTOS + "1": record(PHOTOS + "1", page)})

    assert extract(tmp_path, "photos.example").totals["rows"] == 1
    assert extract(tmp_path, "photos.example", least=Confidence.LOW).totals["rows"] == 2


def test_the_pool_writes_what_one_process_writes(tmp_path):
    pages = {f"{PHOTOS}{n}": record(f"{PHOTOS}{n}", figure(f"p{n}")) for n in range(30)}
    write_crawl(tmp_path / "a", pages)
    extract(tmp_path / "a", "photos.example")
    wanted = plan(str(tmp_path / "a" / "lake"), CRAWL, {"photos.example": "photos.example"})

    pool = ExtractImages(CRAWL, str(tmp_path / "a" / "source"), str(tmp_path / "b" / "out"))
    run(wanted, ProcessEngine(2), pool)

    assert files(tmp_path / "b") == files(tmp_path / "a")


def kill_in_the_middle(command, base):
    """Kill a run once a file of its own is there."""
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True)
    while not list(base.glob("*/w.csv")) and process.poll() is None:
        time.sleep(0.001)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def test_a_run_that_is_killed_is_finished_by_the_next_one(tmp_path):
    pages = {
        f"https://s{n % 6}.example/{n}": record(f"https://s{n % 6}.example/{n}", figure(f"p{n}"))
        for n in range(120)
    }
    write_crawl(tmp_path, pages)
    domains = [f"s{n}.example" for n in range(6)]
    command = [
        *(sys.executable, "-m", "catalog", "images", "extract", "--crawl", CRAWL, "--workers", "1"),
        *("--lake", str(tmp_path / "lake"), "--source", str(tmp_path / "source")),
        *("--output", str(tmp_path / "out")),
        *(option for name in domains for option in ("--domain", name)),
    ]
    base = tmp_path / "out" / "common_crawl_image_data" / CRAWL
    done = len(domains)
    for _ in range(20):  # a busy machine may look too late, when all is done
        if done < len(domains):
            break
        shutil.rmtree(tmp_path / "out", ignore_errors=True)
        kill_in_the_middle(command, base)
        done = len(list(base.glob("*/w.report.json")))
    left = [str(path) for path in base.glob("*/.*.tmp")]

    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)

    write_crawl(tmp_path / "again", pages)
    extract(tmp_path / "again", *domains)
    assert files(tmp_path) == files(tmp_path / "again")
    assert done < len(domains)
    assert [path for path in left if Path(path).exists()] == []


def test_names_become_domains():
    reviewed = {"pictures.example": "pictures"}

    assert provider_of("www.capl.washjeff.edu") == "capl"
    assert domains_of(["capl", "pictures"], ["Other.example", "eol.org"], reviewed) == {
        "capl.washjeff.edu": "capl",
        "pictures.example": "pictures",
        "other.example": "other.example",
        "eol.org": "eol",
    }


def test_an_unknown_name_and_an_empty_choice_are_refused(tmp_path):
    with pytest.raises(UsageError, match="'flickr' is no provider of pages"):
        domains_of(["flickr"], [], {})
    with pytest.raises(UsageError, match="say which pages to read"):
        domains_of([], [], {})
    write_crawl(tmp_path, {PHOTOS + "1": record(PHOTOS + "1", figure("bee"))})
    with pytest.raises(UsageError, match="has no page of nowhere.example"):
        plan(str(tmp_path / "lake"), CRAWL, {"nowhere.example": "nowhere"})


class Handler(SimpleHTTPRequestHandler):
    """Serves ranges of a folder; answers 503 while `busy` says so."""

    busy: ClassVar[list[str]] = []

    def do_GET(self):
        if self.busy:
            self.send_error(503)
            return
        first, last = (int(n) for n in self.headers["Range"][6:].split("-"))
        data = Path(self.translate_path(self.path)).read_bytes()[first : last + 1]
        self.send_response(206)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *args):
        pass


def test_a_server_that_stays_busy_fails_the_file_and_the_next_run_finishes_it(tmp_path):
    write_crawl(tmp_path, {PHOTOS + "1": record(PHOTOS + "1", figure("bee"))})
    handler = partial(Handler, directory=str(tmp_path / "source"))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    source = f"http://127.0.0.1:{server.server_port}/"
    wanted = plan(str(tmp_path / "lake"), CRAWL, {"photos.example": "photos.example"})
    task = ExtractImages(
        CRAWL, source, str(tmp_path / "out"), per_second=50, attempts=2, first_wait=0.01
    )

    Handler.busy.append("yes")
    first = run(wanted, HereEngine(), task)
    Handler.busy.clear()
    second = run(wanted, HereEngine(), task)
    server.shutdown()
    server.server_close()

    assert (first.totals["failed"], first.totals["errors.request_failed"]) == (1, 1)
    with pytest.raises(CatalogError, match="1 of 1 groups of pages failed"):
        check(first, 5)
    assert second.totals["done"] == 1
    assert urls(files(tmp_path)["photos.example/w.csv"]) == ["https://photos.example/bee.jpg"]


def test_a_crawl_and_its_images_may_lie_in_s3(tmp_path, aws):
    ranges = write_crawl(tmp_path, {PHOTOS + "1": record(PHOTOS + "1", figure("bee"))})
    warc = tmp_path / "source" / SEGMENT / "warc" / "w.warc.gz"
    storage.write_bytes(f"s3://bucket/{SEGMENT}/warc/w.warc.gz", warc.read_bytes())
    wanted = plan(str(tmp_path / "lake"), CRAWL, {"photos.example": "photos.example"})

    task = ExtractImages(CRAWL, "s3://bucket/", "s3://bucket/out")
    done = run(wanted, HereEngine(), task)
    again = run(wanted, HereEngine(), task)

    folder = f"s3://bucket/out/common_crawl_image_data/{CRAWL}/photos.example"
    assert len(ranges) == done.totals["rows"] == again.totals["skipped"] == 1
    assert urls(storage.read_bytes(f"{folder}/w.csv")) == ["https://photos.example/bee.jpg"]


HOSTILE = (
    b'<script type="application/ld+json">{"@type": "AudioObject", "duration": "PT'
    + b"9" * 400
    + b'S", "license": "https://creativecommons.org/licenses/by/4.0/",'
    b'"contentUrl": "/bad sound.mp3\\ud800"}</script>'
)


def raising(error: type[Exception]):
    def fails(page, **options):
        if page.body == HOSTILE:
            raise error("for example")
        return page_rows(page, **options)

    return fails


def spinning(page, **options):
    while page.body == HOSTILE:
        pass
    return page_rows(page, **options)


@pytest.mark.parametrize(
    ("reader", "counted"),
    [
        (page_rows, "rows"),
        (raising(OverflowError), "errors.unreadable_page"),
        (raising(MemoryError), "errors.unreadable_page"),
        (raising(RecursionError), "errors.unreadable_page"),
        (spinning, "errors.page_too_slow"),
    ],
)
def test_a_page_over_which_the_reader_fails_costs_only_itself(
    tmp_path, monkeypatch, reader, counted
):
    pages = {"1": figure("bee"), "2": HOSTILE, "3": figure("hive")}
    write_crawl(tmp_path, {PHOTOS + n: record(PHOTOS + n, body) for n, body in pages.items()})
    monkeypatch.setattr("catalog.images.image_task.page_rows", reader)

    summary = extract(tmp_path, "photos.example", page_seconds=0.3)

    assert summary.totals["done"] == 1
    assert summary.totals[counted] == (2 if counted == "rows" else 1)
    assert urls(files(tmp_path)["photos.example/w.csv"]) == [
        "https://photos.example/bee.jpg",
        "https://photos.example/hive.jpg",
    ]


@pytest.mark.parametrize("fault", ["unreadable_page", "page_too_slow"])
def test_a_run_in_which_the_reader_fails_over_many_pages_fails(fault):
    totals = Counter(done=1, pages=10, **{f"errors.{fault}": 2})
    with pytest.raises(CatalogError, match="2 of 10 pages could not be read, more than 5 %"):
        check(RunSummary(totals, {}), 5.0)


def test_a_missing_archive_costs_its_own_pages_and_is_named_in_the_report(tmp_path):
    [page] = write_crawl(tmp_path, {PHOTOS + "1": record(PHOTOS + "1", figure("bee"))})
    there = ArchivePages(f"{SEGMENT}/warc/{WARC}", (page,))
    gone = ArchivePages(f"{SEGMENT}/warc/gone.warc.gz", (page, PageRange(9_000_000, 10, "x")))
    wanted = PageRequests("photos.example", (gone, there))

    report = task_for(tmp_path)(wanted.to_item())

    assert (report.status, report.counts["rows"], report.counts["errors.not_found"]) == (
        "done",
        1,
        2,
    )
    written = json.loads(files(tmp_path)["photos.example/gone.report.json"])
    assert written["missing"] == [f"{SEGMENT}/warc/gone.warc.gz"]


def test_pages_of_cc_news_are_planned_and_read_out_of_its_warc_files(tmp_path):
    """CC-NEWS has no WAT, and its files lie in the folder of their month."""
    news, name = "CC-NEWS-2026-10", "CC-NEWS-20261001000000-00001.warc.gz"
    path = f"crawl-data/CC-NEWS/2026/10/{name}"
    warc = tmp_path / "source" / path
    warc.parent.mkdir(parents=True)
    members = [record(PHOTOS + str(n), figure(f"p{n}"), warc=DATE) for n in range(2)]
    warc.write_bytes(b"".join(members))
    working, lake = str(tmp_path / "working"), str(tmp_path / "lake")
    job = plan_links(
        None, source=str(tmp_path / "source"), output=working, wat=[str(warc)], kind="WARC"
    )
    assert run_links(job, HereEngine()).totals["rows"] == 2
    publish(news, output=working, lake=lake)

    wanted = plan(lake, news, {"photos.example": "photos.example"})
    task = ExtractImages(news, str(tmp_path / "source"), str(tmp_path / "out"))
    summary = run(wanted, HereEngine(), task)

    assert [archive.warc for item in wanted for archive in item.archives] == [path]
    assert (summary.totals["done"], summary.totals["rows"]) == (1, 2)
    folder = tmp_path / "out" / "common_crawl_image_data" / news / "photos.example"
    assert urls((folder / "CC-NEWS-20261001000000-00001.csv").read_bytes()) == [
        "https://photos.example/p0.jpg",
        "https://photos.example/p1.jpg",
    ]


def test_pages_that_the_crawler_cut_are_counted(tmp_path):
    cut = record(PHOTOS + "1", figure("bee"), warc="WARC-Truncated: length\r\n")
    write_crawl(tmp_path, {PHOTOS + "1": cut, PHOTOS + "2": record(PHOTOS + "2", figure("hive"))})
    assert extract(tmp_path, "photos.example").totals["truncated_pages"] == 1


def test_rows_of_a_file_of_which_nobody_knows_where_it_lies_are_not_planned(tmp_path):
    ranges = write_crawl(tmp_path, {PHOTOS + "1": record(PHOTOS + "1", figure("bee"))})
    write_lake(tmp_path / "lake", ranges, name="part-00001", warc_segment=None)
    [item] = plan(str(tmp_path / "lake"), CRAWL, {"photos.example": "photos.example"})
    assert item.page_count == 1
