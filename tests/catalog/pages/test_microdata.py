from catalog.pages.microdata import read_items
from catalog.pages.parsing import parse
from catalog.pages.reader import read_page
from catalog.warc.fetched_page import FetchedPage

URL = "https://photos.example/bees/1"
BY = "https://creativecommons.org/licenses/by/4.0/"
ITEM = 'itemscope itemtype="https://schema.org/ImageObject"'


def items(html):
    """Return the properties of each item, nested items by their number, and the problems."""
    document = parse(html.encode(), URL)
    found = read_items(document)
    return [
        {
            name: [value if isinstance(value, str) else found.index(value) for value in values]
            for name, values in item.properties.items()
        }
        for item in found
    ], document.problems


def test_a_property_belongs_to_the_nearest_item_around_it():
    html = f"""<div {ITEM}><p itemprop="name caption">Bee</p>
        <div itemprop="creator" itemscope><b itemprop="name">Ann</b></div></div>"""

    assert items(html)[0] == [
        {"name": ["Bee"], "caption": ["Bee"], "creator": [1]},
        {"name": ["Ann"]},
    ]


def test_an_item_has_the_properties_of_what_it_refers_to_before_and_behind_it():
    html = f"""<p id="a"><i itemprop="name">Bee</i></p><div {ITEM} itemref="a b a missing"></div>
        <a id="b" itemprop="license" href="{BY}">CC BY</a>"""

    assert items(html)[0] == [{"name": ["Bee"], "license": [BY]}]


def test_two_items_may_share_what_they_refer_to_and_the_item_around_keeps_it():
    html = f"""<div {ITEM}><a id="l" itemprop="license" href="{BY}">x</a></div>
        <div {ITEM} itemref="l"></div><div {ITEM} itemref="l"></div>"""

    assert items(html)[0] == [{"license": [BY]}, {"license": [BY]}, {"license": [BY]}]


def test_what_stands_inside_another_item_is_not_the_referring_items():
    html = f"""<div id="a"><div itemprop="creator" itemscope><b itemprop="name">Ann</b></div></div>
        <div {ITEM} itemref="a"></div>"""

    assert items(html)[0] == [{"name": ["Ann"]}, {"creator": [0]}]


def test_an_item_that_refers_to_itself_is_none_of_its_own_properties():
    html = f'<div id="a" itemprop="image" {ITEM} itemref="a"><b itemprop="name">Bee</b></div>'

    assert items(html)[0] == [{"name": ["Bee"]}]


def test_more_references_than_are_followed_are_told():
    html = f'<div {ITEM} itemref="{" ".join(f"a{n}" for n in range(101))}"></div>' + (
        '<b id="a99" itemprop="name">last</b><b id="a100" itemprop="name">too many</b>'
    )

    assert items(html) == ([{"name": ["last"]}], ["page_too_many_references"])


def test_a_licence_that_is_referred_to_covers_the_picture():
    html = f"""<div {ITEM} itemref="terms"><img itemprop="contentUrl" src="/bee.jpg"></div>
        <footer id="terms"><a itemprop="license" href="{BY}">CC BY</a></footer>"""

    [record] = read_page(FetchedPage(URL, html.encode())).records

    assert (record.url, record.license_info.url, record.meta_data) == (
        "https://photos.example/bee.jpg",
        BY,
        {
            "evidence": "microdata",
            "confidence": "high",
            "evidence_text": f"license: {BY}",
            "evidence_where": "microdata: ImageObject",
        },
    )
