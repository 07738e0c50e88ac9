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
# spaces without width, soft hyphens, the byte order mark, and marks that turn the direction of what
# stands after them.
_UNSTORABLE = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f\xad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069"
    r"\ud800-\udfff\ufeff]"
)
_LATE_CONTROLS = re.compile(r"[\x80-\x84\x86-\x9f]")
# What a browser takes for a tag or a comment, whatever its name (HTML Standard, "Tag open state");
# and the rest of a text that begins a tag with attributes, or a comment, and never ends it.
_TAG = re.compile(
    r"<!--.*?(?:-->|\Z)|<(?:/?[a-z]|[!?]|/[^a-z])[^<>]*+>|<[a-z][^<>\s/]*+[\s/][^<>=]*+=[^<>]*+\Z",
    re.IGNORECASE | re.DOTALL,
)
# What would become one with what a page has after it.
_OPENED = re.compile(r"<(?=[a-z/!?])", re.IGNORECASE)
_INLINE_TAG = re.compile(
    r"</?(?:a|abbr|b|bdi|bdo|big|cite|code|del|dfn|em|font|i|ins|kbd|mark|nobr|q|s|samp|small|span"
    r"|strike|strong|sub|sup|time|tt|u|var|wbr)\b",
    re.IGNORECASE,
)
_AMPERSANDS = re.compile(r"&(?:amp;?|#0*38;|#x0*26;)+", re.IGNORECASE)
_MARKED = re.compile(r"[<&]|u00")
_FILE_PREFIX = re.compile(r"(?:file\s*:\s*)+", re.IGNORECASE)
_ESCAPES = re.compile(r"(?:\\u[0-9a-fA-F]{4})+|(?:\\x[0-9a-fA-F]{2})+")
_LINE_ENDS = re.compile(r"(?:\\[nrt])+")
_DRIVE = re.compile(r"\b[A-Za-z]:\\")
# A letter of Latin-1 whose escape lost its backslash in the midst of a word.
_BARE_ESCAPE = re.compile(r"(?<=[^\W\d_])u00([c-f][0-9a-f])")


def clean_text(value: str, limit: int | None = None, *, truncate: bool = False) -> str | None:
    r"""Return a text as it is stored, or None where nothing of it is left.

    Removes what cannot be stored, repairs a wrongly read encoding, reads escapes that were left
    undecoded, composes accented letters (NFC), makes double quotes single ones
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
    return _settle(value, _clean_plain, limit, truncate=truncate)


def clean_code(value: str, limit: int | None = None) -> str | None:
    """Return an identifier or a word of a vocabulary: `clean_text`, whatever its encoding was.

    >>> clean_code(" CafÃ© ")
    'CafÃ©'
    """
    if (limit is None or len(value) <= limit) and is_plain(value):
        return value
    return _settle(value, _clean_code, limit, truncate=False)


def clean_title(value: str, limit: int | None = None) -> str | None:
    """Return a title or a name: `clean_text`, without HTML and without a leading `File:`, cut.

    A browser that is given it as HTML shows just this text: nothing in it is a tag, a comment or an
    escape.

    >>> clean_title("File:<i>Rosa</i> &amp; friends.jpg")
    'Rosa & friends.jpg'
    """
    if (limit is None or len(value) <= limit) and not _MARKED.search(value):
        easy = _easily_cleaned(value)
        if easy is not None and easy[:4].lower() != "file":
            return easy or None
    return _settle(value, _clean_title, limit, truncate=True)


def clean_tag(value: str, limit: int | None = None) -> str | None:
    r"""Return a tag's name: `clean_text`, and letters of escapes that lost their backslash.

    >>> clean_tag("arapu00e7a")
    'arapça'
    """
    if (limit is None or len(value) <= limit) and is_plain(value) and "u00" not in value:
        return value
    return _settle(value, _clean_tag, limit, truncate=False)


def is_plain(text: str) -> bool:
    """Say, fast, that `clean_text` would change nothing; False only means that it might.

    Several texts are plain if they are plain when joined by single spaces.
    """
    return (
        text.isprintable()  # of all white space only the plain space is
        and '"' not in text
        and "  " not in text
        and text[:1] != " " != text[-1:] != ""
        and "\\" not in text
        and (
            text.isascii()
            or (not _SUSPICIOUS.search(text) and unicodedata.is_normalized("NFC", text))
        )
    )


def _easily_cleaned(value: str) -> str | None:
    """Return `clean_text` of a text that is plain but for white space and quotes; else None."""
    if is_plain(value):
        return value
    spaced = _spaced(value)
    # The text as it was: half of a wrongly read character may be white space ("Ã\xa0" is à).
    return spaced if is_plain(spaced) and is_sound(value) else None


def is_sound(text: str) -> bool:
    """Say, fast, that no encoding of a text was read wrongly."""
    return text.isascii() or not _SUSPICIOUS.search(text)


def _settle(
    value: str, clean: Callable[[str], str], limit: int | None, *, truncate: bool
) -> str | None:
    """Take turns until nothing changes; give up a text that never comes to rest."""
    if limit is not None and len(value) > 4 * limit:
        # Bounds the time that a hostile length can take.
        if not truncate:
            return None
        value = value[: 4 * limit]
    for _ in range(MOST_TURNS):
        cleaned = clean(value)
        if limit is not None and len(cleaned) > limit and truncate:
            cleaned = truncated(cleaned, limit)
        if cleaned == value:
            return value if value and (limit is None or len(value) <= limit) else None
        value = cleaned
    return None


def _clean_code(text: str) -> str:
    return _spaced(_LATE_CONTROLS.sub("", _UNSTORABLE.sub("", text)))


def _spaced(text: str) -> str:
    return " ".join(text.replace('"', "'").split())


def _clean_plain(text: str) -> str:
    if not text.isascii():
        text = unicodedata.normalize("NFC", repaired_encoding(_UNSTORABLE.sub("", text)))
    return _clean_code(_without_escapes(text) if "\\" in text else text)


def _without_escapes(text: str) -> str:
    r"""Read escapes that were left undecoded: letters, and line ends where no path may hold them.

    >>> _without_escapes(r"Malasa\xf1a\nen Jos\u00e9"), _without_escapes(r"C:\new\xf1")
    ('Malasaña en José', 'C:\\newñ')
    """
    text = _ESCAPES.sub(_unescaped, text)
    return text if _DRIVE.search(text) else _LINE_ENDS.sub(" ", text)


def _clean_title(text: str) -> str:
    text = _BARE_ESCAPE.sub(_letter, _clean_plain(text))
    if "&" in text:
        text = html.unescape(_AMPERSANDS.sub("&", text))
    if "<" in text:
        text = _TAG.sub(lambda tag: "" if _INLINE_TAG.match(tag[0]) else " ", text)
        text = text if _TAG.search(text) else _OPENED.sub("< ", text)
    prefix = _FILE_PREFIX.match(text)
    return text[prefix.end() :] if prefix else text


def _clean_tag(text: str) -> str:
    return _BARE_ESCAPE.sub(_letter, _clean_plain(text))


def _letter(match: re.Match[str]) -> str:
    return chr(int(match[1], 16))


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


# UTF-8 that was read as Windows-1252 or Latin-1 holds the first byte of a character, as one of some
# letters, and a later one, as a mark or a control. A control alone is Windows-1252 read as Latin-1.
_CONTINUATION = "".join(bytes([byte]).decode("cp1252", "ignore") for byte in range(128, 192))
_SUSPICIOUS = re.compile(rf"[\x80-\x84\x86-\x9f]|[\xc2-\xf4][\x85{re.escape(_CONTINUATION)}]")
# Words in capitals before a mark, as real texts have them: "CAFÉ™", "“MANHÃ”".
_NATURAL = re.compile(r"(?<=[A-ZÀ-Þ]{2})[À-Þ][‘’“”…–—‹›„‚™]")


def repaired_encoding(text: str) -> str:
    r"""Return a text whose UTF-8 was read as Windows-1252 or Latin-1 as it was meant.

    ftfy decides, which knows what hardly any language writes.

    >>> repaired_encoding("MÃ¼nchen â€“ StraÃŸe"), repaired_encoding("SÃO PAULO")
    ('München – Straße', 'SÃO PAULO')
    >>> repaired_encoding("Ã\x89cole")
    'École'
    """
    if not _SUSPICIOUS.search(_NATURAL.sub("", text)):
        return text
    # Imported here: few texts need it.
    from ftfy import fix_encoding

    return str(fix_encoding(text))


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


_JOINERS = "\u200c\u200d"  # not printable by themselves, and parts of words


def printable(value: str) -> str:
    r"""Return a text that neither steers a terminal nor hides or turns what stands beside it.

    >>> printable("red\x1b[31m\nfox\u202e")
    'red�[31m fox�'
    """
    spaced = " ".join(value.split()) if any(c.isspace() and c != " " for c in value) else value
    return "".join(c if c.isprintable() or c in _JOINERS else "�" for c in spaced)
