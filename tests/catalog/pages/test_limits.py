import subprocess
import sys

import pytest

from catalog.pages.limits import MAX_BYTES, MAX_DEPTH, bounded
from catalog.pages.reader import read_page
from catalog.warc.fetched_page import FetchedPage
from tests.growth import MOST, TIMES, growth

URL = "https://photos.example/a"
FIGURE = (
    b'<figure><img src="/bee.jpg"><a rel="license" '
    b'href="https://creativecommons.org/licenses/by/4.0/">BY</a></figure>'
)


def _many(written: bytes, count: int) -> bytes:
    return b"".join(written % number for number in range(count))


def test_an_ordinary_page_is_not_cut():
    assert bounded(b"<p>hello</p>" * 5_000) == (b"<p>hello</p>" * 5_000, None)


@pytest.mark.parametrize(
    "html",
    [
        _many(b'<p><i class="icon-%d"></i> <b>word</b> <b><i>two</i></b></p>', 5_000),
        b'<p><font size="2">word</p>' * 5_000,
        b'<p><img alt="5" screen"> <b title="a">b</b></p>' * 5_000,
    ],
    ids=["closed", "alike", "a stray quote"],
)
def test_an_ordinary_page_with_much_formatting_is_not_cut(html):
    assert bounded(html) == (html, None)


def test_a_page_over_the_limit_is_cut_there():
    html, reason = bounded(b"a" * (11 * 2**20))

    assert (len(html), reason) == (MAX_BYTES, "page_too_large")


def test_unclosed_list_items_and_cells_are_no_depth():
    html = b"<ul>" + b"<li>x" * 20_000 + b"</ul>"

    assert bounded(html) == (html, None)


@pytest.mark.parametrize(
    ("html", "size", "reason"),
    [
        (lambda n: b"<div>" * n, 300_000, "page_too_deep"),
        (lambda n: b"<div></x>" * n, 50_000, "page_too_deep"),
        (lambda n: b'<div title=">">' * n, 20_000, "page_too_deep"),
        (lambda n: b"<p " + b"a" * 200_000 + b" " + attributes(n, b"a%d"), 90_000, None),
        (lambda n: b"<p " + attributes(n, b"a%d='>'") + b">", 90_000, None),
        (lambda n: b"<p>" + each(n, b"<font x%d>") + b"<p>x" * n, 3_000, None),
        (lambda n: b"<img>" * n, 800_000, "page_too_many_tags"),
        (lambda n: b"<a><b>" * n, 100_000, None),
        (lambda n: b"<table><tr><td>" * n, 60_000, "page_too_deep"),
        (lambda n: b"<!--" * n, 500_000, None),
        (lambda n: b"<" * n, 3_000_000, "page_too_many_tags"),
    ],
    ids=range(11),
)
def test_a_hostile_page_costs_its_length_and_what_stands_before_it_is_read(html, size, reason):
    def read(page):
        return read_page(FetchedPage(URL, FIGURE + page))

    assert growth(read, size // TIMES, of=html) < MOST
    reading = read(html(size))
    assert [record.url for record in reading.records] == ["https://photos.example/bee.jpg"]
    assert reason is None or reason in reading.reasons


def each(count, text):
    return b"".join(text % n for n in range(count))


def attributes(count, text):
    return b" ".join(text % n for n in range(count))


def test_a_page_nested_ten_thousand_deep_is_read_up_to_the_limit():
    reading = read_page(
        FetchedPage(URL, FIGURE + b"<div>" * 10_000 + FIGURE.replace(b"bee", b"fly"))
    )

    assert [record.url for record in reading.records] == ["https://photos.example/bee.jpg"]
    assert dict(reading.reasons) == {"page_too_deep": 1}
    assert MAX_DEPTH == 5_000


# getrusage would report the largest process that this one was started from, if that is larger.
MEMORY = """
from pathlib import Path
from catalog.warc.fetched_page import FetchedPage
from catalog.pages.rows import page_rows
for html in (
    b"<p>hello <b>world</b> " * 600_000,
    b"<img src=/a.png itemprop=x>" * 400_000,
    b"<p>" + b"".join(b"<font x%d>" % n for n in range(3_000)) + b"<p>x" * 3_000,
    b"<div>" * 10_000,
    b'<script type="application/ld+json">' + b'{"a": [' + b"1," * 2_000_000,
):
    page_rows(FetchedPage("https://photos.example/", b"<a href=//creativecommons.org/>" + html))
print(int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]) // 1024)
"""


def test_pages_of_any_kind_take_less_than_200_megabytes():
    done = subprocess.run([sys.executable, "-c", MEMORY], check=True, capture_output=True)

    assert int(done.stdout) < 200


LINK = b'<a rel="license" href="https://creativecommons.org/licenses/by/4.0/">BY</a>'
CAPTIONS = b'<div class="caption">' * 60


@pytest.mark.parametrize(
    ("html", "size"),
    [
        (lambda n: CAPTIONS + b'<img src="/a.jpg">' * n + LINK * n, 3_000),
        (lambda n: CAPTIONS + each(n, b'<img src="/%d.jpg">') + LINK * n, 3_000),
        (lambda n: b"<figure>" + b'<img src="/%d.jpg">' * 20 + LINK * n, 3_000),
        (
            lambda n: (
                each(60, b'<div about="/%d">')
                + each(n, b'<img src="/%d.jpg"><span rel="license">')
                + LINK
            ),
            3_000,
        ),
        (
            lambda n: (
                b'<div itemscope itemprop="x" itemtype="https://schema.org/ImageObject">' * n + LINK
            ),
            4_000,
        ),
        (lambda n: b'<p typeof="ImageObject" property="license">word ' * n + LINK, 4_000),
        (
            lambda n: (
                b'<meta property="og:image" content="/1.jpg">'
                + each(n, b'<img src="/%d.jpg">')
                + LINK.replace(b'rel="license"', b"") * n
            ),
            3_000,
        ),
        # An article of many pictures by many authors, none of whom has a name.
        (
            lambda n: (
                b'<script type="application/ld+json">{"@type": "Article", "license": '
                b'"https://creativecommons.org/licenses/by/4.0/", "image": ["/0.jpg"'
                + each(n, b', "/%d.jpg"')
                + b'], "author": [{}'
                + each(n, b', {"image": "/p%d.jpg"}')
                + b"]}</script>"
            ),
            3_000,
        ),
        # Numbered captions, and a list of credits with these numbers.
        (
            lambda n: (
                each(n, b'<figure><img src="/%d.jpg"><figcaption>Figure 7</figcaption></figure>')
                + each(n, b"<p>Figure 7: %d mills. Photo by Ann Lee, CC BY 4.0")
            ),
            1_000,
        ),
        # A list of credits, each of which links to the page of a file that no picture is named as.
        (
            lambda n: (
                each(n, b'<p><img src="/up/%d.jpg"></p><p>A mill.</p>')
                + each(
                    n,
                    b"<p>Photo by <a href='https://commons.wikimedia.org/wiki/File:Mill_of_%d.jpg'>"
                    b"Ann Lee</a>, CC BY 4.0",
                )
            ),
            1_000,
        ),
    ],
    ids=range(10),
)
def test_many_links_and_pictures_cost_no_more_than_their_number(html, size):
    def read(page):
        read_page(FetchedPage(URL, b"<html>" + page))

    assert growth(read, size // TIMES, of=html) < MOST


def test_a_page_of_just_the_greatest_depth_is_not_cut():
    deep = b"<div>" * MAX_DEPTH + b"<br>" * 10 + b"</div><div>" * 10
    assert bounded(deep)[1] is None
    assert bounded(b"<div>" + deep)[1] == "page_too_deep"
