"""Files at another site, which a page's own licence does not cover."""

import pytest

from catalog.pages.reader import read_page
from catalog.warc.fetched_page import FetchedPage

TEXT = "<p>The river rises in the hills and takes the water of eleven brooks.</p>" * 3
FOOT = (
    "<footer>© 2024 Ann Lee. This site is licensed under <a rel='license' "
    "href='https://creativecommons.org/licenses/by/4.0/'>CC BY 4.0</a></footer>"
)
PICTURE = "<img src='https://{}/IMG_1234.jpg' width=800 height=500>"
SOUND = "<a href='https://{}/river.mp3'>Listen</a>"


def taken(host: str, markup: str, at: str) -> tuple[list[str], list[str]]:
    """Return the files that are taken of a page at a host, and why others are not."""
    html = f"<article><h1>River</h1>{markup.format(at)}{TEXT}</article>{FOOT}"
    found = read_page(FetchedPage(f"https://{host}/2024/river/", html.encode()))
    return [record.url for record in found.records], [each.reason for each in found.rejections]


@pytest.mark.parametrize("markup", [PICTURE, SOUND])
@pytest.mark.parametrize(
    ("host", "at"),
    [
        ("annlee.co.uk", "brook.co.uk"),
        ("annlee.example", "brook.example"),
        ("a.org", "ba.org"),
        ("annlee.org", "images.dailybrook.com"),
    ],
)
def test_a_file_at_another_owners_site_is_not_under_the_pages_licence(host, at, markup):
    assert taken(host, markup, at) == ([], ["file_of_another_site"])


@pytest.mark.parametrize("markup", [PICTURE, SOUND])
@pytest.mark.parametrize(
    ("host", "at"),
    [("www.annlee.co.uk", "shop.annlee.co.uk"), ("blog.annlee.org", "annlee.org")],
)
def test_a_file_at_another_host_of_the_same_owner_is(host, at, markup):
    file = markup.format(at).split("'")[1]
    assert taken(host, markup, at) == ([file], [])
