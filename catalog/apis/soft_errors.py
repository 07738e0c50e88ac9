"""Which good answers say that a file is not there: soft errors, and who asks us to log in.

A body is believed before its label: many servers send pictures as text, and pages as pictures.
What the first bytes of a format are is its own specification's.
"""

import re
from typing import Literal
from urllib.parse import urlsplit

Kind = Literal["media", "page", "pixel", "unknown"]
_SAYS_SO = re.compile(
    r"(photo|image|file|media|picture)?[-_]?(unavailable|not[-_]?found|removed|deleted|placeholder)"
    r"|/(404|410|error)([./]|$)|no[-_]?(image|photo|picture)",
    re.IGNORECASE,
)
_ASKS_WHO = re.compile(
    r"/(log-?[io]n|sign-?in|auth|oauth2?|sso|saml2?|captcha|challenge|consent|cas)([./]|$)"
    r"|/(accounts?|users?|wp-)[/-]?(log-?in|sign[-_]?in)",
    re.IGNORECASE,
)
_PAGES = re.compile(
    r"text/.*|application/(xhtml\+xml|xml|json|javascript|problem\+(json|xml)|ld\+json)", re.ASCII
)
_MEDIA = (
    *(b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"II*\0", b"MM\0*", b"II+\0", b"BM", b"8BPS"),
    *(b"\0\0\0\x0cjP", b"\xff\x4f\xff\x51", b"\0\0\0\x0cJXL", b"\xff\x0a", b"\0\0\1\0"),
    *(b"ID3", b"OggS", b"fLaC", b"MThd", b"\x1aE\xdf\xa3", b"FORM", b".snd", b"#EXTM3U"),
    *(b"\xff\xfb", b"\xff\xf3", b"\xff\xf2", b"\xff\xf1", b"\xff\xf9", b"%PDF", b"\0\0\1\xba"),
)
_BINARY = re.compile(rb"[\0-\x08\x0e-\x1a]")
_HTML = re.compile(
    rb"<(!doctype\s{1,9}html|html|head|body|title|script|meta|h1|p|div)\b", re.IGNORECASE
)


def soft_error(asked: str, reached: str, content_type: str, body: bytes | None) -> str | None:
    """Return how a good answer says that the file is not there, or None.

    Args:
        asked: the URL that was asked for.
        reached: the one that answered.
        content_type: what the answer calls itself.
        body: its first bytes, if it was read.
    """
    kind = kind_of(body) if body else "unknown"
    is_text = kind == "unknown" and not _BINARY.search(body or b"")
    if kind == "page" or (is_text and is_page_type(content_type)):
        return f"a page ({content_type or 'of no type'}) where a file should be"
    if kind == "pixel":
        return "a picture of one pixel"
    if reached != asked:
        after, before = urlsplit(reached), urlsplit(asked)
        if after.path in {"", "/"} and before.path not in {"", "/"}:
            return "sent to the front page"
        if _SAYS_SO.search(after.path) and not _SAYS_SO.search(before.path):
            return "sent to an address that says so"
    return "an empty file" if body is not None and not body else None


def asks_who(asked: str, reached: str) -> bool:
    """Tell whether a redirect led to where one has to log in: that says nothing of the file."""
    after, before = urlsplit(reached).path, urlsplit(asked).path
    return bool(_ASKS_WHO.search(after)) and not _ASKS_WHO.search(before)


def is_page_type(content_type: str) -> bool:
    """Tell whether a file should not be called so."""
    return bool(_PAGES.fullmatch(content_type))


def kind_of(body: bytes) -> Kind:
    r"""Tell what a body is by its first bytes.

    >>> kind_of(b"\xff\xd8\xff\xe0"), kind_of(b"<!DOCTYPE html>"), kind_of(b"Not found")
    ('media', 'page', 'unknown')
    """
    if _is_pixel(body):
        return "pixel"
    if body.startswith(_MEDIA) or _is_boxed(body):
        return "media"
    start = body[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
    if _HTML.match(_without_preface(start)):
        return "page"
    if b"<svg" in start.lower() or b":svg" in start.lower():
        return "media"
    if start.startswith((b"<?xml", b"<Error", b'{"')):
        return "page"
    return "unknown"


def _without_preface(text: bytes) -> bytes:
    """Return a page or drawing without the declaration and the comments before its first tag."""
    while text.startswith((b"<?xml", b"<!--")):
        end = b"?>" if text.startswith(b"<?xml") else b"-->"
        text = text.partition(end)[2].lstrip()
    return text


def _is_boxed(body: bytes) -> bool:
    """Tell ISO media (MP4, AVIF, HEIC) and RIFF (WebP, WAVE) by the name behind their length."""
    return body[4:8] in {b"ftyp", b"moov", b"mdat", b"wide", b"free"} or (
        body.startswith((b"RIFF", b"RF64")) and body[8:12] in {b"WEBP", b"WAVE", b"AVI "}
    )


def _is_pixel(body: bytes) -> bool:
    """Tell a GIF or PNG of one pixel by the size in its header: what trackers and blanks are."""
    if body.startswith(b"GIF8"):
        return body[6:10] == b"\1\0\1\0"
    is_png = body.startswith(b"\x89PNG\r\n\x1a\n") and body[12:16] == b"IHDR"
    return is_png and body[16:24] == b"\0\0\0\1\0\0\0\1"
