"""URLs of media, pages and people: one clean form, an identity, an extension. No network.

A URL is repaired only where a browser would read the same address; anything else is no URL. It is
never truncated, and its scheme stays as the source gave it, because nobody is asked whether the
host answers https.
"""

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from tldextract import TLDExtract

# Longer than any column: what is above it is dropped before any work is spent on it.
LONGEST_INPUT = 20_000
LONGEST_HOST = 253

# What nearly every URL is: http(s), a lower-case host without port, printable ASCII that needs no
# escape. Such a URL is clean if its host is.
_CLEAN = re.compile(r"https?://([a-z0-9.-]{1,253})(?:/[!#-;=?-\[\]_a-z~]*)?")
_PARTS = re.compile(
    r"(?:(?P<scheme>[a-z][a-z0-9+.-]*):(?!\d))?(?P<slashes>/*)"
    r"(?P<authority>[^/?#]*)(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_AUTHORITY = re.compile(r"(?P<host>[^@:\[\]]+?)\.?(?::(?P<port>\d{1,5})?)?")
_LABEL = r"(?!-)[\w-]{1,63}(?<!-)"
_HOST = re.compile(rf"{_LABEL}(?:\.{_LABEL})+")
_IPV4 = re.compile(r"(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}", re.ASCII)
# A control character, a backslash (a slash to some and not to others) or a lone surrogate.
_FORBIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\\\ud800-\udfff]")
_ESCAPED = re.compile(r"[\s\"<>^`{|}]")
_DEFAULT_PORTS = {"http": "80", "https": "443"}


def clean_url(value: str, limit: int | None = None) -> str | None:
    """Return the clean form of a URL, or None: it is none, or longer than `limit` characters.

    Scheme and host become lower case, a default port goes, a missing scheme (`//host/...`,
    `host/...`) becomes https, and spaces, quotes, angle brackets and braces are percent-encoded.
    Other schemes, control characters, backslashes, user names and hosts without a public suffix
    (but for IPv4 addresses) are refused. A trailing slash stays: to some servers it matters.

    >>> clean_url("HTTP://Example.ORG:80/a b.jpg")
    'http://example.org/a%20b.jpg'
    >>> clean_url("javascript:alert(1)") is None
    True
    """
    if len(value) > LONGEST_INPUT:
        return None
    match = _CLEAN.fullmatch(value)
    url = value if match and _is_public(match[1]) else _repaired(value)
    return url if url is None or limit is None or len(url) <= limit else None


def _repaired(value: str) -> str | None:
    text = value.strip()
    parts = _PARTS.fullmatch(text)
    if parts is None or _FORBIDDEN.search(text):
        return None
    scheme = (parts["scheme"] or "https").lower()
    # Without a scheme, "/a/b.jpg" is a path on some other page's host; "//host" and "host" are not.
    relative = parts["scheme"] is None and len(parts["slashes"]) == 1
    authority = _AUTHORITY.fullmatch(parts["authority"])
    if scheme not in _DEFAULT_PORTS or relative or authority is None:
        return None
    host, port = authority["host"].lower(), authority["port"] or _DEFAULT_PORTS[scheme]
    if not is_public_host(host) or not 0 < int(port) < 65536:
        return None
    suffix = "" if port == _DEFAULT_PORTS[scheme] else f":{int(port)}"
    return f"{scheme}://{host}{suffix}{_ESCAPED.sub(_escape, parts['rest'])}"


def _escape(match: re.Match[str]) -> str:
    return quote(match[0], safe="")


def is_public_host(host: str) -> bool:
    """Say whether a lower-case host is an IPv4 address or a name below a public suffix.

    >>> is_public_host("upload.wikimedia.org"), is_public_host("localhost"), is_public_host("co.uk")
    (True, False, False)
    """
    return len(host) <= LONGEST_HOST and _is_public(host)


@lru_cache(maxsize=65_536)
def _is_public(host: str) -> bool:
    if _IPV4.fullmatch(host) or _HOST.fullmatch(host) is None:
        return _IPV4.fullmatch(host) is not None
    parts = _suffixes().extract_str(host)
    return bool(parts.domain and parts.suffix)


@lru_cache(maxsize=65_536)
def registrable_domain(host: str) -> str | None:
    """Return the part of a host that somebody registered, or None where there is none.

    >>> registrable_domain("images.example.co.uk")
    'example.co.uk'
    """
    parts = _suffixes().extract_str(host)
    return f"{parts.domain}.{parts.suffix}" if parts.domain and parts.suffix else None


@cache
def _suffixes() -> "TLDExtract":
    # Imported here: it takes longer to load than most commands take to run.
    from tldextract import TLDExtract

    return TLDExtract(
        suffix_list_urls=(),
        cache_dir=None,
        fallback_to_snapshot=True,
        # RFC 2606 keeps it for documentation; the bundled sample's sites lie below it.
        extra_suffixes=("example",),
    )


def url_key(url: str) -> str:
    """Return what two clean URLs of one file have in common: all but http or https.

    >>> url_key("http://example.org/a.jpg") == url_key("https://example.org/a.jpg")
    True
    """
    return url.partition("://")[2] or url


def extension(url: str) -> str | None:
    """Return the extension of a URL's path, lower case, as it stands there; None without one.

    >>> extension("https://example.org/a/B.JPEG?size=1")
    'jpeg'
    """
    _, slash, path = url.partition("://")[2].partition("/")
    name = path.partition("#")[0].partition("?")[0].rpartition("/")[2] if slash else ""
    ending = name.rpartition(".")[2] if "." in name else ""
    return ending.lower() if 0 < len(ending) <= 5 and ending.isalnum() else None
