"""No pattern of the reader takes more than linear time on the worst texts that pages could hold."""

import importlib
import pkgutil
import re

import pytest

import catalog.pages
from tests.growth import MOST, growth

SEEDS = (
    "a", "A", " ", "-", "(", "<", '"', "/", ",", "by ", "cc ", "cc by-", "photo ", "photo: ", "© ",
    "all ", "all photos ", "this site ", "except ", "is licensed ", "//", "/*", "<!--", "1", "1 ",
    "a-1", "background:url(", "charset=", "<meta ", ". ", "creative commons ", "ab ", "text ",
    "Ann ", "by Ann ", "fotos: ", "data-", "http://a.b/", "/thumb/", "_b", "-300x200",
)  # fmt: skip
SHORT = 400
# Asked of a text as a whole only; it would not be quick if it were searched for.
WHOLE = ("attribution._TITLED.0",)


def patterns():
    for found in pkgutil.iter_modules(catalog.pages.__path__):
        module = importlib.import_module(f"catalog.pages.{found.name}")
        for name, value in vars(module).items():
            for number, pattern in enumerate(inside(value)):
                told = f"{found.name}.{name}.{number}"
                ask = pattern.fullmatch if told in WHOLE else pattern.findall
                yield pytest.param(ask, isinstance(pattern.pattern, bytes), id=told)


def inside(value):
    """Yield a pattern, or those of a tuple."""
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from inside(each)


@pytest.mark.parametrize(("ask", "of_bytes"), list(patterns()))
def test_a_text_eight_times_as_long_takes_about_eight_times_as_long(ask, of_bytes):
    slow = []
    for seed in SEEDS:
        again = seed.encode() if of_bytes else seed
        if growth(ask, SHORT // len(seed), of=again.__mul__) > MOST:
            slow.append(seed)

    assert slow == []
