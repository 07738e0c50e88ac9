"""Which addresses are those of lists, that have no picture which stands for them."""

import pytest

from catalog.pages.main_image import main_image
from catalog.pages.parsing import parse

POST = (
    b'<html><body><article><h1>Red mill</h1><img src="/up/mill.jpg" width="800" height="500">'
    b"<p>The river rises in the hills and takes the water of brooks.</p></article></body></html>"
)


@pytest.mark.parametrize(
    "path",
    [
        "/archives/123",
        "/archives/000123.html",
        "/archives/2005/03/mill.html",
        "/2010/07/red-mill/",
        "/2010/07/12/",
        "/?p=12",
        "/page/about/",
        "/2015/",
    ],
)
def test_a_post_has_a_main_picture(path):
    found = main_image(parse(POST, f"https://site.example{path}"))

    assert found
    assert found.url == "https://site.example/up/mill.jpg"


@pytest.mark.parametrize(
    "path",
    [
        "/tag/mill/",
        "/tags/mill/index.html",
        "/category/mills",
        "/category/mills/page/2/",
        "/2010/07/",
        "/page/3/",
        "/author/ann/",
    ],
)
def test_a_list_has_none(path):
    assert main_image(parse(POST, f"https://site.example{path}")) is None
