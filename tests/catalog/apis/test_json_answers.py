import contextlib
import json
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.apis.json_answers import read_json
from catalog.errors import RetriableError

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(VALUES)
def test_plain_json_is_read(value: Any) -> None:
    assert read_json(orjson.dumps(value)) == value


@given(VALUES, st.sampled_from(["utf-8-sig", "utf-16"]))
def test_a_byte_order_mark_tells_the_encoding(value: Any, encoding: str) -> None:
    assert read_json(json.dumps(value, ensure_ascii=False).encode(encoding)) == value


@given(st.binary())
def test_whatever_comes_is_read_or_told_and_can_be_written_down(data: bytes) -> None:
    with contextlib.suppress(RetriableError):
        assert orjson.dumps(read_json(data, "application/json; charset=utf-8"))


@pytest.mark.parametrize(
    ("data", "content_type", "value"),
    [
        (b'["Caf\xe9"]', "application/json; charset=ISO-8859-1", ["Café"]),
        (b'["Caf\xe9"]', "", ["Café"]),
        (b'["\xc4\x8c"]', 'text/json; charset="latin1"', ["Č"]),  # it is UTF-8 all the same
        (b'["\xe9"]', "application/json; charset=no-such", ["\ufffd"]),
        (b'{"width": NaN, "height": -Infinity}', "", {"width": None, "height": None}),
        (b'["a\tb\nc"]', "", ["a\tb\nc"]),
        (b'["\\ud83d", "\\ud83d\\ude00"]', "", ["\ufffd", "😀"]),
        (b"\n\n[1]\n", "", [1]),
        (b'<br />\n<b>Notice</b>:  x in <b>/a.php</b><br />\n{"a": 1}', "text/html", {"a": 1}),
        (b"PHP Warning:  x\n[2]", "", [2]),
    ],
)
def test_json_that_is_carelessly_written_is_read(
    data: bytes, content_type: str, value: Any
) -> None:
    assert read_json(data, content_type) == value


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "no JSON: the answer is empty"),
        (b" \r\n", "no JSON: the answer is empty"),
        (
            b"<!DOCTYPE html>\n<html><head><title>\n Just a\nmoment...</title>",
            "no JSON but a page in HTML: Just a moment...",
        ),
        (b"<html><body><h1 class='x'>502 Bad Gateway</h1>", "in HTML: 502 Bad Gateway"),
        (b"<html><body>busy", "no JSON but a page in HTML"),
        (b'{"a": 1', "no JSON but text/json, 7 bytes: unexpected end of data"),
        (b'{"a": 1}{"a": 1}', "no JSON but text/json, 16 bytes"),
        (b"rate limited", "no JSON but text/json, 12 bytes"),
        (b"[" * 5000, "no JSON but text/json, 5000 bytes"),
        (b'callback({"a": 1})', "no JSON but text/json, 18 bytes"),
    ],
)
def test_what_came_instead_of_json_is_told(data: bytes, message: str) -> None:
    with pytest.raises(RetriableError) as raised:
        read_json(data, "text/json; charset=utf-8")
    assert message in str(raised.value)
