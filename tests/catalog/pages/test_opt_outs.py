import pytest

from catalog.pages.opt_outs import keeps_pictures, opt_outs
from catalog.pages.parsing import parse


@pytest.mark.parametrize(
    ("html", "header", "words"),
    [
        ("<p>x", None, []),
        ('<meta name="robots" content="index, follow">', None, []),
        ('<meta name="robots" content="noai, noimageai">', None, ["noai", "noimageai"]),
        ('<meta name="ROBOTS" content="NoImageIndex">', None, ["noimageindex"]),
        ('<meta name="tdm-reservation" content="1">', None, ["tdm-reservation"]),
        ('<meta name="tdm-reservation" content="0">', None, []),
        ("<p>x", "googlebot: noimageindex, nofollow", ["noimageindex"]),
    ],
)
def test_what_a_page_asks_for_is_told(html, header, words):
    assert opt_outs(parse(html.encode(), "https://a.example/"), header) == words


def test_only_noimageindex_keeps_pictures_from_being_shown_elsewhere():
    assert keeps_pictures(["noai", "noimageindex"])
    assert not keeps_pictures(["noai", "noindex", "tdm-reservation"])


def test_the_header_of_the_reservation_protocol_comes_before_the_pages_word():
    page = parse(b'<meta name="tdm-reservation" content="0">', "https://a.example/")

    assert opt_outs(page, tdm_reservation="1") == ["tdm-reservation"]
    assert opt_outs(parse(b"<p>x", "https://a.example/"), tdm_reservation="0") == []
