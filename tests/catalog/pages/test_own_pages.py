"""The reader against the project's own pages, written after how the web credits its pictures."""

import importlib
import pkgutil
import re
from collections import Counter
from pathlib import Path
from urllib.parse import urljoin

import pytest

from bench import own_pages
from bench.own_pages import OWN_PAGES
from catalog.pages.rows import page_rows
from catalog.warc.fetched_page import FetchedPage

DOCS = Path(__file__).parents[3] / "docs" / "page-reading.md"
FRAME = {"frames", "page"}
MODULES = sorted({found.name for found in pkgutil.iter_modules(own_pages.__path__)} - FRAME)


@pytest.mark.parametrize("page", OWN_PAGES, ids=lambda page: page.name)
def test_what_a_person_would_take_is_taken_and_nothing_that_stands_round_it(page):
    rows = [
        row for _, row in page_rows(FetchedPage(page.url, page.html.encode(), "text/html")).rows
    ]

    assert [
        (row["url"], f"{row['license']} {row['license_version']}", row["creator"]) for row in rows
    ] == [(urljoin(page.url, work.url), work.license, work.creator) for work in page.works]
    for row, work in zip(rows, page.works, strict=True):
        assert work.title in (None, row["title"] or "")
        assert work.original in (None, row["meta_data"].get("original"))


@pytest.mark.parametrize("name", MODULES)
def test_the_pages_of_every_module_are_read(name):
    pages = importlib.import_module(f"bench.own_pages.{name}").PAGES

    assert pages
    assert set(pages) <= set(OWN_PAGES)


def test_the_handbook_tells_how_many_works_of_each_kind_of_evidence_are_found():
    works = Counter({page.kind: 0 for page in OWN_PAGES})
    for page in OWN_PAGES:
        works[page.kind] += len(page.works)
    told = {}
    for line in DOCS.read_text().splitlines():
        evidence, *_, own, _ = line.split(" | ") if line.startswith("| `") else ("", "", "")
        if re.fullmatch(r"\d+ of \d+", own):
            told[tuple(re.findall(r"`(\w+)`", evidence))] = own

    assert told == {
        kinds: f"{number} of {number}"
        for kinds in told
        if (number := sum(works[kind] for kind in kinds))
    }
    assert set(works) <= {kind for kinds in told for kind in kinds}
