"""Creative Commons licences: from a link, a pair of words or a name to one exact licence, offline.

Slugs and versions are Creative Commons' own. Public domain tools count as licences here, as they
do in the catalog: `cc0` (Zero), `pdm` (Public Domain Mark), `publicdomain` (the retired
certification and dedication, whose version is "N/A").

Nothing is guessed. A link names a licence only if Creative Commons published that licence in that
version for that jurisdiction; the tables below follow `config/cc-legal-tools.csv` and the
compatibility redirects of creativecommons.org (read November 2026).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import parse_qs, unquote

CC = "https://creativecommons.org"
LONGEST_URL = 2000

_STANDARD = ("by", "by-nc", "by-nc-nd", "by-nc-sa", "by-nd", "by-sa")
_FIRST = ("by", "by-nc", "by-nc-sa", "by-nd", "by-nd-nc", "by-sa")
_RETIRED = ("nc", "nc-sa", "nd", "nd-nc", "sa")
# Path under /licenses/ -> the jurisdictions it was ported to; "-" is the unported licence itself.
_PUBLISHED: tuple[tuple[tuple[str, ...], str, str], ...] = (
    (_FIRST, "1.0", "- fi il nl"),
    (_RETIRED, "1.0", "- fi nl"),
    (("sampling",), "1.0", "- br tw"),
    (("sampling+",), "1.0", "- br de tw"),
    (("nc-sampling+",), "1.0", "- tw"),
    (_STANDARD, "2.0", "- at au be br ca cl de es fr hr it jp kr nl pl tw uk za"),
    ((*_RETIRED, "by-nd-nc"), "2.0", "jp"),
    (("devnations",), "2.0", "-"),
    (_STANDARD, "2.1", "au ca es jp"),
    (
        _STANDARD,
        "2.5",
        "- ar au bg br ca ch cn co dk es hr hu il in it mk mt mx my nl pe pl pt scotland se si tw"
        " za",
    ),
    (
        _STANDARD,
        "3.0",
        "- am at au az br ca ch cl cn cr cz de ec ee eg es fr ge gr gt hk hr ie igo it lu nl no nz"
        " ph pl pr pt ro rs sg th tw ug us ve vn za",
    ),
    (_STANDARD, "4.0", "-"),
)
# Wrong or older paths that creativecommons.org redirects to the right one.
_REDIRECTED = {
    "licenses/mark/1.0": "publicdomain/mark/1.0",
    "licenses/zero/1.0": "publicdomain/zero/1.0",
    "licenses/nc-nd/1.0": "licenses/nd-nc/1.0",
    "licenses/by-nc-nd/1.0": "licenses/by-nd-nc/1.0",
    "licenses/by-nc-nd/1.0/fi": "licenses/by-nd-nc/1.0/fi",
    "licenses/by-nc-nd/1.0/il": "licenses/by-nd-nc/1.0/il",
    "licenses/by-nc-nd/1.0/nl": "licenses/by-nd-nc/1.0/nl",
    "share-your-work/public-domain/cc0": "publicdomain/zero/1.0",
    "share-your-work/public-domain/pdm": "publicdomain/mark/1.0",
    "public-domain/cc0": "publicdomain/zero/1.0",
    "public-domain/pdm": "publicdomain/mark/1.0",
    "about/cc0": "publicdomain/zero/1.0",
    "about/pdm": "publicdomain/mark/1.0",
}
# Services that show another site's picture: host -> the query parameter with its address.
_IMAGE_PROXIES = {
    "images.weserv.nl": "url",
    "wsrv.nl": "url",
    "images-blogger-opensocial.googleusercontent.com": "url",
    "images-focus-opensocial.googleusercontent.com": "url",
    "external-content.duckduckgo.com": "u",
    "proxy.duckduckgo.com": "u",
}
_ARCHIVED = re.compile(r"/web/\d{4,14}[a-z_]*/(.+)")

# Of another scheme, such as mailto; a host with its port is none.
_OTHER_SCHEME = re.compile(r"(?!https?:)[a-z][a-z0-9+.-]*:(?!\d)", re.IGNORECASE)
# White space, and what looks like nothing at all, as it comes with a link that was copied.
_AROUND = " \t\r\n\f\v\xa0\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_SCHEME = re.compile(r"(?:https?:)?[/\\]*", re.IGNORECASE)
# creativecommons.org, www., and the sites of languages and jurisdictions (es., pt-br. ...).
_CC_HOST = re.compile(
    r"(?:(?:www|[a-z]{2}|[a-z]{2}-[a-z]{2})\.)?creativecommons\.org"
    r"|creativecommons-org\.translate\.goog"
)
_BUTTON_HOST = re.compile(r"(?:(?:www\.)?i\.creativecommons\.org|(?:www\.)?licensebuttons\.net)")
_PAGE = re.compile(
    r"/(?:index\.(?:html|php)"
    r"|rdf"
    r"|legalcode-plain|legalcode\.txt"
    r"|deed-music"
    r"|(?:deed|legalcode)(?:\.[a-z]{2,3}(?:[-_@][a-z0-9]{2,8})*)?(?:\.html)?)$"
)
_BUTTON = re.compile(r"/\d+x\d+\.(?:png|gif|svg)$")
# Other services have the whole address of the button in their path (i2.wp.com, sslredirect ...).
_PROXIED_BUTTON = re.compile(
    r"/(?:i\.creativecommons\.org|licensebuttons\.net)(/[lp]/.+/\d+x\d+\.(?:png|gif|svg))$"
)
_BUTTON_FOLDER = re.compile(r"^[lp]/")


@dataclass(frozen=True, slots=True)
class License:
    """One licence.

    Attributes:
        slug: `by`, `by-sa`, ... `cc0`, `pdm`; the `license` column.
        version: `4.0`, or `N/A`; the `license_version` column.
        jurisdiction: the port's code, lower case (`us`, `jp`), or None for an unported licence.
        url: the canonical https URL of the deed, with a trailing slash; it keeps the jurisdiction.
        raw_url: the link as it was found, if it came from one.
    """

    slug: str
    version: str
    jurisdiction: str | None
    url: str
    raw_url: str | None = None


def _published() -> Iterator[tuple[str, License]]:
    for names, version, jurisdictions in _PUBLISHED:
        for name in names:
            slug = "by-nc-nd" if name == "by-nd-nc" else name
            for code in jurisdictions.split():
                port = None if code == "-" else code
                path = f"licenses/{name}/{version}" + (f"/{port}" if port else "")
                yield path, License(slug, version, port, f"{CC}/{path}/")


def _public_domain() -> Iterator[tuple[str, License]]:
    for path, slug, version, port in (
        ("publicdomain/zero/1.0", "cc0", "1.0", None),
        ("publicdomain/mark/1.0", "pdm", "1.0", None),
        ("publicdomain/certification/1.0/us", "publicdomain", "N/A", "us"),
        ("licenses/publicdomain", "publicdomain", "N/A", None),
    ):
        yield path, License(slug, version, port, f"{CC}/{path}/")


# Every address that Creative Commons gave a licence, without host and slashes -> the licence.
BY_PATH: dict[str, License] = {**dict(_published()), **dict(_public_domain())}
_KNOWN = {**BY_PATH, **{old: BY_PATH[new] for old, new in _REDIRECTED.items()}}


def _pairs() -> dict[tuple[str, str], License]:
    pairs: dict[tuple[str, str], License] = {}
    # The unported licence comes first, and by-nc-nd 2.0 before the Japanese by-nd-nc 2.0.
    for found in sorted(BY_PATH.values(), key=lambda found: (found.jurisdiction or "", found.url)):
        pairs.setdefault((found.slug, found.version), found)
    for slug in _STANDARD:
        # 2.1 was only ever published for jurisdictions; its unported text is that of 2.0.
        pairs[slug, "2.1"] = License(slug, "2.1", None, f"{CC}/licenses/{slug}/2.0/")
    return pairs


_BY_PAIR = _pairs()
# The (license, license_version) pairs that a row of the catalog may have.
ALLOWED_PAIRS = frozenset(_BY_PAIR)


def from_url(url: str) -> License | None:
    """Return the licence that a link names, or None where it names none.

    Understands deeds, legal code, ports, translations, `i.creativecommons.org` and
    `licensebuttons.net` buttons, the usual image proxies in front of them, retired licences and
    Creative Commons' special pages. A link without a version names no licence. Never raises.

    >>> from_url("http://creativecommons.org/licenses/by-sa/3.0/us/deed.es_ES").url
    'https://creativecommons.org/licenses/by-sa/3.0/us/'
    >>> from_url("https://i2.wp.com/i.creativecommons.org/l/by/4.0/88x31.png").slug
    'by'
    >>> from_url("https://creativecommons.org/licenses/GPL/2.0/") is None
    True
    """
    if not isinstance(url, str) or len(url) > LONGEST_URL:
        return None
    return _cached(url)


@lru_cache(maxsize=8192)
def _cached(url: str) -> License | None:
    link = url.strip(_AROUND)
    found = None if _OTHER_SCHEME.match(link) else _resolve(link)
    return None if found is None else replace(found, raw_url=url)


def _resolve(url: str, *, proxied: bool = False) -> License | None:
    host, path, query = _split(url)
    if _CC_HOST.fullmatch(host):
        return _KNOWN.get(_PAGE.sub("", path).strip("/").replace("licences/", "licenses/", 1))
    if _BUTTON_HOST.fullmatch(host):
        return _from_button(path)
    inner = None if proxied else _behind_proxy(host, path, query)
    if inner:
        return _resolve(inner, proxied=True)
    button = _PROXIED_BUTTON.search(path)
    return _from_button(button[1]) if button else None


def _split(url: str) -> tuple[str, str, str]:
    """Cut a link into host, path and query as a browser would, forgiving a doubled scheme."""
    rest, start = url, None
    while rest != start:
        start = rest
        rest = _SCHEME.sub("", rest, count=1)
    rest, _, query = rest.partition("#")[0].partition("?")
    authority, _, path = rest.replace("\\", "/").partition("/")
    host = authority.rpartition("@")[2].partition(":")[0].strip().rstrip(".").lower()
    segments: list[str] = []
    for part in unquote(path).strip(_AROUND).lower().split("/"):
        if part == "..":
            segments = segments[:-1]
        elif part not in {"", "."}:
            segments.append(part)
    return host, "/" + "/".join(segments), query


def _from_button(path: str) -> License | None:
    folder = _BUTTON.sub("", path).strip("/")
    name = _BUTTON_FOLDER.sub("", folder)
    if name == folder:
        return None
    return _KNOWN.get(f"licenses/{name}") or _KNOWN.get(f"publicdomain/{name}")


def _behind_proxy(host: str, path: str, query: str) -> str | None:
    """Return the address that a service shows under its own, where it is one that we know."""
    if host == "web.archive.org":
        archived = _ARCHIVED.fullmatch(path)
        return archived[1] if archived else None
    parameter = _IMAGE_PROXIES.get(host)
    return parse_qs(query).get(parameter, [None])[0] if parameter else None


def from_pair(slug: str, version: str | float) -> License | None:
    """Return the licence of a pair such as ("by", "4.0"), or None: there is no such.

    The unported licence, except where only a port exists (`sa` 2.0 is Japanese). Versions may come
    as numbers (4, "4", 4.0); an unported 2.1 has the URL of 2.0, as there never was one.

    >>> from_pair("by-nc-nd", 2).url
    'https://creativecommons.org/licenses/by-nc-nd/2.0/'
    """
    if not isinstance(slug, str):
        return None
    exact = _BY_PAIR.get((slug, str(version)))
    return exact or _BY_PAIR.get((slug.strip().lower(), _version(version)))


def _version(value: str | float) -> str:
    """Return `x.y`, or what was given, in upper case, if it is no number (`N/A`)."""
    text = str(value).strip().upper()
    try:
        return str(float(text))
    except ValueError:
        return text


_TEXT = re.compile(
    r"(?:cc|creative commons)[ -](?P<slug>[a-z]{2}(?:-[a-z]{2}){0,2})[ -]v?(?P<version>\d\.\d)"
    r"(?:[ -](?P<port>[a-z]{2}|igo|scotland))?(?: (?:generic|unported|international))?"
)
_NAME = re.compile(
    r"(?:(?:cc|creative commons) )?(?P<name>[a-z]+(?:-[a-z]+){0,2}) v?(?P<version>\d\.\d)"
    r"(?: (?:generic|unported|international))?"
)
_WORDS = {
    "attribution": "by",
    "noncommercial": "nc",
    "noderivs": "nd",
    "noderivatives": "nd",
    "sharealike": "sa",
}
_TOOLS = re.compile(
    r"(?P<cc0>(?:cc|creative commons)[ -]?(?:0|zero)(?:[ -]v?1\.0)?(?: universal)?)"
    r"|(?P<pdm>(?:(?:cc|creative commons)[ -])?(?:pdm|public domain mark)(?:[ -]v?1\.0)?)"
)


def from_text(text: str) -> License | None:
    """Return the licence that a label spells out, or None where it is not exact.

    Knows short names ("CC BY-NC-SA 4.0", "CC BY 3.0 US"), SPDX identifiers ("CC-BY-4.0") and
    English titles ("Attribution-ShareAlike 3.0 Unported"). A label without a version names no
    licence, but for CC0 and the Public Domain Mark, of which there is one version.

    >>> from_text("CC BY-NC-SA 4.0").url
    'https://creativecommons.org/licenses/by-nc-sa/4.0/'
    >>> from_text("CC BY") is None
    True
    """
    if not isinstance(text, str) or len(text) > LONGEST_URL:
        return None
    return _from_label(" ".join(text.lower().split()))


@lru_cache(maxsize=1024)
def _from_label(label: str) -> License | None:
    tool = _TOOLS.fullmatch(label)
    if tool:
        return from_pair(tool.lastgroup or "", "1.0")
    short = _TEXT.fullmatch(label)
    if short:
        return _from_path(short["slug"], short["version"], short["port"])
    title = _NAME.fullmatch(label)
    parts = [_WORDS.get(word, "?") for word in title["name"].split("-")] if title else []
    return _from_path("-".join(parts), title["version"], None) if title else None


def _from_path(slug: str, version: str, port: str | None) -> License | None:
    return _KNOWN.get(f"licenses/{slug}/{version}" + (f"/{port}" if port else ""))
