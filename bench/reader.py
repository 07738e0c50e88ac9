"""How right the page reader is: on the project's own pages, and on labelled pages where they are.

The own pages (`bench/own_pages/`) stand for one practice each, or for one program that prints
credits. A labelled set of real pages is read where `../shared/data/pages` has one; it brings its
own way to score.
"""

import importlib.util
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import urljoin

from warcio.archiveiterator import ArchiveIterator

from bench.harness import Ratio
from bench.own_pages import OWN_PAGES
from catalog.pages.rows import page_rows
from catalog.records import Row
from catalog.warc.fetched_page import FetchedPage

LABELLED = Path(__file__).parents[2] / "shared" / "data" / "pages"
PRECISION = 0.95
RECALL = 0.75
CREATOR = 0.7


def ratios() -> Iterator[Ratio]:
    """Yield the shares that are right, by kind of evidence and over all."""
    yield from _own_pages()
    if LABELLED.is_dir():
        yield from _labelled()


def _share(name: str, part: int, of: int, wanted: float | None = None) -> Ratio:
    value = part / of if of else 1.0
    target = f">= {wanted:g}" if wanted is not None else ""
    return Ratio(f"{name} ({part} of {of})", value, value, value, target, value >= (wanted or 0))


def _own_pages() -> Iterator[Ratio]:
    right, written, works = Counter[str](), Counter[str](), Counter[str]()
    for own in OWN_PAGES:
        page = FetchedPage(own.url, own.html.encode(), "text/html")
        got = {_key(row) for _, row in page_rows(page).rows}
        wanted = {(urljoin(own.url, work.url), work.license) for work in own.works}
        written[own.kind] += len(got)
        works[own.kind] += len(wanted)
        right[own.kind] += len(got & wanted)
    for kind in sorted(works):
        yield _share(f"own pages, {kind}: works found", right[kind], works[kind])
    yield _share("own pages: precision", right.total(), written.total(), PRECISION)
    yield _share("own pages: recall", right.total(), works.total(), RECALL)


def _key(row: Row) -> tuple[str, str]:
    return row["url"], f"{row['license']} {row['license_version']}"


def _labelled() -> Iterator[Ratio]:
    lines = (LABELLED / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    scored = _scoring().score([json.loads(line) for line in lines if line.strip()], _records())
    counts = scored["verdict"]
    counted = counts["right"] + counts["wrong"] + counts["duplicate"]
    for kind, found in sorted(scored["ev_written"].items()):
        of = found["right"] + found["wrong"] + found["duplicate"]
        yield _share(f"labelled pages, {kind}: precision", found["right"], of)
    wanted = 0
    for kind, found in sorted(scored["ev_gold"].items()):
        wanted += found.total()
        yield _share(f"labelled pages, {kind}: works found", found["found"], found.total())
    yield _share("labelled pages: precision", counts["right"], counted, PRECISION)
    yield _share("labelled pages: recall", counts["right"], wanted, RECALL)
    named = scored["creator"]
    known = named["right"] + named["wrong"] + named["missing"]
    yield _share("labelled pages: creator", named["right"], known, CREATOR)


def _scoring() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", LABELLED / "score.py")
    if spec is None or spec.loader is None:
        raise ImportError(f"{LABELLED} has no score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _records() -> list[dict[str, Any]]:
    records = []
    with (LABELLED / "dev.warc.gz").open("rb") as file:
        for record in ArchiveIterator(file):
            if record.rec_type != "response":
                continue
            url = record.rec_headers["WARC-Target-URI"]
            kind = record.http_headers.get_header("Content-Type")
            page = FetchedPage(url, record.content_stream().read(), kind)
            for _, row in page_rows(page).rows:
                meta = row["meta_data"]
                told = {"evidence": meta["evidence"], "confidence": meta["confidence"]}
                records.append({**row, **told, "page_url": url})
    return records
