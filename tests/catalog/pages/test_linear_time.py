"""No pattern of the reader takes more than linear time on the worst texts that pages could hold."""

import importlib
import pkgutil
import re
import time

import pytest

import catalog.pages

SEEDS = (
    "a", "A", " ", "-", "(", "<", '"', "/", ",", "by ", "cc ", "cc by-", "photo ", "photo: ", "© ",
    "all ", "all photos ", "this site ", "except ", "is licensed ", "//", "/*", "<!--", "1", "1 ",
    "a-1", "background:url(", "charset=", "<meta ", ". ", "creative commons ", "ab ", "text ",
    "Ann ", "by Ann ", "fotos: ", "data-", "http://a.b/", "/thumb/", "_b", "-300x200",
)  # fmt: skip
SHORT, TIMES = 500, 8


def patterns():
    for found in pkgutil.iter_modules(catalog.pages.__path__):
        module = importlib.import_module(f"catalog.pages.{found.name}")
        for name, value in vars(module).items():
            for number, pattern in enumerate(inside(value)):
                yield pytest.param(pattern, id=f"{found.name}.{name}.{number}")


def inside(value):
    """Yield a pattern, or those of a tuple."""
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from inside(each)


def seconds(pattern, text):
    sought = text.encode() if isinstance(pattern.pattern, bytes) else text
    start = time.process_time()
    for _ in pattern.finditer(sought):
        pass
    return time.process_time() - start


@pytest.mark.parametrize("pattern", list(patterns()))
def test_a_text_eight_times_as_long_takes_about_eight_times_as_long(pattern):
    slow = {}
    for seed in SEEDS:
        short = seconds(pattern, seed * (SHORT // len(seed)))
        long = seconds(pattern, seed * (SHORT * TIMES // len(seed)))
        # Quadratic time would be 64 times; under some milliseconds a clock tells nothing.
        if long > 0.02 and long > 3 * TIMES * short:
            slow[seed] = round(long / short)

    assert slow == {}
