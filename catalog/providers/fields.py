"""Small readings that several providers' answers have in common."""

import math
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from catalog.errors import RecordRejected
from catalog.numbers import read_number

T = TypeVar("T")
R = TypeVar("R")


def each(items: Iterable[T], parse: Callable[[T], R]) -> Iterator[R | RecordRejected]:
    """Parse every item; a rejection takes the place of its own record only."""
    for item in items:
        try:
            yield parse(item)
        except RecordRejected as rejection:
            yield rejection


def unique(*words: str | None) -> list[str]:
    """Return words in their order, without empty ones and repetitions.

    >>> unique("sea", None, "tower", "sea", "")
    ['sea', 'tower']
    """
    return [word for word in dict.fromkeys(words) if word]


def first(value: Any, *paths: str) -> Any:
    """Return what lies at the first of several paths, taking the first entry of every list."""
    for path in paths:
        found = value
        for step in path.split("."):
            found = found[0] if isinstance(found, list) and found else found
            found = found.get(step) if isinstance(found, dict) else None
        if found:
            return found
    return None


def without_param(url: str, name: str) -> str:
    """Return a URL without one query parameter.

    >>> without_param("https://mp3d.jamendo.com/?trackid=732&format=mp32&from=me", "from")
    'https://mp3d.jamendo.com/?trackid=732&format=mp32'
    """
    parts = urlsplit(url)
    kept = [(key, value) for key, value in parse_qsl(parts.query) if key != name]
    return urlunsplit(parts._replace(query=urlencode(kept)))


def hertz(text: str | None) -> int | None:
    """Return a sample rate such as "48k"; ccMixter rounds 44.1 kHz to "44k".

    >>> hertz("44.1k"), hertz("44k"), hertz("48k"), hertz(None)
    (44100, 44100, 48000, None)
    """
    found = re.fullmatch(r"(\d+(?:\.\d+)?)k", text or "")
    if not found:
        return None
    return 44_100 if found[1] == "44" else round(float(found[1]) * 1000)


def number(value: Any) -> int | float | None:
    """Return a number that an API gives as one or as text, or None where it is none.

    >>> number("1563"), number(2.5), number(True), number("wide"), number(None)
    (1563, 2.5, None, None, None)
    """
    if isinstance(value, str):
        return read_number(value)
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return value if is_number and math.isfinite(value) else None


def milliseconds(value: Any) -> int | None:
    """Return a duration in seconds, as a number or text, or as a clock shows it.

    >>> milliseconds("1:05:46"), milliseconds("5:46"), milliseconds("351.4"), milliseconds("")
    (3946000, 346000, 351400, None)
    >>> milliseconds(0.59012), milliseconds(None)
    (590, None)
    """
    seconds_given = number(value)
    text = str(seconds_given) if seconds_given is not None else value
    if not isinstance(text, str) or not re.fullmatch(
        r"(?:\d{1,4}:){0,2}\d{1,6}(?:\.\d{1,6})?", text
    ):
        return None
    seconds = 0.0
    for part in text.split(":"):
        seconds = seconds * 60 + float(part)
    return round(seconds * 1000)
