from datetime import date

import pytest

from catalog.errors import RecordRejected
from catalog.providers.aucklandmuseum import parse_hit, search
from catalog.providers.base import Window


def test_a_window_is_asked_for_by_the_time_of_the_last_change() -> None:
    filters = search(Window.of_day(date(2026, 11, 1)))["query"]["bool"]["must"]
    assert filters[-1] == {
        "range": {"lastModifiedOn": {"gte": "2026-11-01T00:00:00Z", "lt": "2026-11-02T00:00:00Z"}}
    }


@pytest.mark.parametrize("rights", ["© Auckland Museum CC BY-NC", "All rights reserved", ""])
def test_only_cc_by_itself_is_taken_for_cc_by(rights: str) -> None:
    with pytest.raises(RecordRejected, match="license_not_accepted"):
        parse_hit({"_id": "x", "_source": {"copyright": [rights]}})
