import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from scripts.make_sample import CRAWL, FILES, make_sample, pages

SAMPLE = Path(__file__).parents[2] / "sample"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("sample")
    make_sample(root)
    return root


def names(root: Path) -> list[str]:
    return sorted(str(path.relative_to(root)) for path in root.rglob("*.gz"))


def inflated(root: Path, kind: str) -> list[bytes]:
    return [gzip.decompress(path.read_bytes()) for path in sorted(root.rglob(f"{kind}/*.gz"))]


def responses(wat: Path) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    for line in gzip.decompress(wat.read_bytes()).splitlines():
        if line.startswith(b"{"):
            record = json.loads(line)
            payload = record["Envelope"]["Payload-Metadata"]
            if "HTTP-Response-Metadata" in payload:
                yield record["Container"], payload["HTTP-Response-Metadata"]


def without_places(wat: bytes) -> list[dict[str, Any]]:
    return [json.loads(line)["Envelope"] for line in wat.splitlines() if line.startswith(b"{")]


# Compared inflated: another build of zlib may find other bytes for the same page.
def test_the_sample_in_the_project_is_what_its_sources_make(made: Path) -> None:
    assert names(made) == names(SAMPLE)
    assert inflated(made, "warc") == inflated(SAMPLE, "warc")
    assert [without_places(wat) for wat in inflated(made, "wat")] == [
        without_places(wat) for wat in inflated(SAMPLE, "wat")
    ]


def test_the_listing_names_the_files_as_common_crawl_does() -> None:
    listing = gzip.decompress((SAMPLE / f"crawl-data/{CRAWL}/wat.paths.gz").read_bytes())
    segment, _, stem = FILES[0].partition("/")
    assert listing.decode().splitlines()[0] == (
        f"crawl-data/{CRAWL}/segments/{segment}/wat/{stem}.warc.wat.gz"
    )


def test_every_page_lies_in_the_warc_where_the_wat_says() -> None:
    warc = next(SAMPLE.rglob("warc/*-00000.warc.gz"))
    wat = warc.parents[1] / "wat" / warc.name.replace(".warc.gz", ".warc.wat.gz")
    data = warc.read_bytes()
    found = []
    for place, response in responses(wat):
        start, length = int(place["Offset"]), int(place["Gzip-Metadata"]["Deflate-Length"])
        record = gzip.decompress(data[start : start + length])
        found.append(record.endswith(b"\r\n\r\n") and record.count(b"WARC/1.0\r\n") == 1)
        assert f"Content-Length: {response['Headers']['Content-Length']}".encode() in record
    assert len(found) > 60
    assert all(found)


def test_links_are_told_in_document_order_with_an_image_before_the_anchor_around_it() -> None:
    [metadata] = [
        response["HTML-Metadata"]
        for wat in SAMPLE.rglob("*.wat.gz")
        for _, response in responses(wat)
        if "Five lamps" in response.get("HTML-Metadata", {}).get("Head", {}).get("Title", "")
    ]
    assert metadata["Head"]["Link"] == [
        {
            "path": "LINK@/href",
            "url": "https://essays.example/light/five-lamps",
            "rel": "canonical",
        }
    ]
    assert metadata["Links"][1:3] == [
        {
            "path": "A@/href",
            "url": "https://photos.example/u/nadia-benali",
            "text": "Nadia Benali",
        },
        {
            "path": "A@/href",
            "url": "https://creativecommons.org/licenses/by-sa/2.0/",
            "text": "CC BY-SA 2.0",
        },
    ]
    assert [link["path"] for link in metadata["Links"][-4:]] == [
        "IMG@/src",
        "A@/href",
        "A@/href",
        "A@/href",
    ]


def test_the_sample_has_a_few_hundred_pages_on_reserved_names_only() -> None:
    hosts = {page.url.split("/")[2] for page in pages()}
    assert len(pages()) == 287
    assert len(hosts) == 32
    assert {host.rpartition(".")[2] for host in hosts} == {"example"}
