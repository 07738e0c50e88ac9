"""A picture taken from elsewhere, held against the original that the catalog already has.

A page may give another licence than the photographer did. Where a credit links to the original
(`meta_data.original`) and the catalog has it, the two are compared; this module says how, and knows
neither a database nor a network.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, unquote

from catalog.pages.evidence import Confidence

# The pages of one work whose address holds what the catalog knows that work by.
_IDENTIFIED = (
    ("flickr", re.compile(r"https?://(?:www\.|m\.)?flickr\.com/photos/[^/]+/(\d{5,})")),
    ("inaturalist", re.compile(r"https?://(?:www\.)?inaturalist\.org/photos/(\d+)")),
    ("freesound", re.compile(r"https?://(?:www\.)?freesound\.org/people/[^/]+/sounds/(\d+)")),
    ("europeana", re.compile(r"https?://(?:www\.)?europeana\.eu/(?:\w\w/)?item(/\w+/\w+)")),
)
_COMMONS = re.compile(
    r"https?://commons\.(?:m\.)?wikimedia\.org/wiki/(?:file|image|datei)(?::|%3a)([^?#]+)",
    re.IGNORECASE,
)
_NO_LETTER = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Original:
    """What the catalog knows an original by: its provider's identifier, or its file's address."""

    provider: str
    identifier: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """How a record and its original agree.

    Attributes:
        contradictions: `license`, `license_version`, `creator`, in that order.
        confidence: the record's, lowered where they contradict.
    """

    contradictions: tuple[str, ...]
    confidence: Confidence


def identity(original: str) -> Original | None:
    """Return what the catalog knows the work by whose page an address is.

    >>> identity("https://www.flickr.com/photos/ann/36583822732/in/album-1").identifier
    '36583822732'
    >>> identity("https://commons.wikimedia.org/wiki/File:Red_Mill.jpg").url
    'https://upload.wikimedia.org/wikipedia/commons/8/80/Red_Mill.jpg'
    """
    for provider, pattern in _IDENTIFIED:
        found = pattern.match(original)
        if found:
            return Original(provider, identifier=found[1])
    commons = _COMMONS.match(original)
    return Original("wikimedia", url=_file_of_commons(commons[1])) if commons else None


def _file_of_commons(name: str) -> str:
    """Return where Wikimedia Commons keeps a file of that name.

    MediaWiki spreads files over folders by the MD5 of the name ($wgHashedUploadDirectory).
    """
    name = unquote(name).replace(" ", "_")
    name = name[:1].upper() + name[1:]
    folder = hashlib.md5(name.encode(), usedforsecurity=False).hexdigest()
    address = f"{folder[0]}/{folder[:2]}/{quote(name, safe='')}"
    return f"https://upload.wikimedia.org/wikipedia/commons/{address}"


def compare(record: Mapping[str, Any], original: Mapping[str, Any]) -> Comparison:
    """Compare two rows of the catalog that are of one work.

    A contradiction in the licence makes a record's confidence low; one in the creator alone lowers
    it by a step. What either does not say contradicts nothing.
    """
    contradictions = [
        name
        for name in ("license", "license_version")
        if record.get(name) and original.get(name) and record[name] != original[name]
    ]
    if not _same_person(record.get("creator"), original.get("creator")):
        contradictions.append("creator")
    level = Confidence((record.get("meta_data") or {}).get("confidence", Confidence.MEDIUM))
    return Comparison(tuple(contradictions), _lowered(level, contradictions))


def _lowered(level: Confidence, contradictions: list[str]) -> Confidence:
    if not contradictions:
        return level
    if contradictions == ["creator"] and level is Confidence.HIGH:
        return Confidence.MEDIUM
    return Confidence.LOW


def _same_person(one: str | None, other: str | None) -> bool:
    """Tell whether two names may be one person's: one is part of the other, or is missing."""
    first, second = _plain(one), _plain(other)
    return not first or not second or first in second or second in first


def _plain(name: str | None) -> str:
    return " ".join(_NO_LETTER.sub(" ", name or "").lower().split())
