"""The reader against pages as programs write them that print credits and licences."""

from urllib.parse import urljoin

import pytest

from bench.generators import GENERATORS
from bench.site_pages import SITE_PAGES
from catalog.pages.rows import page_rows
from catalog.warc.fetched_page import FetchedPage


@pytest.mark.parametrize("page", [*GENERATORS, *SITE_PAGES], ids=lambda page: page.name)
def test_what_a_program_credits_is_taken_and_nothing_that_stands_round_it(page):
    rows = [
        row for _, row in page_rows(FetchedPage(page.url, page.html.encode(), "text/html")).rows
    ]

    assert [
        (row["url"], f"{row['license']} {row['license_version']}", row["creator"]) for row in rows
    ] == [(urljoin(page.url, work.url), work.license, work.creator) for work in page.works]
    for row, work in zip(rows, page.works, strict=True):
        assert work.title in (None, row["title"] or "")
        assert work.original in (None, row["meta_data"].get("original"))
