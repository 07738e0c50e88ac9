from collections import Counter

import pytest

from catalog.cleaning import clean_row, clean_rows
from catalog.errors import RecordRejected
from tests.catalog.database.loading import image


def test_many_rows_are_cleaned_as_one_by_one() -> None:
    rows = [
        image(1, title=" a  b "),
        image(2, license="xx"),
        image(3, tags={}, filesize="-1", category="nonsense"),
    ]
    together: Counter[str] = Counter()
    first, second, third = clean_rows(rows, "image", dropped=together)
    alone: Counter[str] = Counter()
    assert first == clean_row(rows[0], "image", dropped=alone)
    assert third == clean_row(rows[2], "image", dropped=alone)
    assert together == alone
    assert isinstance(second, RecordRejected)
    with pytest.raises(RecordRejected, match=str(second)):
        clean_row(rows[1], "image")
