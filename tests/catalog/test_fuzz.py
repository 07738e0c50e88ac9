"""Whatever the web, a provider or a file holds: only our own errors come out of the readers.

Each reader is fed samples with edits, from seeds that are kept. It may give rows, count rejections
or raise an error of ours; another exception would have ended a task, a pull or a load.
"""

import gzip
import json
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import strategies as st

from catalog.apis.error_rules import error_in
from catalog.database.clean_batches import Intake, iter_chunks
from catalog.database.copy_binary import Encoder
from catalog.database.reject_log import rejected_file
from catalog.database.source_files import source_files
from catalog.errors import CatalogError
from catalog.files.http import Answer
from catalog.ingestion.record_parsing import parse_answer
from catalog.links.extract import ExtractLinks, ExtractWarcLinks
from catalog.links.file_task import FileTask
from catalog.links.html_links import read_html
from catalog.links.link_rows import link_rows
from catalog.links.wat_page import read_page
from catalog.pages import jsonld
from catalog.pages.evidence import Confidence
from catalog.pages.rows import page_rows
from catalog.providers import registry
from catalog.providers.evidence import evidence_of
from catalog.providers.oai_pmh import as_json
from catalog.warc.fetched_page import FetchedPage
from catalog.warc.page_range import PageRange
from catalog.warc.warc_records import BadRecordError, read_page_record
from tests.catalog.links.wats import BY, document, link, wat
from tests.catalog.links.wats import page as wat_page
from tests.catalog.mutations import bytes_like, hold, json_like
from tests.catalog.warc.warcs import figure, record

pytestmark = pytest.mark.slow
SEEDS = (1, 2, 3)
ENDED = {"done", "incomplete", "failed"}

WARC_WORDS = [
    *(b"WARC/1.0\r\n", b"WARC/", b"\r\n\r\n", b"\n\n", b"\r\n", b"Content-Length: -1\r\n"),
    *(b"Content-Length: \xb2\r\n", b"Content-Length: 99999999999999999999\r\n", b"\x1f\x8b\x08"),
    *(b"Transfer-Encoding: chunked\r\n", b"Content-Encoding: gzip\r\n", b"-f\r\n", b"0\r\n\r\n"),
    *(b"Content-Encoding: br, zstd, deflate\r\n", b"WARC-Date: 0000-99-99\r\n", b"\0" * 40),
    *(b"WARC-Target-URI: http://[::1\r\n", b"charset=punycode", b"charset=utf-16", b"\xff\xfe"),
    *(b"WARC-Truncated: length\r\n", b"creativecommons.org", b"HTTP/1.1 200", b"\xfe\xff"),
]
WARC_TEXTS = [
    gzip.decompress(record(f"https://e.example/{n}", figure("bee"), headers=headers))
    for n, headers in enumerate(
        [
            "Content-Type: text/html",
            "Content-Type: text/html; charset=utf-16le",
            "Transfer-Encoding: chunked",
            "Content-Encoding: gzip",
            "Content-Encoding: br",
        ]
    )
]
WAT_TEXTS = [
    gzip.decompress(wat(wat_page(BY, "https://x.example/"))),
    gzip.decompress(wat(wat_page(BY), wat_page("https://y.example/"))),
]
HEAD = {
    "Link": [{"path": "LINK@/href", "rel": "license", "url": BY}],
    "Metas": [{"name": "dcterms.rights", "content": f"see {BY}"}],
}
DOCUMENTS = [
    document([link(BY, rel="license"), link("https://x.example/a", "IMG@/src")], head=HEAD),
    {"Envelope": {"ARC-Header-Metadata": {"Target-URI": "http://e.example/", "Date": "2012"}}},
]
WORK = {
    "@context": "https://schema.org",
    "@type": ["ImageObject", "AudioObject"],
    "contentUrl": "https://e.example/a.jpg",
    "license": BY,
    "duration": "PT3M",
    "name": ["A", {"@value": "B"}],
    "creator": {"@type": "Person", "name": "Ann", "url": "/ann"},
    "width": {"value": "10"},
    "height": 5,
    "contentSize": "3 MB",
    "keywords": "a, b",
    "uploadDate": "2026-01-01",
    "isPartOf": {"@id": "#x"},
}
LD = [WORK, [WORK, {"@id": "#x", "license": BY}], {"@graph": [WORK], "@context": {"cc": "x"}}]
HTML = [
    figure("bee"),
    b"<!DOCTYPE html><html lang=en><head><title>T</title><meta name=dcterms.license content='"
    + BY.encode()
    + b"'><link rel=license href='"
    + BY.encode()
    + b"'><meta property=og:image content='/i.jpg'></head><body itemscope itemtype='"
    b"https://schema.org/ImageObject'><img itemprop=contentUrl src=/a.jpg srcset='/b 2x, /c 3w'>"
    b"<a itemprop=license href='" + BY.encode() + b"'>CC BY</a><figure><img data-src='/d.jpg' "
    b"width=300 height=200><figcaption>Photo: <a href=/ann>Ann</a>, <a href='"
    + BY.encode()
    + b"'>CC BY 4.0</a></figcaption></figure><div about='/e.jpg' xmlns:cc='https://creativecommons"
    b".org/ns#'><span property='cc:attributionName'>Bo</span></div></body></html>",
    b"<script type='application/ld+json'>" + json.dumps(WORK).encode() + b"</script>",
]
HTML_WORDS = [
    *(b"<figure>", b"</figure>", b"<a href='", b"'", b'"', b"<!--", b"-->", b"<table>", b"<svg>"),
    *(b"<script type='application/ld+json'>", b"</script>", b"<template>", b"\0", b"\xff\xfe"),
    *(b"<img src='http://[::1'>", b"&#xD800;", b"&#0;", b"<base href='http://['>", b" about='"),
    *(b"<meta charset=utf-16>", b" itemprop=license", b" srcset=',,, 1x 2w'", b"\xed\xa0\x80"),
    *(b"creativecommons.org/licenses/by/4.0/", b"<b>" * 40, b" width=-1 height=1e9"),
    *(b"http://\xc2\xb2.example/", b"CC BY-NC 9.9", b"https://user:pw@e.example:99999/x.jpg"),
]


@pytest.mark.parametrize("kept", SEEDS)
@pytest.mark.parametrize(
    ("task", "texts"), [(ExtractLinks, WAT_TEXTS), (ExtractWarcLinks, WARC_TEXTS)]
)
def test_wat_and_warc_files(
    tmp_path: Path, task: type[FileTask], texts: list[bytes], kept: int
) -> None:
    """Edits of the records, packed again; then edits of the packed file."""
    path = tmp_path / "f.warc.gz"
    reader = task(str(tmp_path / "out"))

    def check(parts: tuple[list[bytes], bool]) -> None:
        records, is_packed = parts
        path.write_bytes(b"".join(map(gzip.compress, records) if is_packed else records))
        for old in (tmp_path / "out").glob("*.report.json"):
            old.unlink()
        assert reader(str(path)).status in ENDED

    records = st.lists(st.sampled_from(texts) | bytes_like(texts, WARC_WORDS), max_size=4)
    packed = bytes_like([gzip.compress(text, mtime=0) for text in texts], WARC_WORDS)
    inputs = st.tuples(records, st.booleans()) | st.tuples(
        st.lists(packed, min_size=1, max_size=3), st.just(False)
    )
    hold(check, inputs, kept=kept, examples=120)


@pytest.mark.parametrize("kept", SEEDS)
def test_wat_documents(kept: int) -> None:
    def check(found: Any) -> None:
        counts: Counter[str] = Counter()
        page = read_page(found, counts)
        for row in link_rows(page, "s", counts) if page else ():
            assert row["page_url"]

    hold(check, json_like(DOCUMENTS), kept=kept, examples=400)


@pytest.mark.parametrize("kept", SEEDS)
def test_records_of_a_range(kept: int) -> None:
    def check(text: bytes) -> None:
        member = gzip.compress(text, 1)
        with suppress(BadRecordError):
            read_page_record(member, PageRange(0, len(member), "https://e.example/0"))

    hold(check, bytes_like(WARC_TEXTS, WARC_WORDS), kept=kept, examples=400)


@pytest.mark.parametrize("kept", SEEDS)
def test_pages(kept: int) -> None:
    kinds = ["text/html", "text/html; charset=utf-16", "text/html; charset=\u00b2", None]

    def check(given: tuple[bytes, str | None, Confidence]) -> None:
        body, kind, least = given
        page = FetchedPage("https://e.example/p", body, kind, "noimageai, unavailable_after: x")
        for _, row in page_rows(page, least=least).rows:
            orjson.dumps(row)  # no half characters, no numbers that JSON has not
        read_html(body, Counter())

    inputs = st.tuples(
        bytes_like(HTML, HTML_WORDS), st.sampled_from(kinds), st.sampled_from(list(Confidence))
    )
    hold(check, inputs, kept=kept, examples=400)


@pytest.mark.parametrize("kept", SEEDS)
def test_json_ld(kept: int) -> None:
    def check(found: Any) -> None:
        text = json.dumps(found)
        jsonld.read_items([text])
        body = f"<script type='application/ld+json'>{text}</script><a href='{BY}'>x".encode()
        for _, row in page_rows(FetchedPage("https://e.example/p", body, None)).rows:
            orjson.dumps(row)

    hold(check, json_like(LD), kept=kept, examples=400)
    words = [*HTML_WORDS, b"\\ud800", b"//", b"/*", b"1e999", b"NaN", b",", b"{", b"[" * 200]
    samples = [json.dumps(value).encode() for value in LD]

    def check_text(data: bytes) -> None:
        jsonld.read_items([data.decode("utf-8", "surrogateescape")])

    hold(check_text, bytes_like(samples, words), kept=kept, examples=200)


@pytest.mark.parametrize("name", [provider.name for provider in registry.providers()])
def test_answers_of_providers(name: str) -> None:
    provider = registry.provider(name)
    repair = provider.repair or bytes
    found = [repair(one.body) for one in evidence_of(name) if one.file.endswith((".json", ".xml"))]
    samples = [orjson.loads(answer) for answer in found if len(answer) < 200_000]

    def check(payload: Any) -> None:
        with suppress(CatalogError):
            list(parse_answer(provider, payload))
        with suppress(CatalogError):
            error_in(provider.errors, None, payload)
            provider.paginator.following(provider.paginator.start(), Answer(payload), 1)

    hold(check, json_like(samples), kept=1, examples=120)


XML_WORDS = [
    *(b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"&a;", b"&#0;", b"<a>" * 2_000, b"</a>", b"<![CDATA["),
    *(b"<?xml version='1.0' encoding='utf-32'?>", b" encoding='x'", b" xmlns=''", b" a:b='c'"),
    *(b"<oai:record/>", b"<metadata/>", b"\xff\xfe", b"\0", b" status='deleted'", b"<!--"),
]


@pytest.mark.parametrize("kept", SEEDS)
def test_answers_in_xml(kept: int) -> None:
    provider = registry.provider("rijksmuseum")
    samples = [one.body for one in evidence_of("rijksmuseum")]

    def check(answer: bytes) -> None:
        with suppress(orjson.JSONDecodeError, CatalogError):
            list(parse_answer(provider, orjson.loads(as_json(answer))))

    hold(check, bytes_like(samples, XML_WORDS), kept=kept, examples=300)


COLUMNS = "foreign_identifier,foreign_landing_url,url,license,license_version,title,meta_data,tags,"
ROW = 'a,https://e.example/a,https://e.example/a.jpg,by,4.0,"T, ""x""","{""a"": 1}","[{""a"": 1}]"'
CSV = [f"{COLUMNS}width,provider,source\r\n{ROW},100,met,met\r\n{ROW},,flickr,flickr\r\n".encode()]
TSV = [
    b"1\thttps://e.example/1\thttps://e.example/1.jpg\t\\N\t10\t20\t\\N\tby\t4.0\tAnn\t\\N\tT\t"
    b'{"a": 1}\t[{"name": "x"}]\tf\tmet\tmet\n'
    b"2\thttps://e.example/2\thttps://e.example/2.jpg\t\\N\t\\N\t\\N\t\\N\tby-sa\t3.0\t\\N\t\\N\t\\N\t"
    b'{"b": "\\\\t"}\t{"x","y"}\tt\tflickr\tflickr\n'
]
TEXT_WORDS = [
    *(b"\t", b"\n", b"\r", b"\\N", b"\\x", b"\\xff", b"\\", b'"', b'""', b",", b"\0", b"\xff"),
    *(b"{" * 50, b'{"a', b"9" * 400, b"\xed\xa0\x80", b"\xc2\xb2", b"PT1S", b"[null]", b"NaN"),
    *(b"\xef\xbb\xbf", b"\\u0000", b"2026-02-30", b"http://[::1", b"1e999", b"\x1f\x8b"),
]


@pytest.mark.parametrize("kept", SEEDS)
@pytest.mark.parametrize(("name", "samples"), [("a.csv", CSV), ("met_image_v001_2020.tsv", TSV)])
def test_text_files_to_load(tmp_path: Path, name: str, samples: list[bytes], kept: int) -> None:
    path = tmp_path / name

    def check(data: bytes) -> None:
        path.write_bytes(data)
        [source] = source_files(str(path), media_type="image")
        with rejected_file(tmp_path / "rejected.jsonl") as rejected, suppress(CatalogError):
            for chunk in iter_chunks(source, path, Encoder("image"), intake=Intake(rejected)):
                assert chunk.count > 0

    hold(check, bytes_like(samples, TEXT_WORDS), kept=kept, examples=300)
