"""Rows made of WARC files: what WAT shows, as WAT shows it, and what it does not."""

import codecs
import gzip
import zlib
from collections import Counter
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import orjson
import pyarrow.parquet as pq
import pytest

from catalog.engine import TaskReport
from catalog.links.extract import ExtractLinks, ExtractWarcLinks
from catalog.links.link_rows import LinkRow
from catalog.links.unreadable import Unreadable
from catalog.links.warc_links import iter_warc_link_rows
from tests.catalog.links.wats import BY, paths_of

SEGMENT = "crawl-data/CC-MAIN-2026-43/segments/17.1"
INFO = gzip.compress(b"WARC/1.0\r\nWARC-Type: warcinfo\r\n\r\n\r\n\r\n", mtime=0)


def response(
    body: bytes,
    *,
    url: str = "https://site.org/page",
    http: str = "Content-Type: text/html; charset=utf-8",
    status: str = "200 OK",
    warc: str = "",
) -> bytes:
    """Return the gzip member of one answer."""
    answer = f"HTTP/1.1 {status}\r\n{http}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2026-10-20T12:00:00Z\r\n{warc}"
        f"WARC-Target-URI: {url}\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + answer + b"\r\n\r\n", mtime=0)


def rows_of(data: bytes) -> tuple[list[LinkRow], Counter[str]]:
    counts: Counter[str] = Counter()
    place = SEGMENT, "CC-MAIN-1.warc.gz"
    found = iter_warc_link_rows(BytesIO(data).read, place, counts, Unreadable(counts))
    return list(found), counts


def told(html: str) -> list[tuple[str, str, bool | None, str | None]]:
    """Return section, kind, rel_license and licence of each row of a page."""
    rows, _ = rows_of(response(html.encode()))
    return [
        (row["link_section"], row["link_kind"], row["rel_license"], row["license"]) for row in rows
    ]


def test_a_link_becomes_a_row_with_all_columns() -> None:
    other = response(b"<p>nothing</p>")
    html = f'<img src="/a.jpg"><a href="https://x.org/">x</a><a rel="license" href="{BY}">BY</a>'
    page = response(html.encode())
    rows, counts = rows_of(INFO + other + page + other)
    assert rows == [
        {
            "provider_domain": "site.org",
            "content_path": "/page",
            "content_query_string": "",
            "cc_domain": "creativecommons.org",
            "cc_license": "/licenses/by/4.0/",
            "warc_segment": SEGMENT,
            "warc_filename": "CC-MAIN-1.warc.gz",
            "content_offset": len(INFO + other),
            "deflate_length": len(page),
            "html_metadata": '{"Images":1,"Links":{"x.org":1,"creativecommons.org":1}}',
            "license": "by",
            "license_version": "4.0",
            "license_jurisdiction": None,
            "link_kind": "A@/href",
            "link_section": "links",
            "rel_license": True,
            "page_url": "https://site.org/page",
            "crawled_at": datetime(2026, 10, 20, 12, tzinfo=UTC),
        }
    ]
    assert (counts["pages"], counts["rows"], counts["records_parsed"]) == (1, 1, 1)


WIDE = f'<html><head><meta charset="utf-16"></head><a href="{BY}">\u5199\u771f</a>'


@pytest.mark.parametrize(
    ("body", "http"),
    [
        (codecs.BOM_UTF16_LE + WIDE.encode("utf-16-le"), "Content-Type: text/html"),
        (codecs.BOM_UTF16_BE + WIDE.encode("utf-16-be"), "Content-Type: text/html"),
        (WIDE.encode("utf-16-le"), "Content-Type: text/html"),
        (WIDE.encode("utf-16-be"), "Content-Type: text/html"),
        (f" \n {WIDE}".encode("utf-16-le"), "Content-Type: text/html; charset=UTF-16LE"),
        (f" \n {WIDE}".encode("utf-16-be"), "Content-Type: text/html; charset=utf-16be"),
        (f" \n {WIDE}".encode("utf-16-le"), 'Content-Type: text/html;charset="UTF-16"'),
        (gzip.compress(WIDE.encode("utf-16-le")), "Content-Encoding: gzip"),
        (WIDE.encode(), "Content-Type: text/html; charset=UTF-16LE"),  # and it is not
        (codecs.BOM_UTF16_LE + WIDE.encode("utf-16-le"), "X-Long: " + "x" * 9000),
        (gzip.compress(WIDE.encode()), "X-Long: " + "x" * 9000 + "\r\nContent-Encoding: gzip"),
    ],
)
def test_a_page_in_utf_16_is_found_and_read(body: bytes, http: str) -> None:
    rows, counts = rows_of(response(body, http=http))
    assert [(row["link_kind"], row["license"]) for row in rows] == [("A@/href", "by")]
    assert (counts["records_parsed"], counts["pages"]) == (1, 1)


def test_a_page_that_only_says_that_it_is_utf_16_costs_nothing() -> None:
    rows, counts = rows_of(response(b"<p>x", http="Content-Type: text/html; charset=utf-16"))
    assert (rows, counts["records_parsed"]) == ([], 0)


def test_json_ld_tells_licences_that_no_link_shows() -> None:
    script = orjson.dumps(
        {
            "@context": {"cc": "https://creativecommons.org/ns#"},
            "@type": "ImageObject",
            "contentUrl": "https://site.org/a.jpg",
            "license": BY,
            "acquireLicensePage": "https://site.org/buy",
            "isPartOf": {"@type": "WebPage", "license": {"@id": BY.replace("by/", "by-sa/")}},
        }
    ).decode()
    escaped = script.replace("/", "\\/")
    for text in (script, escaped):
        assert told(f'<script type="application/ld+json">{text}</script>') == [
            ("json-ld", "ImageObject/license", True, "by"),
            ("json-ld", "WebPage/license", True, "by-sa"),
        ]


def test_microdata_rdfa_and_metas_tell_theirs() -> None:
    assert told(
        f'<head><meta name="dc.rights" content="{BY}"><meta name="about" content="see {BY}">'
        f'<link rel="license" href="{BY}"></head>'
        f'<div itemscope><meta itemprop="license" content="{BY}">'
        f'<span itemprop="license">{BY}</span><link itemprop="license" href="{BY}"></div>'
        f'<span property="cc:license" resource="{BY}"></span>'
        f'<div xmlns:cc="http://creativecommons.org/ns#" data-license="{BY}"></div>'
    ) == [
        ("head", "LINK@/href", True, "by"),
        ("head", "META@/content", False, "by"),
        ("links", "LINK@/href", False, "by"),
        ("meta", "META@/content", False, "by"),
        ("microdata", "META@/content", True, "by"),
        ("microdata", "SPAN/#text", True, "by"),
        ("rdfa", "SPAN@/resource", True, "by"),
        ("attribute", "DIV@/data-license", False, "by"),
    ]


def test_an_address_in_the_words_of_a_page_is_a_row_once_and_not_within_its_own_link() -> None:
    assert told(
        f"<p>Photo: Ann (creativecommons.org/licenses/by/4.0/). {BY}. {BY}</p>"
        f'<p>mail@creativecommons.org</p><a href="{BY}">{BY}</a><script>var a = "{BY}"</script>'
    ) == [("links", "A@/href", False, "by"), ("text", "P/#text", False, "by")]


def test_rdf_in_a_comment_is_told_and_a_script_in_one_is_not() -> None:
    assert told(
        f'<p><!-- <rdf:RDF><license rdf:resource="{BY}"/></rdf:RDF> -->'
        "<!--[if IE]><script src='https://creativecommons.org/ie.js'></script><![endif]-->"
    ) == [("comment", "#comment", False, "by")]


def test_a_page_that_names_creative_commons_and_states_nothing_is_counted() -> None:
    rows, counts = rows_of(response(b"<script>'creativecommons.org'</script>"))
    assert (rows, counts["pages_without_links"], counts["records_parsed"]) == ([], 1, 1)


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ({"status": "404 Not Found"}, "http_status"),
        ({"http": "Content-Type: application/pdf"}, "not_html"),
        ({"http": "Content-Type: text/html\r\nLink: <https://creativecommons.org/>"}, None),
    ],
)
def test_what_is_no_page_is_rejected_with_its_reason(
    answer: dict[str, Any], reason: str | None
) -> None:
    rows, counts = rows_of(response(BY.encode() if reason else b"<p>", **answer))
    assert (rows, counts[f"rejected.{reason or 'hit_in_header'}"]) == ([], 1)


def test_an_answer_that_is_stored_encoded_is_decoded_and_searched() -> None:
    body = f'<a href="{BY}">BY</a>'.encode()
    chunks = b"12\r\n" + body[:18] + b"\r\n%x\r\n" % len(body[18:]) + body[18:] + b"\r\n0\r\n\r\n"
    data = b"".join(
        [
            response(gzip.compress(body, mtime=0), http="Content-Encoding: gzip"),
            response(zlib.compress(body), http="content-encoding: deflate"),
            response(chunks, http="Transfer-Encoding: chunked"),
            response(gzip.compress(b"<p>nothing</p>", mtime=0), http="Content-Encoding: gzip"),
            response(body, http="X-Crawl-Content-Encoding: gzip"),
        ]
    )
    rows, counts = rows_of(data)
    assert [row["license"] for row in rows] == ["by"] * 4
    assert (counts["pages"], counts["records_parsed"]) == (4, 4)


def test_a_page_cannot_pretend_to_be_another_record() -> None:
    forged = (
        "<p>\n\r\nWARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://victim.example/\r\n\r\n"
        f'HTTP/1.1 200 OK\r\n\r\n<a href="{BY}">'
    )
    rows, _ = rows_of(response(forged.encode()))
    assert [row["page_url"] for row in rows] == ["https://site.org/page"]


def test_the_end_of_a_page_of_five_mebibytes_is_read() -> None:
    page = b"<body>" + b"<p>word word word</p>" * 250_000 + f'<a href="{BY}">'.encode()
    assert len(page) > 5 * 2**20
    rows, counts = rows_of(response(page, warc="WARC-Truncated: length\r\n"))
    assert ([row["license"] for row in rows], counts["truncated_pages"]) == (["by"], 1)


def test_members_that_begin_with_no_record_are_counted() -> None:
    page = f'<a href="{BY}">'.encode()
    text = gzip.decompress(response(page))
    split = [gzip.compress(part) for part in (text[:80], text[80:], b"\r\n", b"junk")]
    rows, counts = rows_of(b"".join(split) + response(page, url="https://e.example/2"))
    assert [row["page_url"] for row in rows] == ["https://e.example/2"]
    assert counts["errors.stray_member"] == 2


def test_damage_costs_one_record_and_a_cut_file_is_told() -> None:
    pages = [
        response(f'<a href="{BY}">{n}</a>'.encode(), url=f"https://site.org/{n}") for n in range(5)
    ]
    damaged = bytearray(pages[1])
    damaged[40:60] = b"\xff" * 20
    data = b"".join([pages[0], bytes(damaged), pages[2], b"\0" * 512, pages[3], pages[4][:-30]])
    rows, counts = rows_of(data)
    assert paths_of(rows) == ["/0", "/2", "/3"]
    assert (counts["errors.damaged_member"], counts["errors.truncated_file"]) == (1, 1)
    assert rows[2]["content_offset"] == data.index(pages[3])


def test_a_record_that_no_reader_understands_costs_itself_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(html: bytes, counts: Counter[str]) -> None:
        raise OverflowError("odd")

    monkeypatch.setattr("catalog.links.warc_links.read_html", fail)
    rows, counts = rows_of(response(BY.encode()) * 2)
    assert (rows, counts["errors.unreadable_record.OverflowError"]) == ([], 2)


def packed(kind: str, rest: str) -> bytes:
    return gzip.compress(f"WARC/1.0\r\nWARC-Type: {kind}\r\n{rest}".encode(), mtime=0)


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (gzip.decompress(response(b"x")), "not compressed record by record"),
        (packed("metadata", "Content-Type: application/json\r\n"), "WAT"),
        (packed("conversion", "\r\n"), "a WET"),
        (b"", "the file is empty"),
    ],
)
def test_another_kind_of_file_is_named(tmp_path: Path, data: bytes, error: str) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(data)
    report = ExtractWarcLinks(str(tmp_path / "out"))(str(path))
    assert report.status == "failed"
    assert error in str(report.error)


def test_rows_of_real_pages_hold_all_that_their_wat_shows(shared: Path, tmp_path: Path) -> None:
    """Pages of Common Crawl's CC-MAIN-2024-22: all 171 rows of the WAT, equal but for one count."""
    stem = str(
        shared / "data" / "common-crawl" / "CC-MAIN-20240517233122-20240518023122-00000.warc"
    )
    of_wat = rows_in(ExtractLinks(str(tmp_path))(f"{stem}.wat.gz"))
    report = ExtractWarcLinks(str(tmp_path))(f"{stem}.gz")
    of_warc = rows_in(report)
    assert of_wat.total() == 171
    assert of_wat - of_warc == Counter()
    assert {row[0] for row in of_warc - of_wat} <= {"text", "attribute", "comment", "json-ld"}
    assert {name for name in report.counts if name.startswith("errors.")} == set()


def rows_in(report: TaskReport) -> Counter[tuple[Any, ...]]:
    rows = pq.read_table(report.output).to_pylist()
    first = ("link_section", "page_url")
    others = sorted(rows[0].keys() - {*first, "html_metadata"})
    return Counter(tuple(row[name] for name in (*first, *others)) for row in rows)
