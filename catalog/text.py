r"""Texts of other people: what is damaged is repaired once, what cannot be stored is removed.

Every function is a fixed point: what it returned, it returns again. So a value may be cleaned when
it is ingested, when it is loaded and when an old file is loaded once more, and never changes.
"""

import html
import re
import unicodedata
from collections.abc import Callable

# Cleaning repeats until nothing changes. A text still changing after so many turns was made to.
MOST_TURNS = 16
# What no column can hold (NUL, lone surrogates) or nobody can see: controls but for white space,
# spaces without width, the byte order mark.
_UNSTORABLE = re.compile(r"[\x00-\x08\x0e-\x1b\x7f\ud800-\udfff\u200b\u2060\ufeff]")
_LATE_CONTROLS = re.compile(r"[\x80-\x84\x86-\x9f]")
_TAG = re.compile(
    r"<!--[^<>]*-->|</?(?:a|abbr|b|bdi|bdo|big|blockquote|body|br|center|cite|code|dd|del|dfn|div"
    r"|dl|dt|em|figure|font|h[1-6]|hr|html|i|img|ins|kbd|li|mark|nobr|ol|p|pre|q|s|samp|script"
    r"|section|small|span|strike|strong|style|sub|sup|table|tbody|td|th|thead|time|tr|tt|u|ul|var"
    r"|wbr)(?:[\s/][^<>]*)?>",
    re.IGNORECASE,
)
_INLINE_TAG = re.compile(
    r"</?(?:a|abbr|b|bdi|bdo|big|cite|code|del|dfn|em|font|i|ins|kbd|mark|nobr|q|s|samp|small|span"
    r"|strike|strong|sub|sup|time|tt|u|var|wbr)\b",
    re.IGNORECASE,
)
_AMPERSANDS = re.compile(r"&(?:amp;?|#0*38;|#x0*26;)+", re.IGNORECASE)
_FILE_PREFIX = re.compile(r"(?:file\s*:\s*)+", re.IGNORECASE)
_ESCAPES = re.compile(r"(?:\\u[0-9a-fA-F]{4})+|(?:\\x[0-9a-fA-F]{2})+")


def clean_text(value: str, limit: int | None = None, *, truncate: bool = False) -> str | None:
    r"""Return a text as it is stored, or None where nothing of it is left.

    Removes what cannot be stored, repairs a wrongly read encoding, makes double quotes single ones
    (as in every record of the old catalogs, whose ids must still match) and every run of white
    space one space.

    Args:
        value: any text.
        limit: characters; a longer text becomes None.
        truncate: cut it at the limit instead, never inside what a reader sees as one character.

    >>> clean_text("  The  \x00 CafÃ© ")
    'The Café'
    """
    if limit is None or len(value) <= limit:
        easy = _easily_cleaned(value)
        if easy is not None:
            return easy or None
    return _settle(value, _plain_turn, limit, truncate=truncate)


def clean_code(value: str, limit: int | None = None) -> str | None:
    """Return an identifier or a word of a vocabulary: `clean_text`, whatever its encoding was.

    >>> clean_code(" CafÃ© ")
    'CafÃ©'
    """
    if (limit is None or len(value) <= limit) and is_plain(value):
        return value
    return _settle(value, _code_turn, limit, truncate=False)


def clean_title(value: str, limit: int | None = None) -> str | None:
    """Return a title or a name: `clean_text`, without HTML and without a leading `File:`, cut.

    >>> clean_title("File:<i>Rosa</i> &amp; friends.jpg")
    'Rosa & friends.jpg'
    """
    if (limit is None or len(value) <= limit) and "<" not in value and "&" not in value:
        easy = _easily_cleaned(value)
        if easy is not None and easy[:4].lower() != "file":
            return easy or None
    return _settle(value, _title_turn, limit, truncate=True)


def clean_tag(value: str, limit: int | None = None) -> str | None:
    r"""Return a tag's name: `clean_text`, with escapes that were left undecoded read.

    >>> clean_tag(r"caf\u00e9")
    'café'
    """
    if (limit is None or len(value) <= limit) and is_plain(value) and "\\" not in value:
        return value
    return _settle(value, _tag_turn, limit, truncate=False)


def is_plain(text: str) -> bool:
    """Say, fast, that `clean_text` would change nothing; False only means that it might.

    Several texts are plain if they are plain when joined by single spaces.
    """
    return (
        text.isprintable()  # of all white space only the plain space is
        and '"' not in text
        and "  " not in text
        and text[:1] != " " != text[-1:] != ""
        and (text.isascii() or not _SUSPICIOUS.search(text))
    )


def _easily_cleaned(value: str) -> str | None:
    """Return `clean_text` of a text that is plain but for white space and quotes; else None."""
    if is_plain(value):
        return value
    spaced = _spaced(value)
    # The text as it was: half of a wrongly read character may be white space ("Ã\xa0" is à).
    sound = value.isascii() or not _SUSPICIOUS.search(value)
    return spaced if sound and spaced.isprintable() else None


def _settle(
    value: str, turn: Callable[[str], str], limit: int | None, *, truncate: bool
) -> str | None:
    """Take turns until nothing changes; give up a text that never comes to rest."""
    if limit is not None and len(value) > 4 * limit:
        # Bounds the time that a hostile length can take.
        if not truncate:
            return None
        value = value[: 4 * limit]
    for _ in range(MOST_TURNS):
        cleaned = turn(value)
        if limit is not None and len(cleaned) > limit and truncate:
            cleaned = truncated(cleaned, limit)
        if cleaned == value:
            return value if value and (limit is None or len(value) <= limit) else None
        value = cleaned
    return None


def _code_turn(text: str) -> str:
    return _spaced(_LATE_CONTROLS.sub("", _UNSTORABLE.sub("", text)))


def _spaced(text: str) -> str:
    return " ".join(text.replace('"', "'").split())


def _plain_turn(text: str) -> str:
    return _code_turn(text if text.isascii() else repaired_encoding(_UNSTORABLE.sub("", text)))


def _title_turn(text: str) -> str:
    text = _plain_turn(text)
    if "&" in text:
        text = html.unescape(_AMPERSANDS.sub("&", text))
    if "<" in text:
        text = _TAG.sub(lambda tag: "" if _INLINE_TAG.match(tag[0]) else " ", text)
    prefix = _FILE_PREFIX.match(text)
    return text[prefix.end() :] if prefix else text


def _tag_turn(text: str) -> str:
    text = _plain_turn(text)
    return _ESCAPES.sub(_unescaped, text) if "\\" in text else text


def _unescaped(match: re.Match[str]) -> str:
    r"""Read a run of \uXXXX as UTF-16 and a run of \xXX as UTF-8, or else as Latin-1."""
    text = match[0]
    if text.startswith("\\u"):
        units = bytes.fromhex(text.replace("\\u", ""))
        return units.decode("utf-16-be", "ignore")
    units = bytes.fromhex(text.replace("\\x", ""))
    try:
        return units.decode()
    except UnicodeDecodeError:
        return units.decode("latin-1")


# UTF-8 that was read as Windows-1252, whose five unused bytes fall through as controls.
_BYTES = {
    ord(bytes([byte]).decode("cp1252", "ignore") or chr(byte)): byte for byte in range(128, 256)
}
_TO_BYTES = {code: chr(byte) for code, byte in _BYTES.items()}
_CONTINUATION = "".join(chr(code) for code, byte in _BYTES.items() if byte < 0xC0)
# Marks that may stand after an accented capital in real text: "CAFÉ™", "“MANHÔ".
_NATURAL_MARKS = "‘’“”…–—‹›„‚™®©«»\xa0"
_UNNATURAL = "".join(mark for mark in _CONTINUATION if mark not in _NATURAL_MARKS)
_SUSPICIOUS = re.compile(rf"[\xc2-\xf4][{re.escape(_CONTINUATION)}]")
# One of these is proof enough: é à ü š ..., curly quotes and dashes, emoji.
_PROOF = re.compile(
    rf"[ÃÂ][{re.escape(_UNNATURAL)}©®»«\xa0™]|[ÄÅ][{re.escape(_UNNATURAL)}]"
    rf"|â€[{re.escape(_CONTINUATION)}]|ðŸ"
)
_CLUE = re.compile(
    rf"[À-ß][{re.escape(_UNNATURAL)}]|[à-ï](?:[{re.escape(_UNNATURAL)}][{re.escape(_CONTINUATION)}]"
    rf"|[{re.escape(_CONTINUATION)}][{re.escape(_UNNATURAL)}])"
)


def repaired_encoding(text: str) -> str:
    """Return a text whose UTF-8 was read as Windows-1252 or Latin-1 as it was meant.

    Only where it is certain: the whole text, turned back into bytes, is valid UTF-8, and it holds a
    pair of characters that hardly any language writes, or two less telling ones.

    >>> repaired_encoding("MÃ¼nchen â€“ StraÃŸe"), repaired_encoding("SÃO PAULO")
    ('München – Straße', 'SÃO PAULO')
    """
    if not _PROOF.search(text) and len(_CLUE.findall(text)) < 2:
        return text
    try:
        return text.translate(_TO_BYTES).encode("latin-1").decode()
    except UnicodeError:
        return text


def truncated(text: str, limit: int) -> str:
    """Return at most `limit` characters of a text, not ending inside a combined character.

    >>> truncated("cafe\u0301", 4)
    'caf'
    """
    if len(text) <= limit:
        return text
    cut = limit
    while cut > max(1, limit - 64) and _joined(text, cut):
        cut -= 1
    return text[: cut if not _joined(text, cut) else limit].rstrip()


def _joined(text: str, cut: int) -> bool:
    """Say whether the characters on both sides of a cut belong together."""
    before, after = text[cut - 1 : cut], text[cut]
    if before == "\u200d" or after == "\u200d" or "\U0001f3fb" <= after <= "\U0001f3ff":
        return True
    if _is_flag_half(after) and _is_flag_half(before):
        start = cut
        while start > 0 and _is_flag_half(text[start - 1]):
            start -= 1
        return (cut - start) % 2 == 1
    return unicodedata.category(after) in {"Mn", "Mc", "Me"}


def _is_flag_half(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def printable(value: str) -> str:
    r"""Return a text that neither steers a terminal nor hides or turns what stands beside it.

    >>> printable("red\x1b[31m\nfox\u202e")
    'red�[31m fox�'
    """
    return "".join(c if c.isprintable() else " " if c in "\n\r\t" else "�" for c in value)
