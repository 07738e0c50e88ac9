from collections.abc import Callable
from typing import Any

import pytest

from catalog.ingestion.clients import client_for
from catalog.ingestion.item_check import ItemState, check_item, has_items
from catalog.providers.base import Provider, license_of
from catalog.records import MediaRecord
from tests.catalog.fakeapi import Reply, as_json, fake_provider, parse_photo, photo, serving


def parse(item: dict[str, Any]) -> MediaRecord:
    record = parse_photo(item)
    if item.get("license"):
        record.license_info = license_of(item["license"], "4.0")
    return record


def provider(url: str) -> Provider:
    return fake_provider(url, parse=parse, item_params={"id": "{id}"})


def answers(found: dict[str, list[Any]]) -> Callable[[str, dict[str, str]], Reply]:
    def answer(_path: str, query: dict[str, str]) -> Reply:
        if query["id"] not in found:
            return 404, {}, b"{}"
        return as_json({"total": 1, "photos": found[query["id"]]})

    return answer


@pytest.mark.parametrize(
    ("identifier", "expected"),
    [
        ("1", ItemState("alive", "its address answers")),
        ("2", ItemState("gone_at_source", "its address answers that it is gone")),
        ("3", ItemState("gone_at_source", "its address answers with no work")),
        ("4", ItemState("license_withdrawn", "license_not_accepted")),
        ("5", ItemState("unclear", "it answers with other works")),
        ("6", ItemState("unclear", "missing_title")),
    ],
)
def test_an_item_address_tells_what_became_of_a_work(identifier: str, expected: ItemState) -> None:
    works: dict[str, list[Any]] = {
        "1": [photo(1)],
        "3": [],
        "4": [photo(4) | {"license": "by-nc-nd"}],
        "5": [photo(1)],
        "6": [{"id": 6, "file": "https://img.org/6.jpg"}],
    }
    with serving(answers(works)) as api:
        one = provider(api.url)
        assert has_items(one)
        assert check_item(one, client_for(one), identifier) == expected


def test_a_server_that_fails_tells_nothing() -> None:
    with serving(lambda _path, _query: (500, {}, b"oops")) as api:
        one = provider(api.url)
        assert check_item(one, client_for(one), "1").state == "unclear"
