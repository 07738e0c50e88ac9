"""Bytes of a page to UTF-8: what the encoding is, whatever the headers say."""

import codecs
import re

import stringzilla

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# How markup in UTF-16 begins that has no mark (XML 1.0, appendix F).
_UNMARKED = {b"<\0": "utf-16-le", b"\0<": "utf-16-be"}
_HEADER_CHARSET = re.compile(r"charset\s*+=\s*+[\"']?\s*+([\w.:-]{1,40})", re.IGNORECASE)
_META_CHARSET = re.compile(
    rb"<meta\b[^>]{0,300}?charset\s*+=\s*+[\"']?\s*+([\w.:-]{1,40})", re.IGNORECASE
)
_PRESCANNED_BYTES = 4096
# WHATWG: these labels mean windows-1252, the charset of the web that names none.
_FALLBACK = "cp1252"
_WEB_NAMES = {
    "iso-8859-1": _FALLBACK,
    "latin1": _FALLBACK,
    "ascii": _FALLBACK,
    "us-ascii": _FALLBACK,
}
# The labels of the WHATWG Encoding Standard (November 2026) that Python knows, too.
_LABEL = re.compile(
    r"utf-?8|unicode-1-1-utf-8|utf-?16(?:-?[lb]e)?|(?:windows|cp|x-cp)-?(?:1252|125[0-8]|874)"
    r"|ibm866|cp866|866"
    r"|iso-?8859-?(?:[1-9]|1[0134-6])(?:-[ei])?|l(?:atin)?[1-6]|csisolatin\d|koi8-?[ru]?"
    r"|macintosh|mac|x-mac-cyrillic"
    r"|gbk|gb2312|gb_2312(?:-80)?|gb18030|chinese|big5(?:-hkscs)?|cn-big5|euc-?jp|x-euc-jp"
    r"|iso-2022-jp|shift[-_]jis"
    r"|sjis|ms_kanji|x-sjis|ms932|windows-31j|euc-?kr|ks_c_5601-1987|korean|windows-949"
    r"|tis-620|cyrillic|greek|arabic|hebrew"
)


def to_utf8(body: bytes, content_type: str | None) -> bytes:
    """Return the page in UTF-8, without a byte order mark.

    A byte order mark decides; then bytes that are valid UTF-8 are UTF-8, for text in another
    encoding almost never is by accident; then what the header declares, then what the page itself
    does, each only if the bytes fit; and windows-1252 for the rest, as browsers do.

    >>> to_utf8("Grün".encode("latin-1"), "text/html; charset=utf-8").decode()
    'Grün'
    """
    for mark, name in _BOMS:
        if body.startswith(mark):
            rest = body[len(mark) :]
            return rest if name == "utf-8" else rest.decode(name, "replace").encode()
    if body[:2] in _UNMARKED:
        return body.decode(_UNMARKED[body[:2]], "replace").encode()
    if _is_utf8(body):
        return body
    for name in (*_declared(content_type), *_declared_inside(body)):
        decoded = _decoded(body, name)
        if decoded is not None:
            return decoded
    # Mostly UTF-8 with a few damaged bytes, as a cut page has, is still UTF-8.
    repaired = body.decode("utf-8", "replace")
    if repaired.count("\ufffd") * 20 < sum(byte > 0x7F for byte in body[:100_000]):
        return repaired.encode()
    return body.decode(_FALLBACK, "replace").encode()


def _is_utf8(body: bytes) -> bool:
    # ISO-2022-JP is ASCII bytes with escapes; UTF-16 without a mark is full of zeros.
    if stringzilla.find(body, b"\x1b$") >= 0 or b"\0" in body[:_PRESCANNED_BYTES]:
        return False
    if body.isascii():
        return True
    try:
        body.decode()
    except UnicodeDecodeError as error:
        # A page that was cut inside its last character.
        return error.reason == "unexpected end of data" and error.start > 0
    return True


def _declared(content_type: str | None) -> list[str]:
    found = _HEADER_CHARSET.search(content_type or "")
    return [found[1]] if found else []


def _declared_inside(body: bytes) -> list[str]:
    found = _META_CHARSET.search(body, 0, _PRESCANNED_BYTES)
    return [found[1].decode("ascii", "replace")] if found else []


def _decoded(body: bytes, name: str) -> bytes | None:
    name = _WEB_NAMES.get(name.lower(), name)
    if not _LABEL.fullmatch(name.lower()):
        return None  # Python's own codecs (rot13, zip, idna ...) are none of the web's
    try:
        # The bytes are known not to be UTF-8, whatever is declared.
        known = codecs.lookup(name).name
        return None if known.startswith("utf-8") else body.decode(known).encode()
    except (LookupError, UnicodeError, ValueError):
        return None
