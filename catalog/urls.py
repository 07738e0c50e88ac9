"""URLs of media, pages and people: one clean form, an identity, an extension. No network.

A URL is repaired only where a browser would read the same address; anything else is no URL. All
spellings that RFC 3986 and UTS 46 hold for one address become one: hosts in their ASCII form,
escapes in upper case and only where they are needed, no `.` and `..` in the path. A URL is never
truncated, and its scheme stays as the source gave it, because nobody is asked whether the host
answers https. Addresses that only a machine or a network of its own can reach are no URLs of media.
"""

import ipaddress
import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

import idna

if TYPE_CHECKING:
    from tldextract import TLDExtract

# Longer than any column: what is above it is dropped before any work is spent on it.
LONGEST_INPUT = 20_000
LONGEST_HOST = 253

# What nearly every URL is: http(s), a lower-case host without port, printable ASCII that needs no
# escape, and escapes in upper case that are needed. Such a URL is clean if its host is, and if
# nothing in it begins with a dot.
NEEDED_ESCAPE = r"%(?:[0189A-F][0-9A-F]|2[0-9A-CF]|3[A-F]|40|5[B-E]|60|7[B-DF])"
_CLEAN = re.compile(
    rf"https?://([a-z0-9.-]{{1,253}})(?:/(?:[!#$&-;=?-\[\]_a-z~]++|{NEEDED_ESCAPE})*)?"
)
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
# What must be escaped, and escapes, which may be needless or in lower case.
_ESCAPED = re.compile(r"[\s\"<>^`{|}]|[^\x00-\x7f]+|%[0-9A-Fa-f]{2}")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_DEFAULT_PORTS = {"http": "80", "https": "443"}
_SLASHES_BEFORE_HOST = 2


def clean_url(value: str, limit: int | None = None) -> str | None:
    """Return the clean form of a URL, or None: it is none, or longer than `limit` characters.

    Scheme and host become lower case, a default port goes, a missing scheme (`//host/...`,
    `host/...`) becomes https, and spaces, quotes, angle brackets, braces and what is not ASCII are
    percent-encoded. Other schemes, control characters, backslashes, user names, hosts without a
    public suffix (but for IPv4 addresses) and addresses of private networks are refused. A trailing
    slash stays: to some servers it matters.

    >>> clean_url("HTTP://Example.ORG:80/a b.jpg")
    'http://example.org/a%20b.jpg'
    >>> clean_url("https://bücher.example/%7eanna/ü.jpg")
    'https://xn--bcher-kva.example/~anna/%C3%BC.jpg'
    >>> clean_url("javascript:alert(1)") is None
    True
    """
    if len(value) > LONGEST_INPUT:
        return None
    match = _CLEAN.fullmatch(value)
    is_clean = match is not None and "/." not in value and _is_public(match[1])
    url = value if is_clean else _repaired(value)
    return url if url is None or limit is None or len(url) <= limit else None


def file_url(value: str, limit: int | None = None) -> str | None:
    """Return the clean form of the URL of a file, by which it is known.

    A fragment is no part of what a server is asked for, and no path is the path `/` (RFC 3986, 3.5
    and 6.2.3): so neither makes a file another one.

    >>> file_url("https://example.org/a.jpg#main"), file_url("https://example.org?id=7")
    ('https://example.org/a.jpg', 'https://example.org/?id=7')
    """
    url = clean_url(value)
    if url is None:
        return None
    url = url.partition("#")[0]
    address, mark, query = url.partition("?")
    if address.count("/") == _SLASHES_BEFORE_HOST:
        url = f"{address}/{mark}{query}"
    return url if limit is None or len(url) <= limit else None


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
    host, port = _ascii_host(authority["host"]), authority["port"] or _DEFAULT_PORTS[scheme]
    number = int(port)
    if host is None or not is_public_host(host) or not 0 < number < 65536:
        return None
    suffix = "" if str(number) == _DEFAULT_PORTS[scheme] else f":{number}"
    path, mark, rest = _cut(_ESCAPED.sub(_escape, parts["rest"]))
    return f"{scheme}://{host}{suffix}{_without_dots(path) if '/.' in path else path}{mark}{rest}"


@lru_cache(maxsize=4096)
def _ascii_host(host: str) -> str | None:
    """Return a host as it is asked for: an international name in its ASCII form, as UTS 46 has it.

    >>> _ascii_host("BÜCHER。example")
    'xn--bcher-kva.example'
    """
    try:
        if "%" in host:
            host = unquote(host, errors="strict")
        return host.lower() if host.isascii() else idna.encode(host, uts46=True).decode()
    except idna.InvalidCodepoint:
        return _symbols_in_ascii(host)
    except (idna.IDNAError, UnicodeError):
        return None


def _symbols_in_ascii(host: str) -> str | None:
    """Return a host with symbols, which UTS 46 knows and IDNA 2008 does not: some are registered.

    >>> _symbols_in_ascii("☃.net")
    'xn--n3h.net'
    """
    try:
        labels = idna.uts46_remap(host).split(".")
    except (idna.IDNAError, UnicodeError):
        return None
    return ".".join(
        label if label.isascii() else f"xn--{label.encode('punycode').decode()}" for label in labels
    )


def _escape(match: re.Match[str]) -> str:
    found = match[0]
    if found[0] != "%":
        return quote(found, safe="")
    character = chr(int(found[1:], 16))
    return character if character in _UNRESERVED else found.upper()


def _cut(rest: str) -> tuple[str, str, str]:
    """Part what follows a host into its path, the `?` or `#` after it, and all that follows."""
    end = min((at for at in (rest.find("?"), rest.find("#")) if at >= 0), default=len(rest))
    return rest[:end], rest[end : end + 1], rest[end + 1 :]


def _without_dots(path: str) -> str:
    """Resolve the `.` and `..` of a path (RFC 3986, 5.2.4).

    >>> _without_dots("/a/./b/../c.jpg"), _without_dots("/../a/.."), _without_dots("/.well-known/x")
    ('/a/c.jpg', '/', '/.well-known/x')
    """
    kept: list[str] = []
    segments = path.split("/")[1:]
    for segment in segments:
        if segment == "..":
            kept = kept[:-1]
        elif segment != ".":
            kept.append(segment)
    is_folder = segments[-1] in {".", ".."}
    return "/" + "/".join(kept) + ("/" if is_folder and kept else "")


def is_public_host(host: str) -> bool:
    """Say whether a lower-case host is a name below a public suffix, or anybody's IPv4 address.

    Loopback, link-local, private and reserved addresses are nobody's, the metadata service of
    clouds among them.

    >>> is_public_host("upload.wikimedia.org"), is_public_host("localhost"), is_public_host("co.uk")
    (True, False, False)
    >>> is_public_host("8.8.8.8"), is_public_host("169.254.169.254"), is_public_host("10.0.0.1")
    (True, False, False)
    """
    return len(host) <= LONGEST_HOST and _is_public(host)


@lru_cache(maxsize=65_536)
def _is_public(host: str) -> bool:
    if _IPV4.fullmatch(host):
        return ipaddress.IPv4Address(host).is_global
    if _HOST.fullmatch(host) is None:
        return False
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


@lru_cache(maxsize=4_096)
def site_domain(host: str) -> str:
    """Return the part of a host that is one owner's: below a shared host one name more.

    Shared hosts are those of the Public Suffix List's private part; else the host stays whole.

    >>> site_domain("images.example.co.uk"), site_domain("ann.github.io")
    ('example.co.uk', 'ann.github.io')
    """
    parts = _suffixes().extract_str(host, include_psl_private_domains=True)
    return f"{parts.domain}.{parts.suffix}" if parts.domain and parts.suffix else host


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

    The function of the same name in the database is its MD5.

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
