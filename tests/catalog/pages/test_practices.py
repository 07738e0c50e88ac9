"""The reader against pages written after how the web credits its pictures."""

from urllib.parse import urljoin

import pytest

from bench.practices import PRACTICES
from catalog.pages.rows import page_rows
from catalog.warc.fetched_page import FetchedPage


@pytest.mark.parametrize("practice", PRACTICES, ids=lambda practice: practice.name)
def test_what_a_person_would_take_is_taken_and_nothing_else(practice):
    rows = page_rows(FetchedPage(practice.url, practice.html.encode(), "text/html")).rows

    assert [
        (row["url"], f"{row['license']} {row['license_version']}", row["creator"])
        for _, row in rows
    ] == [(urljoin(practice.url, work.url), work.license, work.creator) for work in practice.works]
