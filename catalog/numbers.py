"""Numbers that others wrote as text, read strictly.

`int()` takes much that no format allows: `1_0`, `+7`, blanks, the digits of every script, and with
`str.isdigit` before it raises for `²`. Here a number is ASCII digits, or nothing.
"""

import math
import re

MAX_INT64 = 2**63 - 1
_DIGITS = re.compile(r"[0-9]{1,400}")


def whole_number(text: object) -> int | None:
    """Return the number that a text is, or None if it is none, or has more than 63 bits.

    >>> whole_number("042"), whole_number("1_0"), whole_number("²"), whole_number("-0000")
    (42, None, None, None)
    >>> whole_number("9" * 30) is None
    True
    """
    if not isinstance(text, str) or not _DIGITS.fullmatch(text):
        return None
    number = int(text)
    return number if number <= MAX_INT64 else None


# What people and programs write for a number; not what `int` and `float` take beside it, such as
# digits of other scripts, underscores or "infinity".
_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
LONGEST_NUMBER = 40


def read_number(text: str) -> int | float | None:
    """Return the number that a text is, or None: it is none, or too long or large for one.

    >>> read_number(" 1024 "), read_number("29.97"), read_number("1e3"), read_number("-1")
    (1024, 29.97, 1000.0, -1)
    >>> [read_number(text) for text in ("1_000", "²", "١٢", "nan", "0x10", "12 px", "", "9e999")]
    [None, None, None, None, None, None, None, None]
    """
    digits = text.strip() if len(text) <= LONGEST_NUMBER else ""
    if not _NUMBER.fullmatch(digits):
        return None
    number = float(digits)
    if not math.isfinite(number):
        return None
    return int(digits) if digits.lstrip("+-").isdigit() else number
