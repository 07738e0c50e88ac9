from datetime import date
from typing import Any

import orjson
import pytest

from catalog.errors import RecordRejected
from catalog.ingestion.clients import client_for
from catalog.ingestion.list_reader import PageIterator
from catalog.providers.evidence import root
from catalog.providers.sciencemuseum import PROVIDER
from catalog.providers.sciencemuseum_shapes import license_in
from tests.catalog.fakeapi import Reply, as_json, serving
from tests.catalog.providers.evidence_api import small

FIRST = orjson.loads((root() / "sciencemuseum" / "first.json").read_bytes())


def page_of(works: list[Any], total: int) -> Reply:
    count = {"type": {"all": total, "people": 0, "objects": total, "documents": 0, "group": 0}}
    meta = {"total_pages": -(-total // 100), "count": count, "filters": {}}
    return as_json({**FIRST, "data": works, "meta": meta})


def test_more_works_than_21_pages_are_asked_for_by_the_years_of_their_making() -> None:
    asked: list[tuple[int, int]] = []

    def answer(_path: str, query: dict[str, str]) -> Reply:
        first, last = int(query.get("date[from]", 0)), int(query.get("date[to]", 2026))
        if last - first > 100:
            return page_of(FIRST["data"], 5_000)
        if query["page[number]"] != "0":  # looked for behind a full page
            return page_of([], 2)
        asked.append((first, last))
        return page_of(FIRST["data"] if first <= 1926 <= last else [], 2)

    with serving(answer) as api:
        client = client_for(small(PROVIDER), mirror=api.url, delay=0)
        steps = list(PageIterator(small(PROVIDER), client, None, date(2026, 11, 3)).steps())
    assert [item["id"] for step in steps for item in step.items] == [
        work["id"] for work in FIRST["data"]
    ]
    # What no year holds is told, and never asked for again.
    assert [one.id for step in steps for one in step.failures] == ["rest"]
    assert asked[0][0] == 0
    assert asked[-1][1] == 2026
    assert all(before[1] + 1 == after[0] for before, after in zip(asked, asked[1:], strict=False))


def test_a_licence_without_a_version_is_the_one_that_the_site_links_to() -> None:
    assert license_in("CC-BY-NC").url == "https://creativecommons.org/licenses/by-nc/4.0/"
    assert license_in("CC BY-NC-SA 4.0").url == "https://creativecommons.org/licenses/by-nc-sa/4.0/"
    with pytest.raises(RecordRejected, match="unknown_license"):
        license_in("All rights reserved")
