import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.commoncrawl.search import Searched


@given(st.binary(max_size=300), st.binary(min_size=1, max_size=4), st.data())
def test_search_agrees_with_pythons_own(text: bytes, needle: bytes, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    stop = data.draw(st.integers(start, len(text)))
    buffer = Searched(len(text) + 1)
    buffer.data[: len(text)] = text
    assert buffer.find(needle, start, stop) == text.find(needle, start, stop)


def test_a_range_outside_of_the_buffer_is_refused() -> None:
    with pytest.raises(ValueError, match="outside of 4 bytes"):
        Searched(4).find(b"a", 0, 5)
