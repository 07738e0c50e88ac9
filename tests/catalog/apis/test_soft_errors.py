import pytest

from catalog.apis.soft_errors import Kind, asks_who, kind_of, soft_error
from tests.growth import NONE, growth


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"\xff\xd8\xff\xdb", "media"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0\0\0\1\0", "media"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1", "pixel"),
        (b"GIF87a\1\0\1\0", "pixel"),
        (b"GIF89a\2\0\1\0", "media"),
        (b"RIFF\0\0\0\0WEBP", "media"),
        (b"\0\0\0\x1cftypavif", "media"),
        (b"ID3\4", "media"),
        (b"OggS", "media"),
        (b"\xef\xbb\xbf<!-- x --><svg xmlns='http://www.w3.org/2000/svg'>", "media"),
        (b"<?xml version='1.0'?><!DOCTYPE svg><svg/>", "media"),
        (b"\n\n<!doctype HTML>", "page"),
        (b"<?xml version='1.0'?><!-- x --><html xmlns='x'>", "page"),
        (b"<html><svg/></html>", "page"),
        (b"Not found", "unknown"),
        (b'{"title": "Not found"}', "page"),
        (bytes(range(256)), "unknown"),
        (b"\0\1\2", "unknown"),
    ],
)
def test_a_body_is_known_by_its_first_bytes(body: bytes, kind: Kind) -> None:
    assert kind_of(body) == kind


def test_many_comments_take_no_time() -> None:
    assert kind_of(b"<!-- a -->" * 6000 + b"x") == "unknown"
    assert growth(kind_of, 6000, of=lambda size: b"<!-- a -->" * size + b"x") < NONE


@pytest.mark.parametrize(
    ("reached", "said"),
    [
        ("https://a.org/", "sent to the front page"),
        ("https://a.org/photo_unavailable.png", "sent to an address that says so"),
        ("https://cdn.a.org/1.jpg", None),
    ],
)
def test_a_redirect_may_say_that_there_is_nothing(reached: str, said: str | None) -> None:
    assert soft_error("https://a.org/1.jpg", reached, "image/jpeg", None) == said


@pytest.mark.parametrize(
    ("asked", "reached", "is_login"),
    [
        ("https://a.org/1.jpg", "https://a.org/login?next=1.jpg", True),
        ("https://a.org/1.jpg", "https://a.org/wp-login.php", True),
        ("https://a.org/1.jpg", "https://a.org/users/sign_in", True),
        ("https://a.org/login/1.jpg", "https://a.org/login/2.jpg", False),
        ("https://a.org/1.jpg", "https://a.org/authors/1.jpg", False),
    ],
)
def test_where_one_has_to_log_in_is_told(asked: str, reached: str, is_login: bool) -> None:
    assert asks_who(asked, reached) is is_login
