"""Write web pages as Common Crawl publishes them: a WARC file and the WAT file that describes it.

The layout is the crawl's own: `crawl-data/<crawl>/{warc,wat}.paths.gz` and, below `segments/<id>/`,
one gzip member a record. A WAT record holds what `ia-web-commons` 1.1.10 writes for a response, as
far as this project and its tests read it: where the page lies in the WARC, its HTTP headers, its
title, metas and links in document order.
"""

import base64
import hashlib
import json
import uuid
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scripts.html_metadata import html_metadata

_HTML = ("text/html", "application/xhtml+xml")


@dataclass(frozen=True, slots=True)
class Page:
    """One answer of a web server.

    Attributes:
        url: what was asked for.
        body: the bytes as they came, in the charset that `content_type` names (UTF-8 if none).
        fetched: when, as WARC writes it (`2026-10-20T12:00:00Z`).
        content_type: the header.
        status: HTTP status.
        headers: further response headers.
    """

    url: str
    body: bytes
    fetched: str
    content_type: str = "text/html; charset=utf-8"
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()

    @property
    def text(self) -> str:
        """The body, decoded; what does not decode becomes U+FFFD."""
        charset = self.content_type.partition("charset=")[2] or "utf-8"
        return self.body.decode(charset, errors="replace")


@dataclass(frozen=True, slots=True)
class _Record:
    headers: tuple[tuple[str, str], ...]
    block: bytes

    def encode(self) -> bytes:
        lines = [f"{name}: {value}" for name, value in self.headers]
        head = "\r\n".join(["WARC/1.0", *lines, f"Content-Length: {len(self.block)}"])
        return head.encode() + b"\r\n\r\n" + self.block + b"\r\n\r\n"


def write_crawl(root: Path, crawl: str, files: Mapping[str, Sequence[Page]]) -> None:
    """Write a whole crawl below `root`; `files` maps `<segment>/<WARC's stem>` to its pages."""
    base = f"crawl-data/{crawl}"
    paths: dict[str, list[str]] = {"warc": [], "wat": []}
    for name, pages in files.items():
        segment, _, stem = name.partition("/")
        warc = f"{base}/segments/{segment}/warc/{stem}.warc.gz"
        wat = f"{base}/segments/{segment}/wat/{stem}.warc.wat.gz"
        write_pair(root / warc, root / wat, pages)
        paths["warc"].append(warc)
        paths["wat"].append(wat)
    for kind, lines in paths.items():
        listing = "".join(f"{line}\n" for line in lines).encode()
        (root / base / f"{kind}.paths.gz").write_bytes(member(listing))


def write_pair(warc: Path, wat: Path, pages: Iterable[Page]) -> None:
    """Write pages as a WARC, each with its request, and the WAT that goes with it."""
    warc.parent.mkdir(parents=True, exist_ok=True)
    wat.parent.mkdir(parents=True, exist_ok=True)
    with warc.open("wb") as raw, wat.open("wb") as described:
        raw.write(member(_warcinfo(warc.name, "isPartOf: sample\r\n").encode()))
        described.write(member(_warcinfo(wat.name, "Software-Info: sample\r\n").encode()))
        for page in pages:
            for record, payload in (_request(page), _response(page)):
                offset, inflated = raw.tell(), record.encode()
                length = raw.write(member(inflated))
                place = _container(warc.name, offset, length, len(inflated))
                described.write(member(_wat_record(record, place, payload).encode()))


def member(data: bytes) -> bytes:
    """Return one gzip member, with no time in it."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, 31)
    return deflate.compress(data) + deflate.flush()


def _warcinfo(name: str, text: str) -> _Record:
    headers = (
        ("WARC-Type", "warcinfo"),
        ("WARC-Date", "2026-10-19T00:00:00Z"),
        ("WARC-Filename", name),
        ("WARC-Record-ID", _record_id("warcinfo", name)),
        ("Content-Type", "application/warc-fields"),
    )
    return _Record(headers, text.encode())


def _request(page: Page) -> tuple[_Record, dict[str, Any]]:
    host, path = _host_and_path(page.url)
    headers = {"User-Agent": "CCBot/2.0 (https://commoncrawl.org/faq/)", "Host": host}
    text = f"GET {path} HTTP/1.1\r\n" + _lines(headers.items()) + "\r\n"
    message = {"Method": "GET", "Path": path, "Version": "HTTP/1.1"}
    metadata = {"Request-Message": message, "Headers": headers}
    return _http_record("request", page, text.encode()), {"HTTP-Request-Metadata": metadata}


def _response(page: Page) -> tuple[_Record, dict[str, Any]]:
    headers = {
        "Content-Type": page.content_type,
        **dict(page.headers),
        "Content-Length": str(len(page.body)),
    }
    reason = "OK" if page.status == 200 else "Not Found"
    head = f"HTTP/1.1 {page.status} {reason}\r\n" + _lines(headers.items()) + "\r\n"
    message = {"Status": str(page.status), "Version": "HTTP/1.1", "Reason": reason}
    digest = base64.b32encode(hashlib.sha1(page.body).digest()).decode()
    metadata: dict[str, Any] = {"Response-Message": message, "Headers": headers}
    if page.content_type.startswith(_HTML):
        metadata["HTML-Metadata"] = html_metadata(page.text)
    metadata |= {"Entity-Length": str(len(page.body)), "Entity-Digest": f"sha1:{digest}"}
    record = _http_record("response", page, head.encode() + page.body)
    return record, {"HTTP-Response-Metadata": metadata}


def _http_record(kind: str, page: Page, block: bytes) -> _Record:
    headers = (
        ("WARC-Type", kind),
        ("WARC-Date", page.fetched),
        ("WARC-Record-ID", _record_id(kind, page.url)),
        ("Content-Type", f"application/http; msgtype={kind}"),
        ("WARC-Target-URI", page.url),
    )
    return _Record(headers, block)


def _container(name: str, offset: int, length: int, inflated: int) -> dict[str, Any]:
    sizes = {
        "Deflate-Length": str(length),
        "Header-Length": "10",
        "Footer-Length": "8",
        "Inflated-Length": str(inflated),
    }
    return {"Filename": name, "Compressed": True, "Offset": str(offset), "Gzip-Metadata": sizes}


def _wat_record(record: _Record, place: dict[str, Any], payload: dict[str, Any]) -> _Record:
    about = dict(record.headers)
    envelope = {
        "Payload-Metadata": {"Actual-Content-Type": about["Content-Type"], **payload},
        "Format": "WARC/1.0",
        "WARC-Header-Metadata": {**about, "Content-Length": str(len(record.block))},
    }
    described = {"Container": place, "Envelope": envelope}
    headers = (
        ("WARC-Type", "metadata"),
        ("WARC-Target-URI", about["WARC-Target-URI"]),
        ("WARC-Date", about["WARC-Date"]),
        ("WARC-Record-ID", _record_id("metadata", about["WARC-Record-ID"])),
        ("WARC-Refers-To", about["WARC-Record-ID"]),
        ("Content-Type", "application/json"),
    )
    return _Record(
        headers, json.dumps(described, ensure_ascii=False, separators=(",", ":")).encode()
    )


def _record_id(kind: str, name: str) -> str:
    return f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{kind} {name}')}>"


def _host_and_path(url: str) -> tuple[str, str]:
    host, slash, path = url.partition("://")[2].partition("/")
    return host, slash + path or "/"


def _lines(headers: Iterable[tuple[str, str]]) -> str:
    return "".join(f"{name}: {value}\r\n" for name, value in headers)
