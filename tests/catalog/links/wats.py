"""WAT files for tests: records as Common Crawl's writer makes them, with what the test asks for."""

import gzip
import json
import zlib
from collections import Counter
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from catalog.links.link_rows import LinkRow
from catalog.links.wat import iter_link_rows

BY = "https://creativecommons.org/licenses/by/4.0/"
SEGMENT = "crawl-data/CC-MAIN-2026-43/segments/17.1"


def member(data: bytes) -> bytes:
    deflate = zlib.compressobj(6, zlib.DEFLATED, 31)
    return deflate.compress(data) + deflate.flush()


def link(url: str, path: str = "A@/href", **attributes: Any) -> dict[str, Any]:
    return {"path": path, "url": url, **attributes}


def document(
    links: object,
    *,
    url: object = "https://site.org/page?x=1",
    kind: object = "response",
    head: object = None,
    offset: object = "1200",
) -> dict[str, Any]:
    html = {"Head": head or {}, "Links": links}
    return {
        "Container": {
            "Filename": "CC-MAIN-1.warc.gz",
            "Offset": offset,
            "Gzip-Metadata": {"Deflate-Length": "345"},
        },
        "Envelope": {
            "WARC-Header-Metadata": {
                "WARC-Type": kind,
                "WARC-Date": "2026-10-20T12:00:00Z",
                "WARC-Target-URI": url,
            },
            "Payload-Metadata": {
                "HTTP-Response-Metadata": {
                    "Headers": {"Set-Cookie": ["a=1", "b=2"]},
                    "HTML-Metadata": html,
                }
            },
        },
    }


def record(body: bytes) -> bytes:
    head = (
        b"WARC/1.0\r\nWARC-Type: metadata\r\nContent-Type: application/json\r\n"
        b"Content-Length: %d\r\n\r\n" % len(body)
    )
    return head + body + b"\r\n\r\n"


def page(*urls: str, **options: Any) -> bytes:
    """Return the WAT record of a page that links to these URLs."""
    return record(json.dumps(document([link(url) for url in urls], **options)).encode())


def wat(*records: bytes) -> bytes:
    return b"".join(map(member, records))


def read_rows(data: bytes, segment: str | None = None) -> tuple[list[LinkRow], Counter[str]]:
    counts: Counter[str] = Counter()
    rows = list(iter_link_rows(BytesIO(data).read, segment, counts))
    return rows, counts


def paths_of(rows: Sequence[LinkRow]) -> list[str]:
    return [row["content_path"] for row in rows]


def errors_in(counts: Counter[str]) -> dict[str, int]:
    return {name: count for name, count in counts.items() if name.startswith("errors.")}


CRAWL = "CC-MAIN-2026-43"


def write_crawl(root: Path, files: dict[str, bytes], crawl: str = CRAWL) -> list[Path]:
    """Write a crawl of WAT files, named by their stems; return their paths."""
    folder = f"crawl-data/{crawl}/segments/17.1/wat"
    names = [f"{folder}/{stem}.warc.wat.gz" for stem in files]
    (root / folder).mkdir(parents=True, exist_ok=True)
    for name, data in zip(names, files.values(), strict=True):
        (root / name).write_bytes(data)
    listing = "".join(f"{name}\n" for name in names).encode()
    (root / f"crawl-data/{crawl}/wat.paths.gz").write_bytes(gzip.compress(listing, mtime=0))
    return [root / name for name in names]


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder, also the hidden ones, with its bytes."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(files)}
