import base64
import hashlib
import hmac

from catalog.providers.rawpixel import sign


def test_a_request_is_signed_over_its_path_and_sorted_query() -> None:
    signed = sign(
        "https://www.rawpixel.com/api/v1/search", {"tags": "$publicdomain", "page": 2}, "k"
    )
    message = b"/api/v1/search?page=2&tags=%24publicdomain"
    digest = hmac.new(b"k", message, hashlib.sha256).digest()
    expected = base64.urlsafe_b64encode(digest).decode().rstrip("=")
    assert signed == {"tags": "$publicdomain", "page": 2, "s": expected}
