"""Addresses as pages write them: made absolute, checked, compared."""

import re
from functools import lru_cache
from urllib.parse import quote, unquote, urljoin, urlsplit

LONGEST_URL = 3_000
IMAGE_EXTENSIONS = frozenset(
    ("jpg", "jpeg", "png", "gif", "bmp", "webp", "tiff", "tif", "svg", "avif")
)
AUDIO_EXTENSIONS = frozenset(
    ("mp3", "ogg", "oga", "opus", "wav", "aiff", "flac", "wma", "aac", "m4a", "m4b")
)

# What needs no care: nearly all addresses of pictures, so the slow way is seldom taken.
_PLAIN = re.compile(r"https?://[a-zA-Z0-9-]+(?:\.[a-zA-Z0-9-]+)+(?::\d+)?/[\w./%&=?~+:,;@!()*$-]*")
_PLAIN_PATH = re.compile(r"/[\w.%&=?~+:,;@!()*$-][\w./%&=?~+:,;@!()*$-]*")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]+")
_HOST = re.compile(r"https?://([\w.-]+)(?::\d+)?(?:[/?#]|$)")
_PATH = re.compile(r"https?://[\w.-]+(?::\d+)?(/[^?#]*)")
_FILE_NAME = re.compile(r"^[^?#]*//[^/?#]+/(?:[^?#]*/)?([^/?#]*)(?:[?#]|$)")
_EXTENSION = re.compile(r"\.([a-z0-9]{2,5})$")
# What services append to the name of one picture in several sizes.
_SIZE_SUFFIX = re.compile(
    r"(?:[-_.](?:\d{2,4}x\d{2,4}|scaled|thumb(?:nail)?|small|medium|large|[smlbzt]))+$"
)


def resolve(base: str, address: str | None) -> str | None:
    """Return an absolute http(s) URL without fragment, or None for anything else.

    Spaces are encoded, as browsers do; `javascript:`, `data:` and broken addresses give None.

    >>> resolve("https://example.org/a/", " ../b c.jpg#top")
    'https://example.org/b%20c.jpg'
    >>> resolve("https://example.org/", "javascript:alert(1)") is None
    True
    """
    if not address or len(address) > LONGEST_URL or address.endswith("://"):
        return None
    if "/." not in address:
        if _PLAIN.fullmatch(address):
            return address
        if _PLAIN_PATH.fullmatch(address):
            return origin_of(base) + address
    address = _CONTROLS.sub("", address).strip()
    try:
        absolute = urljoin(base, address)
        parts = urlsplit(absolute)
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host or ("." not in host and ":" not in host):
        return None
    absolute = parts._replace(fragment="").geturl()
    return quote(absolute, safe="%/:=&?~#+!$,;'@()*[]|") if _needs_quoting(absolute) else absolute


@lru_cache(maxsize=64)
def origin_of(url: str) -> str:
    """Return scheme and host of a URL."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _needs_quoting(url: str) -> bool:
    return " " in url or '"' in url or "<" in url or "\\" in url


def host_of(url: str) -> str:
    """Return the host, lower case, without `www.`; "" where there is none."""
    plain = _HOST.match(url)
    if plain:
        return plain[1].lower().removeprefix("www.")
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def path_of(url: str) -> str:
    """Return the path of a URL."""
    plain = _PATH.match(url)
    if plain:
        return plain[1]
    try:
        return urlsplit(url).path
    except ValueError:
        return ""


def file_name(url: str) -> str:
    """Return the last segment of the path, unquoted and lower case."""
    name = _FILE_NAME.search(url)
    return unquote(name[1]).lower() if name else ""


def extension(url: str) -> str | None:
    """Return the extension of the file that a URL names, lower case, if it has one."""
    found = _EXTENSION.search(file_name(url))
    return found[1] if found else None


def is_image(url: str) -> bool:
    """Tell whether the address itself says that it is a picture."""
    return extension(url) in IMAGE_EXTENSIONS


def is_audio(url: str) -> bool:
    """Tell whether the address itself says that it is a sound."""
    return extension(url) in AUDIO_EXTENSIONS


def picture_name(url: str) -> str:
    """Return a name that the sizes of one picture share.

    >>> picture_name("https://cdn.example.org/2026/Bee-1024x683.jpg?ssl=1")
    'bee'
    """
    name = _EXTENSION.sub("", file_name(url))
    return _SIZE_SUFFIX.sub("", name) or name
