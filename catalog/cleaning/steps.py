"""The steps of cleaning, each with one job, and the plan that tells them a table's columns.

A step changes the row it is given, or rejects it by raising RecordRejected. The row is a plain
dictionary, for which Python's reading and writing of keys is faster than for its subclasses.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from catalog.cleaning import values
from catalog.cleaning.tags import clean_tags
from catalog.cleaning.vocabulary import (
    BULK_PROVIDERS,
    DEFAULT_CATEGORIES,
    FILETYPE_ALIASES,
    INGESTION_ALIASES,
    INGESTION_TYPES,
    VIDEO_FILETYPES,
)
from catalog.errors import RecordRejected
from catalog.licenses import LONGEST_URL, License, from_pair, from_url
from catalog.records import (
    LICENSE_URL,
    TABLES,
    Column,
    ColumnKind,
    MediaType,
    Row,
    TooLong,
    columns_of,
)
from catalog.text import clean_code, clean_title
from catalog.urls import clean_url, extension, file_url

# Where the names of columns whose values nobody gave stand while a row is cleaned.
ASSUMED = "assumed"
_JSON_TEXTS = frozenset({str, bytes})
LONGEST_WORD = 80
SET_ID = "audio_set_foreign_identifier"
SET_URLS = ("foreign_landing_url", "thumbnail", "creator_url")
SET_WORDS = ("title", "creator", "foreign_identifier")
Step = Callable[[Row, "Plan"], None]
# A column's name and how many characters it holds.
Limited = tuple[str, int | None]


@dataclass(frozen=True, slots=True)
class Plan:
    """The columns of one table, by what is to be done with them."""

    media_type: MediaType
    required: tuple[str, ...]
    titles: tuple[Limited, ...]
    words: tuple[Limited, ...]
    codes: tuple[Limited, ...]
    urls: tuple[Limited, ...]
    numbers: tuple[tuple[str, int], ...]
    fractions: tuple[str, ...]
    booleans: tuple[str, ...]
    parsed: tuple[str, ...]
    arrays: tuple[Limited, ...]
    filetypes: frozenset[str]
    foreign_filetypes: frozenset[str]


@cache
def plan_for(media_type: MediaType) -> Plan:
    """Return the plan of one table, made once."""
    columns = columns_of(media_type)
    texts = [each for each in columns if each.kind == ColumnKind.TEXT and each.name != "filetype"]
    own = TABLES[media_type].filetypes
    of_others = (each.filetypes for each in TABLES.values() if each.name != media_type)
    return Plan(
        media_type=media_type,
        required=tuple(each.name for each in columns if each.required),
        titles=_limited(each for each in texts if each.too_long == TooLong.TRUNCATE),
        words=_limited(each for each in texts if _is_word(each)),
        codes=_limited(
            each for each in texts if each.too_long == TooLong.NULL and not _is_word(each)
        ),
        urls=_limited(each for each in columns if each.kind == ColumnKind.URL),
        numbers=tuple(
            (each.name, values.HIGHEST[each.kind])
            for each in columns
            if each.kind in values.HIGHEST
        ),
        fractions=tuple(each.name for each in columns if each.kind == ColumnKind.NUMBER),
        booleans=tuple(each.name for each in columns if each.kind == ColumnKind.BOOLEAN),
        parsed=tuple(
            each.name
            for each in columns
            if each.kind in {ColumnKind.JSON, ColumnKind.TAGS, ColumnKind.FILES}
        ),
        arrays=_limited(each for each in columns if each.kind == ColumnKind.TEXT_ARRAY),
        filetypes=own,
        foreign_filetypes=VIDEO_FILETYPES.union(*of_others) - own,
    )


def _is_word(column: Column) -> bool:
    """Say whether a column holds one of a few words that many rows share."""
    return column.limit is not None and column.limit <= LONGEST_WORD


def _limited(columns: Iterable[Column]) -> tuple[Limited, ...]:
    return tuple((column.name, column.limit) for column in columns)


def parse_json_texts(row: Row, plan: Plan) -> None:
    """Read what files hold as JSON text."""
    for name in plan.parsed:
        value = row[name]
        if type(value) in _JSON_TEXTS:
            row[name] = values.parsed(value)


def clean_titles(row: Row, plan: Plan) -> None:
    """Clean what people read: titles and names."""
    for name, limit in plan.titles:
        value = row[name]
        if value is not None:
            text = value if type(value) is str else values.text(value)
            clean = _creator if name == "creator" and len(text) <= LONGEST_WORD else clean_title
            row[name] = clean(text, limit)


# Works of one creator come together, and name their creator each.
_creator = lru_cache(maxsize=4096)(clean_title)
_OF_URLS: Mapping[str, Callable[[str, int | None], str | None]] = {
    "url": file_url,
    "creator_url": lru_cache(maxsize=4096)(clean_url),
}


def clean_words(row: Row, plan: Plan) -> None:
    """Clean the words of vocabularies."""
    for name, limit in plan.words:
        value = row[name]
        if value is not None:
            word = value if type(value) is str else values.text(value)
            row[name] = _word(word, limit) if len(word) <= LONGEST_WORD else None
    # A record is known by `provider/id`: `a/b` and `c` would be those of `a` and `b/c`.
    if "/" in (row["provider"] or ""):
        row["provider"] = None


@lru_cache(maxsize=4096)
def _word(value: str, limit: int | None) -> str | None:
    return clean_code(value, limit)


def clean_codes(row: Row, plan: Plan) -> None:
    """Clean identifiers."""
    for name, limit in plan.codes:
        value = row[name]
        if value is not None:
            row[name] = clean_code(value if type(value) is str else values.text(value), limit)


def clean_urls(row: Row, plan: Plan) -> None:
    """Bring URLs to their clean form."""
    for name, limit in plan.urls:
        value = row[name]
        if value is not None:
            clean = _OF_URLS.get(name, clean_url)
            row[name] = clean(value, limit) if isinstance(value, str) else None


def default_source(row: Row, _plan: Plan) -> None:
    """Let the provider be the source where no collection inside it is named."""
    if not row["source"]:
        row["source"] = row["provider"]
        row[ASSUMED].append("source")


def require_columns(row: Row, plan: Plan) -> None:
    """Reject a row that lacks what every row must have."""
    for name in plan.required:
        if row[name] is None:
            raise RecordRejected(f"missing_{name}")


def settle_filetype(row: Row, plan: Plan) -> None:
    """Name the file's type, or reject a file that belongs in another table, or in none.

    What was declared counts before the URL's ending, if it is a type we know.
    """
    declared, ending = row["filetype"], extension(row["url"])
    if type(declared) is not str or len(declared) > LONGEST_WORD:
        declared = None
    row["filetype"] = found = _filetype(declared, ending, plan.media_type)
    if found and (declared is None or _filetype(declared, None, plan.media_type) is None):
        row[ASSUMED].append("filetype")


@lru_cache(maxsize=1024)
def _filetype(declared: str | None, ending: str | None, media_type: MediaType) -> str | None:
    plan = plan_for(media_type)
    for word in (declared, ending):
        name = values.filetype_word(word, FILETYPE_ALIASES)
        if name in plan.filetypes:
            return name
        if name in plan.foreign_filetypes:
            raise RecordRejected("wrong_media_type", f"a {name} file is no {media_type}")
    return None


def settle_license(row: Row, _plan: Plan) -> None:
    """Check the licence and write its canonical URL, and the one that was given, to meta_data."""
    given = row["meta_data"] if isinstance(row["meta_data"], dict) else {}
    found: License | None = row.pop("license_info", None)
    if found is None:
        if not given.get("raw_license_url") and not given.get("license_url"):
            row[ASSUMED].append(LICENSE_URL)
        raw, link = _link(given.get("raw_license_url")), _link(given.get("license_url"))
    else:
        raw, link = _link(found.raw_url or found.url), found.url
    settled = _settled(row["license"], row["license_version"], raw, link)
    row["license"], row["license_version"], url = settled
    row["meta_data"] = {**given, "license_url": url, "raw_license_url": raw or url}


def _link(value: Any) -> str | None:
    """Return a text that may be a link to a licence; such texts are few and worth remembering."""
    return _word(value, LONGEST_URL) if type(value) is str and len(value) <= LONGEST_URL else None


@lru_cache(maxsize=4096)
def _settled(slug: str, version: str, raw: str | None, link: str | None) -> tuple[str, str, str]:
    """Return the pair as it is written, and the canonical URL of the licence or of its port.

    Without `raw`, `link` is not believed: the old catalogs made it from the pair, and for by-nc-nd
    2.0 they made the Japanese one.
    """
    pair = from_pair(slug, version)
    if pair is None:
        raise RecordRejected("invalid_license", f"{slug} {version}")
    named = (from_url(each) for each in (raw, link) if raw and each)
    same = (
        each for each in named if each and (each.slug, each.version) == (pair.slug, pair.version)
    )
    return pair.slug, pair.version, next(same, pair).url


def clean_meta_data(row: Row, _plan: Plan) -> None:
    """Make every leaf of the free-form values storable, and drop what is empty."""
    row["meta_data"] = values.json_value(row["meta_data"])


def clean_numbers(row: Row, plan: Plan) -> None:
    """Read numbers, and drop those that no column of their kind can hold."""
    for name, highest in plan.numbers:
        value = row[name]
        if value is not None:
            row[name] = values.integer(value, highest)
    for name in plan.fractions:
        if row[name] is not None:
            row[name] = values.fraction(row[name])


def clean_booleans(row: Row, plan: Plan) -> None:
    """Read truth values."""
    for name in plan.booleans:
        if row[name] is not None:
            row[name] = values.boolean(row[name])


def clean_arrays(row: Row, plan: Plan) -> None:
    """Make lists of words lists of distinct words."""
    for name, limit in plan.arrays:
        if row[name] is not None:
            row[name] = values.text_array(row[name], limit)


def settle_tags(row: Row, _plan: Plan) -> None:
    """Make tags objects, without those that say nothing."""
    if row["tags"] is not None:
        row["tags"] = clean_tags(row["tags"], row["provider"])


def settle_category(row: Row, plan: Plan) -> None:
    """Keep a category of the table's list; an image may have its provider's usual one instead."""
    known, given = TABLES[plan.media_type].categories, row["category"]
    if given in known:
        return
    category = _single(given or "").lower()
    usual = DEFAULT_CATEGORIES.get(row["provider"]) if plan.media_type == "image" else None
    row["category"] = category if category in known else usual
    if category not in known and usual:
        row[ASSUMED].append("category")


def _single(word: str) -> str:
    """Return the only element of an array's text, as old files of recordings have categories."""
    items = values.array_items(word) if word.startswith("{") else [word]
    return items[0] if len(items) == 1 else ""


def settle_ingestion_type(row: Row, _plan: Plan) -> None:
    """Name the way of ingestion, from the source where the row does not say."""
    given = row["ingestion_type"]
    given = INGESTION_ALIASES.get(given, given)
    if given not in INGESTION_TYPES:
        bulk = "sql_bulk_load" if row["provider"] in BULK_PROVIDERS else "provider_api"
        given = "commoncrawl" if row["source"] == "commoncrawl" else bulk
        row[ASSUMED].append("ingestion_type")
    row["ingestion_type"] = given


def settle_files(row: Row, plan: Plan) -> None:
    """Keep the other files that have a URL, once each."""
    if row.get("alt_files") is not None:
        row["alt_files"] = values.media_files(row["alt_files"], plan.filetypes, FILETYPE_ALIASES)


def settle_audio_set(row: Row, plan: Plan) -> None:
    """Clean the set a recording belongs to, and take over its identifier."""
    if row.get("audio_set") is None:
        return
    given = values.json_value(row["audio_set"])
    album = dict(given) if isinstance(given, dict) else {}
    for name in SET_URLS:
        link = album.pop(name, None)
        url = clean_url(link) if isinstance(link, str) else None
        album.update({name: url} if url else {})
    for name in SET_WORDS:
        if isinstance(album.get(name), dict | list):
            del album[name]
    row["audio_set"] = album or None
    if row[SET_ID] is None:
        identifier = values.text(album.get("foreign_identifier"))
        row[SET_ID] = clean_code(identifier, dict(plan.codes)[SET_ID])
