import base64
import hashlib
import hmac

import pytest

from catalog.providers.rawpixel import parse_image, sign


def test_a_request_is_signed_over_its_path_and_sorted_query() -> None:
    signed = sign(
        "https://www.rawpixel.com/api/v1/search", {"tags": "$publicdomain", "page": 2}, "k"
    )
    message = b"/api/v1/search?page=2&tags=%24publicdomain"
    digest = hmac.new(b"k", message, hashlib.sha256).digest()
    expected = base64.urlsafe_b64encode(digest).decode().rstrip("=")
    assert signed == {"tags": "$publicdomain", "page": 2, "s": expected}


# The forms of titles that WordPress/openverse's rawpixel.py lists.
@pytest.mark.parametrize(
    ("told", "title"),
    [
        ("Elk by the lake | Free Photo - rawpixel", "Elk by the lake"),
        ("Wallpaper of a beach, | Free Photo - rawpixel", "Wallpaper of a beach"),
        ("Branch (1714&ndash;1760) | Free Photo Illustration - rawpixel", "Branch (1714–1760)"),
        ("Free public domain CC0 photo. | Free Photo - rawpixel", None),
        ("Flowers. Free public domain | Free Photo - rawpixel", "Flowers"),
    ],
)
def test_a_title_ends_where_the_advertisement_begins(told: str, title: str | None) -> None:
    image = {
        "id": 1,
        "url": "https://www.rawpixel.com/image/1",
        "style_uri": "https://images.rawpixel.com/{}/abc.jpg",
        "metadata": {
            "title": told,
            "licenseUrl": "https://creativecommons.org/publicdomain/zero/1.0/",
        },
    }
    found = parse_image(image)
    assert found.title == title
    assert found.url == "https://images.rawpixel.com/image_1000/abc.jpg"
    assert found.watermarked is False
