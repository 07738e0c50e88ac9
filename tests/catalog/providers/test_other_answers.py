"""Items of kinds that APIs have and the declared evidence has none of, field by field.

Each is the evidence's own item with some values of it changed, as the origin beside it says.
"""

from typing import Any

import pytest

from catalog.ingestion.record_parsing import Parsed, parse_items
from catalog.providers import registry
from tests.catalog.providers.answers import recorded_item


def first_row(name: str, **changes: Any) -> dict[str, Any]:
    """Return the first record of an item of the evidence with other values in it."""
    provider = registry.provider(name)
    found = [*parse_items(provider, [{**recorded_item(provider), **changes}])]
    return found[0].row if isinstance(found[0], Parsed) else {"rejected": found[0].reason}


AGENTS = ["http://a.org/1", "http://a.org/2"]
TRACKS: list[dict[str, Any]] = [
    {"name": "1.wav", "source": "original", "length": "2:01", "track": "1/9", "size": "900"},
    {"name": "1.ogg", "source": "derivative", "original": "1.wav", "format": "Ogg Vorbis"},
    {
        "name": "1_vbr.mp3",
        "source": "derivative",
        "original": "1.wav",
        "format": "VBR MP3",
        "bitrate": "192",
        "size": "77",
    },
    {"name": "1_64.mp3", "source": "derivative", "original": "1.wav", "format": "64Kbps MP3"},
    {"name": "2.mp3", "source": "original", "private": "true"},
]
ARCHIVED = {
    "identifier": "a",
    "mediatype": "audio",
    "title": ["A", "B"],
    "creator": ["Ida Berg", "Ole Lund"],
    "licenseurl": ["", "http://creativecommons.org/licenses/by/3.0/"],
}
BY_4 = {"name": "Attribution 4.0 International", "shortName": "CC BY", "uri": None}
RESERVED = {"name": "All Rights Reserved", "shortName": "All Rights Reserved", "uri": ""}
FINNA_NAMED = {"link": None, "copyright": "CC BY-NC-ND 4.0"}
SMALL_FILE = {"source_url": "https://pd.w.org/a.png"}
# name, changes -> what of the record is said.
OTHER_ANSWERS: dict[str, tuple[str, dict[str, Any], dict[str, Any]]] = {
    # The search answers with the key by which it was asked for in `guid` (recorded).
    "no key in the page of a work": (
        "europeana",
        {"edmIsShownAt": None, "guid": "https://www.europeana.eu/item/1/2?utm_campaign=my-key"},
        {"foreign_landing_url": "https://www.europeana.eu/item/1/2"},
    ),
    "agents with labels in several languages": (
        "europeana",
        {
            "dcCreatorLangAware": {"def": AGENTS},
            "edmAgent": AGENTS,
            "edmAgentLabel": [{"def": "Ann"}, {"en": "Anne", "fr": "Anne"}, {"def": "Ben"}],
            "edmAgentLabelLangAware": {"fr": ["Anne"], "en": ["Anne", "Ben"]},
        },
        {"creator": "Anne; Ben"},
    ),
    "one agent with many labels": (
        "europeana",
        {
            "dcCreatorLangAware": {"def": AGENTS[:1]},
            "edmAgent": AGENTS[:1],
            "edmAgentLabel": [{"def": "Ann"}, {"def": "Anne"}],
            "edmAgentLabelLangAware": None,
        },
        {"creator": "Ann"},
    ),
    "rights that are no licence": (
        "europeana",
        {"rights": ["http://rightsstatements.org/vocab/InC/1.0/"]},
        {"rejected": "unknown_license"},
    ),
    "a title in another field": (
        "europeana",
        {"title": None, "dcTitleLangAware": {"sv": ["Hamn"], "en": ["Harbour"]}},
        {"title": "Harbour"},
    ),
    # imageRights without a link has the licence's name (NatLibFi/NDL-VuFind2, its API's tests).
    "a licence by its name": (
        "finnishmuseums",
        {"imageRights": FINNA_NAMED},
        {"license": "by-nc-nd", "license_version": "4.0"},
    ),
    "dates among subjects, and one person in two roles": (
        "finnishmuseums",
        {
            "subjects": [["koivu"], ["valmistusaika: 11.06.1923"]],
            "nonPresenterAuthors": [
                {"name": "Pietinen", "role": "kuvaaja"},
                {"name": "Pietinen", "role": "valokuvaaja"},
            ],
        },
        {
            "tags": [{"name": "koivu", "provider": "finnishmuseums"}],
            "creator": "Pietinen",
        },
    ),
    # Files of an item: archive.org/developers, recorded values of `length`, `track`, `bitrate`.
    "what was made of a file that browsers do not play": (
        "internetarchive",
        {"metadata": ARCHIVED, "files": TRACKS},
        {
            "foreign_identifier": "a/1.wav",
            "url": "https://archive.org/download/a/1_vbr.mp3",
            "filesize": 77,
            "bit_rate": 192_000,
            "duration": 121_000,
            "set_position": 1,
            "creator": "Ida Berg; Ole Lund",
            "license": "by",
            "license_version": "3.0",
            "alt_files": [
                {
                    "url": "https://archive.org/download/a/1.wav",
                    "filesize": 900,
                    "duration": 121_000,
                    "filetype": "wav",
                }
            ],
        },
    ),
    "files that are for nobody": (
        "internetarchive",
        {"metadata": ARCHIVED, "files": TRACKS[4:]},
        {"rejected": "no_audio"},
    ),
    "a licence that has a name and no link": (
        "museumsvictoria",
        {
            "media": [
                {"id": "m/1", "type": "image", "licence": BY_4, "large": {"uri": "//a.org/1.jpg"}}
            ]
        },
        {"license": "by", "license_version": "4.0", "url": "https://a.org/1.jpg"},
    ),
    "all rights reserved": (
        "museumsvictoria",
        {
            "media": [
                {"id": "m/1", "type": "image", "licence": RESERVED, "large": {"uri": "/1.jpg"}}
            ]
        },
        {"rejected": "not_openly_licensed"},
    ),
    "a video": ("flickr", {"media": "video"}, {"rejected": "not_an_image"}),
    "a download that is forbidden in words": (
        "jamendo",
        {"audiodownload_allowed": "false"},
        {"rejected": "download_not_allowed"},
    ),
    # WP_REST_Attachments_Controller writes an empty object, PHP an empty list.
    "a photo that is too small for renditions": (
        "wordpress",
        {
            "_embedded": {
                "wp:featuredmedia": [
                    {**SMALL_FILE, "media_details": {"width": 90, "height": 60, "sizes": []}}
                ]
            }
        },
        {"url": "https://pd.w.org/a.png", "width": 90, "height": 60, "filetype": "png"},
    ),
    "the museum's site for trials": (
        "met",
        {"objectURL": "https://wwwstg.metmuseum.org/art/collection/search/45734"},
        {"foreign_landing_url": "https://www.metmuseum.org/art/collection/search/45734"},
    ),
    "a sound of two types": (
        "xenocanto",
        {"en": "Robin", "grp": "birds", "type": "call, song", "gen": "E", "sp": "r", "also": [""]},
        {
            "tags": [
                {"name": name, "provider": "xenocanto"}
                for name in ("Robin", "birds", "call", "song", "E r")
            ]
        },
    ),
    "a plant without a primary title": (
        "aucklandmuseum",
        {
            "_source": {
                "copyright": ["© Auckland Museum CC BY"],
                "primaryRepresentation": "http://api.aucklandmuseum.com/id/media/v/2",
                "appellation": {"Primary Title": [], "Other Title": []},
                "dc_title": ["Cypholophus"],
                "dc_contributor": ["R. O. Gardner", "A. E. Wright"],
            }
        },
        {"title": "Cypholophus", "creator": "R. O. Gardner; A. E. Wright"},
    ),
    # WordPress/openverse-catalog, smk/image_data_legacy.json, image_data_hq.json
    "an old picture, of which there is a thumbnail only": (
        "smk",
        {
            "image_iiif_id": None,
            "image_native": "https://api.smk.dk/api/v1/thumbnail/52f00edc-936e.jpg",
            "image_width": 3887,
            "image_height": 1059,
        },
        {"url": "https://api.smk.dk/api/v1/thumbnail/52f00edc-936e.jpg", "width": None},
    ),
    "a picture without a download": (
        "smk",
        {
            "image_iiif_id": "https://iip.smk.dk/iiif/jp2/KKSgb6458.tif.jp2",
            "image_native": None,
            "image_width": 4073,
            "image_height": 1576,
        },
        {
            "url": "https://iip.smk.dk/iiif/jp2/KKSgb6458.tif.jp2/full/full/0/native.jpg",
            "width": 4073,
            "height": 1576,
        },
    ),
    # WordPress/openverse-catalog, smithsonian/actual_record_data.json
    "a picture of Natural History, whose id is its address": (
        "smithsonian",
        {
            "content": {
                "descriptiveNonRepeating": {
                    "record_link": "http://n2t.net/ark:/65665/34857ca78",
                    "online_media": {
                        "media": [
                            {
                                "content": "https://collections.nmnh.si.edu/media/?irn=15814382",
                                "idsId": "https://collections.nmnh.si.edu/media/?irn=15814382",
                                "type": "Images",
                                "usage": {"access": "CC0"},
                            }
                        ]
                    },
                },
                "indexedStructured": {"common_name": ["Savannah Sparrow"], "topic": ["Birds"]},
                "freetext": {"name": [{"label": "Collector", "content": "Seymour H. Levy"}]},
            }
        },
        {
            "url": "https://collections.nmnh.si.edu/media/?irn=15814382",
            "thumbnail": None,
            "creator": "Seymour H. Levy",
            "tags": [
                {"name": "Birds", "provider": "smithsonian"},
                {"name": "Savannah Sparrow", "provider": "smithsonian"},
            ],
        },
    ),
    # The same, clevelandmuseum/handle_response_data.json
    "a work of several hands": (
        "clevelandmuseum",
        {
            "creators": [
                {"description": "Rembrandt van Rijn (Dutch, 1606-1669)"},
                {"description": "Jan Lievens (Dutch, 1607-1674)"},
                {"description": "Studio", "qualifier": {"Id": 63, "Value": "and"}},
            ]
        },
        {"creator": "Rembrandt van Rijn (Dutch, 1606-1669); Jan Lievens (Dutch, 1607-1674)"},
    ),
    "a freesound licence by its name": (
        "freesound",
        {"license": "Creative Commons 0"},
        {"license": "cc0"},
    ),
}


@pytest.mark.parametrize("case", OTHER_ANSWERS)
def test_an_item_of_another_kind_becomes(case: str) -> None:
    name, changes, expected = OTHER_ANSWERS[case]
    row = first_row(name, **changes)
    assert {column: row.get(column) for column in expected} == expected


@pytest.mark.parametrize(
    ("link", "name", "expected"),
    [
        (None, "CC BY-SA 4.0", ("by-sa", "4.0")),
        ("https://artlibre.org/licence/lal/en", "FAL", "unknown_license"),
        (None, "Public domain", ("pdm", "1.0")),
        ("https://www.flickr.com/commons/usage/", "No restrictions", "unknown_license"),
        (None, None, "missing_license"),
        ("//creativecommons.org/licenses/by/3.0/de/deed.de", None, ("by", "3.0")),
    ],
)
def test_a_file_of_commons_has_the_licence_of_its_link_or_name(
    link: str | None, name: str | None, expected: Any
) -> None:
    provider = registry.provider("wikimedia")
    item = recorded_item(provider)
    info = item["imageinfo"][0]
    told = {
        key: {"value": value}
        for key, value in (("LicenseUrl", link), ("LicenseShortName", name))
        if value
    }
    [found] = parse_items(provider, [{**item, "imageinfo": [{**info, "extmetadata": told}]}])
    row = found.row if isinstance(found, Parsed) else {}
    got = (row["license"], row["license_version"]) if row else getattr(found, "reason", "")
    assert got == expected
