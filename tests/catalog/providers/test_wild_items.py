"""Every provider's items with one value of them changed, lost or added: what it costs.

The items are those of the declared evidence; each value of each of them is changed in turn.
"""

import copy
import functools
import operator
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from catalog.ingestion.record_parsing import Parsed, RejectedItem, parse_items
from catalog.providers import registry
from catalog.providers.base import Provider
from tests.catalog.providers.answers import items_of

PROVIDERS = pytest.mark.parametrize("provider", registry.providers(), ids=registry.NAMES)
Path = tuple[str | int, ...]
WILD: tuple[Any, ...] = (None, "", 'wor"d', 7, [], {}, [None], {"x": [{}]})
# What a record cannot be without: its id, its file, its page, its licence, or what these stand in.
NEEDED = {
    "artic": "id is_public_domain image_id alt_image_ids",
    "aucklandmuseum": "_id _source copyright primaryRepresentation",
    "brooklynmuseum": "id images largest_derivative_url rights_type description",
    "ccmixter": "upload_id file_page_url license_url files file_format_info media-type",
    "clevelandmuseum": "id images share_license_status url",
    "europeana": "id edmIsShownBy rights",
    "finnishmuseums": "id imageRights link images",
    "flickr": "id license owner",
    "freesound": "id license previews preview-hq-mp3 url",
    "inaturalist": "photo_id extension license",
    "incompetech": "isrc filename",
    "internetarchive": "files name source metadata licenseurl identifier",
    "jamendo": "audio id license_ccurl shareurl",
    "justtakeitfree": "page_link full_image_link license_link",
    "met": "objectID isPublicDomain objectURL primaryImage additionalImages",
    "museumsvictoria": "id media licence uri type",
    "nappy": "foreign_identifier foreign_landing_url url",
    "nga": "uuid iiifurl openaccess depictstmsobjectid",
    "nypl": "mods sibling_captures capture imageID imageLinks imageLink $ itemLink "
    "rightsStatementURI",
    "phylopic": "uuid _links license self href sourceFile",
    "rawpixel": "id metadata licenseUrl style_uri url",
    "rijksmuseum": "identifier metadata Aggregation deleted isShownBy WebResource @about "
    "@resource rights",
    "sciencemuseum": "id attributes multimedia admin @admin uid processed @processed legal rights "
    "licence usage_terms source links self large location",
    "smithsonian": "id content descriptiveNonRepeating online_media media type idsId usage access "
    "record_link guid",
    "smk": "object_number rights id",
    "stocksnap": "img_id",
    "wellcome": "id items locations locationType license source url",
    "wikimedia": "pageid imageinfo descriptionshorturl url title mediatype extmetadata LicenseUrl "
    "LicenseShortName value",
    "wordpress": "slug link _embedded wp:featuredmedia media_details sizes full source_url",
    "xenocanto": "id lic file",
}


def paths(value: Any, before: Path = ()) -> Iterator[Path]:
    """Yield where every value of an item lies; of a list only the first ones."""
    names = value if isinstance(value, dict) else range(min(2, len(value)))
    for name in names:
        yield (*before, name)
        if isinstance(value[name], dict | list):
            yield from paths(value[name], (*before, name))


def each_value(provider: Provider) -> Iterator[tuple[Any, Path]]:
    """Yield (item, path) for every value that an item of the evidence has, each path once."""
    seen = set()
    for item in items_of(provider):
        if rows(provider, item):
            for path in paths(item):
                shape = tuple("#" if isinstance(name, int) else name for name in path)
                if shape not in seen:
                    seen.add(shape)
                    yield item, path


def changed(item: Any, path: Path, *value: Any) -> Any:
    """Return a copy of an item with another value at a path, or without one."""
    copied = place = copy.deepcopy(item)
    for name in path[:-1]:
        place = place[name]
    if value:
        place[path[-1]] = value[0]
    else:
        del place[path[-1]]
    return copied


def rows(provider: Provider, item: Any) -> list[Any]:
    return [one.row for one in parse_items(provider, [item]) if isinstance(one, Parsed)]


def as_text(value: Any) -> Any:
    """Return a JSON value with every number in it written as text."""
    if isinstance(value, dict):
        return {name: as_text(one) for name, one in value.items()}
    if isinstance(value, list):
        return [as_text(one) for one in value]
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return str(value) if is_number else value


def with_unknown_keys(value: Any) -> Any:
    """Return a JSON value with a key in every object that nobody knows."""
    if isinstance(value, dict):
        return {**{name: with_unknown_keys(one) for name, one in value.items()}, "zz_new": {"a": 1}}
    return [with_unknown_keys(one) for one in value] if isinstance(value, list) else value


@PROVIDERS
def test_whatever_a_value_is_the_item_is_a_record_or_rejected_for_a_reason(
    provider: Provider,
) -> None:
    for item, path in each_value(provider):
        for value in WILD:
            found = list(parse_items(provider, [changed(item, path, value)]))
            assert found, (path, value)
            reasons = [one.reason for one in found if isinstance(one, RejectedItem)]
            assert all(reason.isidentifier() for reason in reasons), (path, value, reasons)
            if value is None:
                assert not any(_is_made_of_nothing(one) for one in found), path


def _is_made_of_nothing(one: Parsed | RejectedItem) -> bool:
    """Tell whether an address or id of a record was put together with a value that is none."""
    columns = ("url", "foreign_identifier", "foreign_landing_url", "thumbnail", "creator_url")
    return isinstance(one, Parsed) and any("None" in (one.row[name] or "") for name in columns)


@PROVIDERS
def test_an_item_lacks_no_more_than_what_is_missing(provider: Provider) -> None:
    if provider.name not in NEEDED:
        pytest.skip("NEEDED does not yet say what its records cannot be without")
    needed = set(NEEDED[provider.name].split())
    lost = {
        path
        for item, path in each_value(provider)
        if not any(name in needed for name in path[-2:])
        for without in (changed(item, path), changed(item, path, None))
        if len(rows(provider, without)) < len(rows(provider, item))
    }
    assert lost == set()


@PROVIDERS
def test_a_medium_that_is_broken_costs_itself_and_no_other_of_its_work(
    provider: Provider,
) -> None:
    for item, path in each_value(provider):
        if not isinstance(path[-1], int):
            continue
        whole, without = rows(provider, item), rows(provider, changed(item, path))
        if 0 < len(without) == len(whole) - 1:
            for broken in (7, {"x": [{}]}, [], None):
                assert len(rows(provider, changed(item, path, broken))) == len(without), path


@PROVIDERS
def test_a_size_of_nothing_is_none(provider: Provider) -> None:
    columns = ("width", "height", "filesize", "duration", "bit_rate", "sample_rate")
    for item in items_of(provider):
        for row in rows(provider, with_zeros(item)):
            assert {row[name] for name in columns if name in row} & {0} == set()


def with_zeros(value: Any) -> Any:
    """Return a JSON value in which all that is named like a size is 0."""
    if isinstance(value, dict):
        return {
            name: type(one)(0) if SIZE.search(name) and is_number(one) else with_zeros(one)
            for name, one in value.items()
        }
    return [with_zeros(one) for one in value] if isinstance(value, list) else value


# Values whose shape decides whether a work is taken, or where it or its file is.
DECIDES = "accessConditions status edmIsShownAt pack license maxpixels image_iiif_id thumburl"


@PROVIDERS
def test_a_value_of_another_shape_costs_itself(provider: Provider) -> None:
    if provider.name not in NEEDED:
        pytest.skip("NEEDED does not yet say what its records cannot be without")
    needed = {*NEEDED[provider.name].split(), *DECIDES.split()}
    for item, path in each_value(provider):
        if not any(name in needed for name in path[-2:]):
            value = functools.reduce(operator.getitem, path, item)
            other = {"x": "y"} if isinstance(value, list) else [value]
            dropped: Counter[str] = Counter()
            found = list(parse_items(provider, [changed(item, path, other)], dropped=dropped))
            came = [one.row for one in found if isinstance(one, Parsed)]
            assert len(came) == len(rows(provider, item)), path
            assert "unreadable" not in str([row["meta_data"] for row in came])


def test_a_value_that_cannot_be_read_is_counted() -> None:
    provider = registry.provider("nappy")
    dropped: Counter[str] = Counter()
    item = {**items_of(provider)[0], "tags": {"x": "y"}}
    [found] = parse_items(provider, [item], dropped=dropped)
    assert isinstance(found, Parsed)
    assert dropped == {"dropped.unreadable_value": 1}


SIZE = re.compile("width|height|size|duration|length|rate|value", re.IGNORECASE)


def is_number(value: Any) -> bool:
    return isinstance(value, int | float | str) and bool(re.fullmatch(r"[0-9.]+", str(value)))


@PROVIDERS
def test_what_means_nobody_is_no_creator_unless_it_is_an_account(provider: Provider) -> None:
    nobody = "Unknown maker (French)"
    for item in items_of(provider):
        for row in rows(provider, item)[:1]:
            renamed = rows(provider, with_text(item, row["creator"] or "no name", nobody))
            assert all(one["creator_url"] or one["creator"] != nobody for one in renamed)


def with_text(value: Any, text: str, other: str) -> Any:
    """Return a JSON value with another text in the place of one, wherever it stands alone."""
    if isinstance(value, dict):
        return {name: with_text(one, text, other) for name, one in value.items()}
    if isinstance(value, list):
        return [with_text(one, text, other) for one in value]
    return other if value == text else value


@PROVIDERS
def test_a_document_is_no_work(provider: Provider) -> None:
    url = "https://files.example.org/a.pdf"
    for item in items_of(provider):
        for row in rows(provider, item)[:1]:
            found = rows(provider, with_text(item, row["url"], url))
            assert url not in [one["url"] for one in found]


@PROVIDERS
def test_a_description_in_html_is_plain_text(provider: Provider) -> None:
    html = "<p>Sea &amp; <b>tower</b></p>"
    for item in items_of(provider):
        for row in rows(provider, item)[:1]:
            text = row["meta_data"].get("description") or "no such text"
            [html_row, *_] = rows(provider, with_text(item, text, html))
            assert html_row["meta_data"].get("description") in {text, None, "Sea & tower"}


@PROVIDERS
def test_a_key_that_nobody_knows_changes_nothing(provider: Provider) -> None:
    for item in items_of(provider):
        if provider.name == "wikimedia":  # what it knows of a file are values by their names
            continue
        assert rows(provider, with_unknown_keys(item)) == rows(provider, item)


@PROVIDERS
def test_numbers_may_be_written_as_text(provider: Provider) -> None:
    for item in items_of(provider):
        read, expected = rows(provider, as_text(item)), rows(provider, item)
        for row in (*read, *expected):
            row["meta_data"] = as_text(row["meta_data"])
        assert read == expected
