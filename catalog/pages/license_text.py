"""Licences that a text names: "CC BY-SA 4.0", "Creative Commons Namensnennung 3.0", an address.

A licence counts only with its version; one without (`CC BY`) is told apart, because it still says
that a picture has terms of its own. The names of the licences' elements are those of
`license_names`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from catalog import licenses
from catalog.licenses import License
from catalog.pages import license_names
from catalog.pages.license_names import BY, CREATIVE_COMMONS, NC, ND, SA

_BY, _NC, _ND, _SA = map(license_names.pattern, (BY, NC, ND, SA))
_SEPARATOR = r"[\s\-–—‐‑_/,.・+]{0,3}"
_FILLER = (
    r"(?:[\s,\-–(]{0,2}(?:licen[sc]es?|licencia|licenza|lizenz|international|unported|generic"
    r"|version|ver\.|v\.?|igo)\b){0,3}"
)
# "CC by-nc US 2.0": a ported licence, its country first.
_COUNTRY = r"(?:[\s-](?-i:[A-Z]{2})(?=[\s-]v?[1-4]\.[05]\b))?"
_VERSION = r"(?:[\s,\-–(]{0,3}v?(?P<version>[1-4]\.[015])(?![\d.]*\d))?"
_PORT = r"(?:[\s\-–]{1,2}(?P<port>[A-Z]{2}|[a-z]{2}(?=[\s),.\];]|$))\b(?![-\w]))?"
_CC = rf"(?:\bcc(?:\b|(?=by))|{CREATIVE_COMMONS})"
_LICENSED = re.compile(
    rf"{_CC}(?:[\s-]?(?:licen[sc]e|lizenz|licencia|licenza))?[\s:\-–—,\"'„“”()\[_/]{{0,4}}"
    # "CC BY Attribution 4.0" says it twice.
    rf"(?P<by>{_BY})(?:(?<=by)[\s\-–]{{1,3}}Attribution)?(?P<more>(?:{_SEPARATOR}(?:{_NC}|{_ND}|{_SA})(?![a-z])){{0,3}})(?![a-zäöü])"
    rf"{_FILLER}{_COUNTRY}{_VERSION}{_PORT}",
    re.IGNORECASE,
)
_NAME_FOLLOWS = re.compile(r"\s{1,2}[^\W\d_a-z]")
_CODE = re.compile(
    rf"\b(?P<by>BY)(?P<more>(?:[-–](?:NC|ND|SA)){{1,3}})[-\s]v?(?P<version>[1-4]\.[015])\b{_PORT}"
)
_TOOLS = re.compile(
    r"(?P<cc0>\bcc[\s-]?(?:0|zero)\b(?!\.)(?:[\s-]?(?:v\.?)?1\.0)?)"
    r"|(?P<pdm>\bpublic domain mark(?:[\s-]1\.0)?)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"(?:https?://)?(?:www\.)?creativecommons\.org/(?:licen[sc]es|publicdomain)/[\w+/.\-]{2,60}",
    re.IGNORECASE,
)
# The name of a page or a file, inside an address that is written out.
_IN_ADDRESS = re.compile(r"\bhttps?://\S{0,300}[/=:&_%+?-]$", re.IGNORECASE)
_LONGEST_ADDRESS = 320
_UNNAMED = re.compile(
    r"creative[ -]?commons|\bcc-?(?:licen[sc]e|lizenz)|\bunder cc\b", re.IGNORECASE
)
_NEEDLES = ("cc", "creative", "by-", "public domain", "クリエ", "知识共享", "크리에")
_CODES = re.compile(
    rf"{_SEPARATOR}(?:(?P<nc>{_NC})|(?P<nd>{_ND})|(?P<sa>{_SA}))(?![a-z])", re.IGNORECASE
)
_ORDER = ("nc", "nd", "sa")
LONGEST_TEXT = 20_000


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in a text that names a licence.

    Attributes:
        license: the licence; None where the text does not say which one, or in which version.
        slug: what it does say: `by-sa`; "" for no more than "Creative Commons".
        plain: whether it is written so that it can be nothing else ("CC BY", not "cc by Ann").
    """

    start: int
    end: int
    license: License | None
    slug: str
    plain: bool = True


def mentions(text: str) -> list[Mention]:
    """Return the licences that a text names, in order and apart.

    >>> [(m.slug, m.license and m.license.version) for m in mentions("Lee, CC BY-SA 4.0 / CC BY")]
    [('by-sa', '4.0'), ('by', None)]
    """
    lower = text[:LONGEST_TEXT].lower()
    if not any(needle in lower for needle in _NEEDLES):
        return []
    return list(_mentions(text[:LONGEST_TEXT]))


@lru_cache(maxsize=2048)
def _mentions(text: str) -> tuple[Mention, ...]:
    found: list[Mention] = []
    for mention in (*_addresses(text), *_names(text), *_tools(text), *_unnamed(text)):
        if not any(mention.start < other.end and other.start < mention.end for other in found):
            found.append(mention)
    told = [mention for mention in found if not _is_in_address(text, mention.start)]
    return tuple(sorted(told, key=lambda mention: mention.start))


def _is_in_address(text: str, at: int) -> bool:
    """Tell whether an address goes on there: "…/index.php?title=Category:CC-BY-SA-3.0"."""
    before = text[max(0, at - _LONGEST_ADDRESS) : at]
    return "://" in before and _IN_ADDRESS.search(before) is not None


def _addresses(text: str) -> Iterator[Mention]:
    for found in _ADDRESS.finditer(text):
        address = found[0].rstrip(".-")
        known = licenses.from_url(address if "://" in address else f"https://{address}")
        yield Mention(*found.span(), known, known.slug if known else "")


def _names(text: str) -> Iterator[Mention]:
    for pattern in (_LICENSED, _CODE):
        for found in pattern.finditer(text):
            codes = {code.lastgroup for code in _CODES.finditer(found["more"])}
            slug = "-".join(("by", *(code for code in _ORDER if code in codes)))
            port = found["port"]
            if port and port.islower() and _NAME_FOLLOWS.match(text, found.end()):
                port = None  # "CC BY 2.0 de Ann Lee", where "de" is no Germany
            known = _license(slug, found["version"], port)
            plain = found["by"].isupper() or len(found["by"]) > len("by") or bool(codes)
            # "CC BY 4.0 by Ann Lee": what is no jurisdiction is no part of the name.
            ported = not found["port"] or (port and known and known.jurisdiction)
            end = found.end() if ported else found.start("port")
            yield Mention(found.start(), end, known, slug, plain or known is not None)


def _license(slug: str, version: str | None, port: str | None) -> License | None:
    if version is None:
        return None
    port = (port or "").lower()
    ported = licenses.from_url(f"{licenses.CC}/licenses/{slug}/{version}/{port}/") if port else None
    return ported or licenses.from_url(f"{licenses.CC}/licenses/{slug}/{version}/")


def _tools(text: str) -> Iterator[Mention]:
    for found in _TOOLS.finditer(text):
        slug = found.lastgroup or ""
        yield Mention(*found.span(), licenses.from_pair(slug, "1.0"), slug)


def _unnamed(text: str) -> Iterator[Mention]:
    for found in _UNNAMED.finditer(text):
        yield Mention(*found.span(), None, "")
