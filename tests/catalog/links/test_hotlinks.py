import json
from collections import Counter
from io import BytesIO
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from catalog.links.hotlinks import CountHotlinks, Hotlink, iter_hotlinks
from tests.catalog.links.wats import document, link, record, wat


def showing(page_url: str, *images: str, **more: str) -> bytes:
    links = [link(url, "IMG@/src", **more) for url in images]
    return record(json.dumps(document(links, url=page_url)).encode())


def hotlinks(*records: bytes, hosts: frozenset[str] = frozenset()) -> list[Hotlink]:
    return list(iter_hotlinks(BytesIO(wat(*records)).read, hosts, Counter()))


def test_a_picture_of_another_site_is_an_embed_and_one_of_the_same_site_is_not() -> None:
    page = showing(
        "https://www.blog.org/post",
        "https://live.flickr.com/a.jpg",
        "https://static.blog.org/own.jpg",
        "/relative.jpg",
        "data:image/gif;base64,AAAA",
    )
    assert hotlinks(page) == [("https://live.flickr.com/a.jpg", "www.blog.org")]


def test_a_page_counts_once_for_a_picture_and_only_pictures_that_it_shows_count() -> None:
    shown = [link("https://img.net/a.jpg", "IMG@/src"), link("//img.net/a.jpg", "IMG@/src")]
    linked = [link("https://img.net/b.jpg", "A@/href"), {"path": 7, "url": None}]
    page = record(json.dumps(document([*shown, *linked], url="http://b.org/")).encode())
    assert hotlinks(page) == [("https://img.net/a.jpg", "b.org")]


def test_user_and_port_in_an_address_do_not_hide_its_host() -> None:
    page = showing("http://b.org/", "http://me@IMG.net:8080/a.jpg", "http://[bad", "http:///x")
    assert hotlinks(page) == [("http://me@IMG.net:8080/a.jpg", "b.org")]


def test_with_hosts_only_their_pictures_count_and_other_pages_are_not_parsed() -> None:
    counts: Counter[str] = Counter()
    data = wat(
        showing("http://b.org/", "https://img.net/a.jpg", "https://other.net/b.jpg"),
        showing("http://c.org/", "https://other.net/c.jpg"),
        showing("http://d.org/", "https://pic.net/d.jpg"),
    )
    found = list(iter_hotlinks(BytesIO(data).read, frozenset({"img.net", "pic.net"}), counts))
    assert found == [("https://img.net/a.jpg", "b.org"), ("https://pic.net/d.jpg", "d.org")]
    assert (counts["records_parsed"], counts["pages"]) == (2, 2)


@pytest.mark.parametrize("many", [1, 40])
def test_few_and_many_hosts_give_the_same_embeds(many: int) -> None:
    hosts = frozenset({"img.net", *(f"h{n}.net" for n in range(many))})
    page = showing("http://b.org/", "https://img.net/a.jpg", "https://h0.net/x.png", "http://z.net")
    assert hotlinks(page, hosts=hosts) == [
        ("https://h0.net/x.png", "b.org"),
        ("https://img.net/a.jpg", "b.org"),
    ]


def test_a_file_becomes_rows_with_the_pages_of_each_host_added_up(tmp_path: Path) -> None:
    source = tmp_path / "crawl.warc.wat.gz"
    source.write_bytes(
        wat(
            showing("http://b.org/1", "https://img.net/a.jpg"),
            showing("http://b.org/2", "https://img.net/a.jpg"),
            showing("http://c.org/", "https://img.net/a.jpg"),
        )
    )
    report = CountHotlinks(str(tmp_path / "out"))(str(source))
    assert report.status == "done"
    assert pq.read_table(report.output or "").to_pylist() == [
        {"url": "https://img.net/a.jpg", "host": "b.org", "pages": 2},
        {"url": "https://img.net/a.jpg", "host": "c.org", "pages": 1},
    ]


def test_a_damaged_file_is_counted_and_a_missing_one_fails(tmp_path: Path) -> None:
    source = tmp_path / "cut.warc.wat.gz"
    page = showing("http://b.org/1", "https://img.net/a.jpg")
    source.write_bytes(wat(page, page, page)[:-20])
    task = CountHotlinks(str(tmp_path / "out"))
    assert task(str(source)).counts["errors.truncated_file"] == 1
    assert task(str(tmp_path / "none.warc.wat.gz")).status == "failed"


def test_the_real_sample_gives_the_same_embeds_whole_or_limited_to_hosts(shared: Path) -> None:
    name = "CC-MAIN-20240517233122-20240518023122-00000.warc.wat.gz"
    data = (shared / "data" / "common-crawl" / name).read_bytes()
    hosts = frozenset({"upload.wikimedia.org", "i0.wp.com"})
    whole = list(iter_hotlinks(BytesIO(data).read, frozenset(), Counter()))
    limited = list(iter_hotlinks(BytesIO(data).read, hosts, Counter()))
    assert len(whole) == 771
    assert limited == [pair for pair in whole if pair[0].split("/")[2] in hosts]
    assert limited
