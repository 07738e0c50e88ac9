from collections import Counter
from dataclasses import replace
from typing import Any

import pytest

from catalog.ingestion.record_parsing import Parsed, parse_items
from catalog.licenses import BY_PATH
from catalog.providers.met import PROVIDER
from catalog.providers.payloads import Payload
from catalog.records import MediaRecord

RECORD = MediaRecord(
    media_type="image",
    license_info=BY_PATH["publicdomain/zero/1.0"],
    foreign_identifier="1",
    foreign_landing_url="https://example.org/1",
    url="https://example.org/1.jpg",
    thumbnail="nowhere",
    width=-1,
)


def test_a_value_that_cannot_be_kept_is_counted_and_its_record_kept() -> None:
    dropped: Counter[str] = Counter()
    provider = replace(PROVIDER, parse=lambda _item: RECORD)
    outcomes = list(parse_items(provider, [{}, {}], dropped=dropped))
    assert [type(outcome) for outcome in outcomes] == [Parsed, Parsed]
    assert dropped == {"dropped.thumbnail": 2, "dropped.width": 2}


def test_what_a_record_leaves_open_is_filled_in_from_its_provider() -> None:
    provider = replace(PROVIDER, parse=lambda _item: RECORD)
    [outcome] = parse_items(provider, [{}])
    assert isinstance(outcome, Parsed)
    filled = {name: outcome.row[name] for name in ("provider", "source", "category")}
    assert filled == {"provider": "met", "source": "met", "category": "digitized_artwork"}


def test_a_collection_that_the_provider_does_not_declare_is_left_out_and_counted() -> None:
    dropped: Counter[str] = Counter()
    provider = replace(
        PROVIDER,
        sources=("met_cloisters",),
        parse=lambda name: replace(RECORD, source=name or None),
    )
    found = parse_items(provider, ["met_cloisters", "NEWUNIT", ""], dropped=dropped)
    assert [one.row["source"] for one in found if isinstance(one, Parsed)] == [
        "met_cloisters",
        "met",
        "met",
    ]
    assert dropped == {"dropped.source": 1, "dropped.thumbnail": 3, "dropped.width": 3}


@pytest.mark.parametrize(
    "error", [OverflowError, ZeroDivisionError, RecursionError, AssertionError, LookupError]
)
def test_an_item_over_which_its_parser_fails_costs_only_itself(error: type[Exception]) -> None:
    def parse(item: Any) -> MediaRecord:
        if item == "hostile":
            raise error("for example")
        return RECORD

    first, second = parse_items(replace(PROVIDER, parse=parse), ["hostile", {}])
    assert getattr(first, "reason", None) == "unexpected_shape"
    assert isinstance(second, Parsed)


def test_an_item_that_cannot_be_adapted_is_given_as_it_is() -> None:
    payload = Payload("list", ("items",), adapt=lambda item: {"id": item["id"] + 1})
    odd = [{"id": 1}, {"id": "x"}, {}, None]
    assert payload.listed({"items": odd}) == [{"id": 2}, {"id": "x"}, {}, None]
