"""What a reader claims about one media file, how it was found and how sure that is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from catalog.licenses import License
from catalog.records import MediaType


class Confidence(StrEnum):
    """How sure the reader is that this licence is this file's."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"

    @property
    def rank(self) -> int:
        """Return 0 for the surest."""
        return _RANKS[self]


_RANKS = {level: rank for rank, level in enumerate(Confidence)}


class Evidence(StrEnum):
    """How a licence was found; docs/page-reading.md explains each."""

    SITE = "site_parser"
    JSON_LD = "json_ld"
    MICRODATA = "microdata"
    RDFA = "rdfa"
    CCREL = "ccrel"
    ATTRIBUTE = "attribute"
    FILE_PAGE = "file_page"
    FIGURE = "figure"
    BLOCK = "block"
    CREDIT_LIST = "credit_list"
    CREDIT_LINE = "credit_line"
    STATEMENT = "statement"
    PAGE_LICENSE = "page_license"
    PAGE_METADATA = "page_metadata"
    PAGE_LINK = "page_link"


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement: this file is under this licence.

    Attributes:
        url: absolute URL of the file.
        fields: what else is known, by the names of `MediaRecord`'s fields.
        about: facts without a column, which go to `meta_data`.
        of_page: whether the licence is that of a page or article that the file illustrates: the
            file's own words come before it.
    """

    media_type: MediaType
    url: str
    license: License
    evidence: Evidence
    confidence: Confidence
    fields: Mapping[str, Any] = field(default_factory=dict)
    about: Mapping[str, Any] = field(default_factory=dict)
    of_page: bool = False


@dataclass(frozen=True, slots=True)
class RejectedWork:
    """Something that looked like licensed media and is not written.

    Attributes:
        detail: the URL or value in question, shortened.
    """

    reason: str
    detail: str = ""


Found = Claim | RejectedWork
LONGEST_DETAIL = 300


def rejection(reason: str, detail: str = "") -> RejectedWork:
    """Return a rejection whose detail is short enough for a log line."""
    return RejectedWork(reason, detail[:LONGEST_DETAIL])


LONGEST_WORDS = 300


def words_of(text: str, where: str) -> dict[str, str]:
    """Return the words that a claim rests on and where they stand, as `meta_data` keeps them."""
    return {"evidence_text": " ".join(text.split())[:LONGEST_WORDS], "evidence_where": where[:150]}
