"""JSON as APIs really write it: what is damaged is read as far as nothing of it is lost.

Plain JSON is read at once. What some servers make of it besides is read too: a byte order mark,
another charset than UTF-8, `NaN` (null here: no number), raw control characters, half characters,
and warnings of PHP before it. An answer that is cut or something else is none.
"""

import codecs
import json
import re
from typing import Any

import orjson

from catalog.errors import RetriableError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_TITLE = re.compile(r"<(?:title|h1)\b[^<>]{0,200}>\s*([^<>]{1,200})", re.IGNORECASE)
_HTML = re.compile(r"<(?:!doctype html|html|head|body)\b", re.IGNORECASE)
# What PHP writes into an answer: https://www.php.net/manual/en/errorfunc.configuration.php
_PHP = re.compile(
    r"(?:<br\s*/?>\s*)?(?:<b>)?(?:PHP )?(?:Warning|Notice|Deprecated)\b", re.IGNORECASE
)
_START = re.compile(r"^[\[{]", re.MULTILINE)
_LENIENT = json.JSONDecoder(strict=False, parse_constant=lambda _: None)


def read_json(data: bytes, content_type: str = "") -> Any:
    r"""Return the value of a JSON answer.

    Args:
        data: the body.
        content_type: the header, for its charset.

    Raises:
        RetriableError: it is no JSON; says what came instead.

    >>> read_json(b'\xef\xbb\xbf{"size": NaN}'), read_json(b'["\xe9"]', "text/json; charset=latin1")
    ({'size': None}, ['é'])
    """
    try:
        return orjson.loads(data)
    except orjson.JSONDecodeError as error:
        try:
            return _read_leniently(_decoded(data, content_type))
        except (ValueError, RecursionError):
            raise RetriableError(_instead(data, content_type, error)) from None


def _decoded(data: bytes, content_type: str) -> str:
    """Return the text by its byte order mark, as UTF-8, or by the charset that the header names."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding)
    try:
        return data.decode()
    except UnicodeDecodeError:
        found = _CHARSET.search(content_type)
        try:
            # HTML and most servers mean Windows-1252 by ISO 8859-1, and by nothing at all.
            return data.decode(found[1] if found else "cp1252", errors="replace")
        except LookupError:
            return data.decode(errors="replace")


def _read_leniently(text: str) -> Any:
    text = text.strip()
    start = _START.search(text) if _PHP.match(text) else None
    value, end = _LENIENT.raw_decode(text, start.start() if start else 0)
    if text[end:].strip():
        raise ValueError("something stands behind the JSON value")
    written = json.dumps(value, ensure_ascii=False)
    whole = written.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return value if whole == written else json.loads(whole)


def _instead(data: bytes, content_type: str, error: Exception) -> str:
    """Return in words what came in place of JSON."""
    kind = content_type.partition(";")[0].strip() or "no content type"
    if not data.strip():
        return "no JSON: the answer is empty"
    text = data[:20_000].decode(errors="replace")
    if _HTML.match(text.lstrip()):
        title = _TITLE.search(text)
        words = " ".join(title[1].split()) if title else ""
        return "no JSON but a page in HTML" + (f": {words}" if words else "")
    return f"no JSON but {kind}, {len(data)} bytes: {error}"
