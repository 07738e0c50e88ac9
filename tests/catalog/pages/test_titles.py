import pytest

from catalog.pages.reader import read_page
from catalog.warc.fetched_page import FetchedPage
from tests.catalog.pages.reading import BY, JSON_LD, REL, URL


@pytest.mark.parametrize(
    ("figure", "title"),
    [
        (f'<img src="/a.jpg" title="A bee" alt="bee">{REL}', "A bee"),
        (f'<img src="/a.jpg" alt="A bee"><figcaption>Hive. Photo: Ann {REL}</figcaption>', "A bee"),
        (
            f'<img src="/a.jpg" alt=""><figcaption>A bee. Photo: Ann, {REL}</figcaption>',
            "A bee.",
        ),
        (
            '<img src="/a.jpg" alt="DSC_0012.JPG"><figcaption>A bee, by <a rel="author">Ann Lee'
            f"</a>, {REL}</figcaption>",
            "A bee",
        ),
        (f'<img src="/a.jpg" alt="IMG_2024"><figcaption>Foto: Ann {REL}</figcaption>', None),
        (
            f'<img src="/a.jpg"><figcaption>Portrait of a bee is by Ann Lee, {REL}</figcaption>',
            "Portrait of a bee",
        ),
        (f'<img src="/a.jpg"><figcaption>{REL}</figcaption>', None),
        (
            f'<img src="/a.jpg"><img src="/b.jpg"><figcaption>A bee, a hive. {REL}</figcaption>',
            None,
        ),
    ],
)
def test_a_licensed_figure_is_titled_by_what_stands_at_its_picture(figure, title):
    record = read_page(FetchedPage(URL, f"<figure>{figure}</figure>".encode())).records[0]

    assert record.title == title


def test_a_declared_picture_without_a_name_has_the_title_that_the_page_shows_it_with():
    html = '<img src="/bee.jpg" alt="A bee">' + JSON_LD % (
        f'"@type": "ImageObject", "contentUrl": "/bee.jpg", "license": "{BY}"'
    )

    assert read_page(FetchedPage(URL, html.encode())).records[0].title == "A bee"
