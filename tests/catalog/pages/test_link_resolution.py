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


# gohugoio/hugo, resources/image.go, relTargetPathFromConfig, read on 2026-11-26.
@pytest.mark.parametrize(
    "copy",
    [
        "bee_hua36eaceb4961d8d4480f77cd3ee5b407_1732466_680x500_fill_q90_box_center_2.png",
        "bee_hua36eaceb4961d8d4480f77cd3ee5b407_1732466_800x0_resize_box_2.png",
        "bee_hua36eaceb4961d8d4480f77cd3ee5b407_1732466_0cc175b9c0f1b6a831c399e269772661.png",
        "bee_hu_3f1a2b3c4d5e6f70.png",
    ],
)
def test_what_hugo_made_of_a_picture_is_that_picture(copy):
    assert link_resolution.work_key(f"https://a.example/p/{copy}") == link_resolution.work_key(
        "https://a.example/p/bee.png"
    )


# gatsby-plugin-sharp's path, and a transformation of Cloudinary's, in their documentation.
@pytest.mark.parametrize("sizes", [
    ("https://a.example/static/3f1a2b3c4d5e6f703f1a2b3c4d5e6f70/5a190/bee.jpg",
     "https://a.example/static/3f1a2b3c4d5e6f703f1a2b3c4d5e6f70/40601/bee.jpg"),
    ("https://res.cloudinary.com/ann/image/upload/c_fill,w_300/v17/bee.jpg",
     "https://res.cloudinary.com/ann/image/upload/v17/bee.jpg"),
])  # fmt: skip
def test_what_a_site_s_builder_or_a_service_made_of_a_picture_is_that_picture(sizes):
    assert link_resolution.work_key(sizes[0]) == link_resolution.work_key(sizes[1])
