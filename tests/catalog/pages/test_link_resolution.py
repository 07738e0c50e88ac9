import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.pages import link_resolution

BASE = "https://photos.example/a/b.html"


@pytest.mark.parametrize(
    ("address", "url"),
    [
        ("c.jpg", "https://photos.example/a/c.jpg"),
        ("/c.jpg#x", "https://photos.example/c.jpg"),
        ("//cdn.example/c.jpg", "https://cdn.example/c.jpg"),
        ("HTTP://cdn.example/c.jpg", "http://cdn.example/c.jpg"),
        ("../c.jpg", "https://photos.example/c.jpg"),
        (" \n/c d.jpg ", "https://photos.example/c%20d.jpg"),
        ("/caf\u00e9.jpg", "https://photos.example/caf\u00e9.jpg"),
        ("java\nscript:alert(1)", None),
        ("javascript:alert(1)", None),
        ("data:image/png;base64,AAAA", None),
        ("blob:https://photos.example/1", None),
        ("http://[::1", None),
        ("https://", None),
        ("https://localhost/x.jpg", None),
        ("a" * 3_001, None),
        ("https://e.example.org/a \ud800.jpg", None),
        ("https://e.example.org/a\udc00.jpg", None),
        ("\ud83d\ude00.jpg", None),
        ("", None),
        (None, None),
    ],
)
def test_an_address_becomes_absolute_or_nothing(address, url):
    assert link_resolution.resolve(BASE, address) == url


@given(st.text(st.characters(exclude_categories=()), max_size=100))
def test_resolving_never_raises_and_gives_web_addresses_only(address):
    url = link_resolution.resolve(BASE, address) or "https://"
    assert url.startswith(("http://", "https://"))
    url.encode()  # it can be written down


@pytest.mark.parametrize(
    "url",
    [
        "https://a.example/x/Bee.jpg",
        "https://b.example/Bee-1024x683.jpg?ssl=1",
        "https://b.example/bee-scaled.webp",
        "https://b.example/bee_b.png",
    ],
)
def test_sizes_of_one_picture_share_a_name(url):
    assert link_resolution.picture_name(url) == "bee"
