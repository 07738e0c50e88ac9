"""Numbers that others wrote as text, read strictly.

`int()` takes much that no format allows: `1_0`, `+7`, blanks, the digits of every script, and with
`str.isdigit` before it raises for `²`. Here a number is ASCII digits, or nothing.
"""

import re

MAX_INT64 = 2**63 - 1
_DIGITS = re.compile(r"[0-9]{1,400}")


def whole_number(text: object, *, most: int = MAX_INT64) -> int | None:
    """Return the number that a text is, or None if it is none, or larger than allowed.

    >>> whole_number("042"), whole_number("1_0"), whole_number("²"), whole_number("-0000")
    (42, None, None, None)
    >>> whole_number("9" * 30) is None
    True
    """
    if not isinstance(text, str) or not _DIGITS.fullmatch(text):
        return None
    number = int(text)
    return number if number <= most else None
