import json
from pathlib import Path

import pytest

from catalog.pages.rows import page_rows
from catalog.pages.sites.registry import SITES, site_of
from catalog.warc.fetched_page import FetchedPage

HERE = Path(__file__).parent
NAMES = [
    "animaldiversity",
    "behance",
    "capl",
    "deviantart",
    "digitaltmuseum",
    "eol",
    "floraon",
    "geographorguk",
    "iha",
    "mccordmuseum",
    "museumsvictoria",
    "sciencemuseum",
    "svgsilh",
    "thorvaldsenmuseum",
    "worms",
]


def read(name, change=("", "")):
    """Read a site's fixture, whose first line is its address, with one text replaced."""
    html = (HERE / f"{name}.html").read_text().replace(*change)
    url = html.partition("\n")[0].removeprefix("<!-- ").removesuffix(" -->")
    found = page_rows(FetchedPage(url, html.encode(), "text/html; charset=utf-8"))
    rows = [
        {key: value for key, value in row.items() if value is not None} for _, row in found.rows
    ]
    return rows, [[rejected.reason, rejected.detail] for rejected in found.rejections]


@pytest.mark.parametrize("name", NAMES)
def test_a_site_gives_the_records_that_were_expected(name):
    expected = json.loads((HERE / f"{name}.json").read_text())

    rows, rejections = read(name)

    assert rows == expected["records"]
    assert rejections == expected["rejections"]


def test_each_site_has_a_fixture_and_its_modules_name():
    assert [site.name for site in SITES] == NAMES


def test_a_site_is_known_by_its_host_and_subdomains_only():
    hosts = (
        "https://www.behance.net/gallery/1",
        "https://eol.org/pages/1",
        "https://xeol.org/pages/1",
        "https://behance.net.example/",
        "not an address",
    )

    assert [getattr(site_of(url), "name", None) for url in hosts] == [
        "behance",
        "eol",
        None,
        None,
        None,
    ]


def test_an_icon_without_the_licences_text_gives_no_science_museum_record():
    change = ('<span class="cite__license">CC BY-NC-SA 4.0</span>', "")

    rows, rejections = read("sciencemuseum", change)

    assert rows == []
    assert rejections == [
        ["missing_license", "https://coimages.sciencemuseumgroup.org.uk/images/9/large_1.jpg"],
        ["missing_license", "https://coimages.sciencemuseumgroup.org.uk/images/9/small_2.jpg"],
        [
            "site_markup_unknown",
            "https://collection.sciencemuseumgroup.org.uk/objects/co9001/sextant",
        ],
    ]


def test_a_licence_text_without_version_gives_no_record():
    rows, rejections = read("sciencemuseum", ("CC BY-NC-SA 4.0", "CC BY-NC-SA"))

    assert (rows, rejections[0]) == ([], ["invalid_license", "CC BY-NC-SA"])


def test_a_page_that_shows_no_works_is_not_read():
    rows, rejections = read("worms", ("p=image -->", "p=taxdetails -->"))

    assert rows == []
    assert rejections == [
        [
            "page_has_no_works",
            "http://www.marinespecies.org/photogallery.php?album=716&pic=40111&p=taxdetails",
        ]
    ]


def test_eol_reads_pages_and_data_objects_only():
    rows, rejections = read(
        "eol", ("http://eol.org/pages/328674/media -->", "http://eol.org/a -->")
    )

    assert (rows, rejections) == ([], [["page_has_no_works", "http://eol.org/a"]])


def test_a_single_eol_object_keeps_its_facts():
    html = b"""<meta property="og:url" content="http://eol.org/data_objects/77">
        <div class="media"><a class="image" href="/i/77_orig.jpg">
        <img alt="Fern" src="/i/77.jpg"></a>
        <a rel="license" href="http://creativecommons.org/licenses/by/3.0/">CC</a></div>
        <p title="Rights holder">Ola Ek</p><div class="article source"><p class="supplier">Pool</p>
        </div>"""

    [(_, row)] = page_rows(FetchedPage("http://eol.org/data_objects/77", html)).rows

    assert (row["foreign_identifier"], row["url"], row["title"]) == (
        "77",
        "http://eol.org/i/77_orig.jpg",
        "Fern",
    )
    assert (row["meta_data"]["rights_holder"], row["meta_data"]["supplier"]) == ("Ola Ek", "Pool")


def test_a_site_that_changed_its_markup_is_read_generically_and_that_is_said():
    change = ('<img class="resource"', '<div><img class="picture"')

    rows, rejections = read("animaldiversity", change)

    assert [reason for reason, _ in rejections][:2] == ["no_media_url", "site_markup_unknown"]
    assert [row["meta_data"]["evidence"] for row in rows] == ["page_license"]


def test_a_page_in_other_languages_too_says_so():
    change = ("</head>", '<link rel="alternate" hreflang="de" href="/de/otter"></head>')

    rows, _ = read("animaldiversity", change)

    assert rows[0]["meta_data"]["alternate_language_available"] is True


def test_the_sites_own_card_is_no_work():
    rows, rejections = read("deviantart", ("/f/heron.png", "/minish/main/logo/card.png"))

    assert rows == []
    assert rejections[0][0] == "site_furniture"


def test_pairs_may_lie_side_by_side_and_a_key_have_several_values():
    change = (
        "<div><h3>Caption</h3><p>A wet otter</p></div>",
        "<h3>Caption</h3><p>An otter</p><p>wet</p>",
    )

    rows, _ = read("animaldiversity", change)

    assert rows[0]["meta_data"]["details"] == {
        "caption": "An otter; wet",
        "photographer": "Lena Ort",
    }


def test_worms_may_declare_its_licence_in_a_meta_element():
    link = '<a rel="license" href="https://creativecommons.org/licenses/by-nc-sa/4.0/">CC</a>'
    meta = '<meta itemprop="license" content="https://creativecommons.org/licenses/by/4.0/">'

    rows, _ = read("worms", (link, meta))

    assert [(row["license"], row["license_version"]) for row in rows] == [("by", "4.0")]


def test_the_sections_of_a_digitaltmuseum_object_need_no_element_of_their_own():
    rows, _ = read("digitaltmuseum", ("<section><h2>", "<h2>Place</h2><p><li>Bergen</li></p><h2>"))

    assert rows[0]["meta_data"]["details"] == {
        "place": ["Bergen"],
        "measurements": ["Height: 80 cm", "Width: 20 cm"],
    }


def test_a_single_eol_object_may_link_to_its_file():
    change = (
        '<a class="image" href="http://media.eol.org/content/1_orig.jpg">',
        ('<a class="object" href="/data_objects/26831122"></a><a href="/content/1_orig.jpg">'),
    )

    rows, _ = read("eol", change)

    assert [(row["url"], row["foreign_landing_url"]) for row in rows] == [
        ("http://eol.org/content/1_orig.jpg", "http://eol.org/data_objects/26831122")
    ]
