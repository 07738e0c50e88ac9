"""Wild input for tests: samples that were cut, repeated, flipped and mixed with telling words."""

import copy
from collections.abc import Callable, Sequence
from typing import Any

from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

# Values that APIs, scripts and files hold where others were meant.
ODD: list[Any] = [
    *(None, True, 0, -1, 2**63, 1e308, "", " ", [], {}, [None], [[]], {"a": None}, [{}], "null"),
    *("\ud800", "\x00", "\u00b2", "\u0661", "9" * 400, "NaN", "1e999", "-0", "0x10", "1_0"),
    *("PT" + "9" * 400 + "S", "2026-02-30T25:61:00Z", "0000-00-00", "+10000-01-01"),
    *("http://[::1", "//", "https://e.example/\ud800 x", "javascript:1", "data:,", "a" * 20_000),
    *("https://creativecommons.org/licenses/by/4.0/", "creativecommons.org", "\u202e", "<b>&amp;"),
]


def hold(
    check: Callable[[Any], None], inputs: st.SearchStrategy[Any], *, kept: int, examples: int
) -> None:
    """Hold a check against inputs drawn from a kept seed: the same ones on every machine."""

    @seed(kept)
    @settings(
        max_examples=examples,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(inputs)
    def run(given_input: Any) -> None:
        check(given_input)

    run()


@st.composite
def bytes_like(draw: st.DrawFn, samples: Sequence[bytes], words: Sequence[bytes]) -> bytes:
    """Draw a sample with some edits."""
    data = bytearray(draw(st.sampled_from(samples)))
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(data)))
        length = draw(st.sampled_from([1, 2, 7, 64, 1000, len(data)]))
        kind = draw(st.sampled_from(["cut", "end", "flip", "repeat", "word", "replace", "noise"]))
        if kind == "cut":
            del data[at : at + length]
        elif kind == "end":
            del data[at:]
        elif kind == "flip" and at < len(data):
            data[at] ^= 1 << draw(st.integers(0, 7))
        elif kind == "repeat":
            data[at:at] = data[at : at + length][:1000] * draw(st.sampled_from([1, 3, 50]))
        elif kind == "noise":
            data[at:at] = draw(st.binary(max_size=12))
        else:
            data[at : at + (length if kind == "replace" else 0)] = draw(st.sampled_from(words))
    return bytes(data)


@st.composite
def json_like(draw: st.DrawFn, samples: Sequence[Any]) -> Any:
    """Draw a JSON value of a sample's shape, with some values replaced, taken away or wrapped."""
    root = [copy.deepcopy(draw(st.sampled_from(samples)))]
    for _ in range(draw(st.integers(1, 5))):
        holder: Any = root
        key: Any = 0
        while isinstance(holder[key], dict | list) and holder[key] and draw(st.integers(0, 5)):
            holder = holder[key]
            keys = list(holder) if isinstance(holder, dict) else range(len(holder))
            key = draw(st.sampled_from(keys))
        kind = draw(st.sampled_from(["odd", "odd", "odd", "gone", "list", "object", "other"]))
        if kind == "odd":
            holder[key] = copy.deepcopy(draw(st.sampled_from(ODD)))
        elif kind == "gone" and holder is not root:
            del holder[key]
        elif kind == "list":
            holder[key] = [holder[key]]
        elif kind == "object":
            holder[key] = {draw(st.sampled_from(["@value", "@id", "id", "_content"])): holder[key]}
        else:
            holder[key] = copy.deepcopy(draw(st.sampled_from(samples)))
    return root[0]
