import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from catalog.urls import (
    clean_url,
    extension,
    file_url,
    is_public_host,
    registrable_domain,
    url_key,
)
from tests.growth import seconds


@pytest.mark.parametrize(
    ("given_url", "expected"),
    [
        ("https://example.org/a.jpg", "https://example.org/a.jpg"),
        ("http://example.org/a.jpg", "http://example.org/a.jpg"),
        ("https://example.org/photos/", "https://example.org/photos/"),
        ("https://example.org", "https://example.org"),
        ("  https://example.org/a.jpg\n", "https://example.org/a.jpg"),
        ("HTTPS://Example.ORG/A.JPG", "https://example.org/A.JPG"),
        ("//example.org/a.jpg", "https://example.org/a.jpg"),
        ("example.org/a.jpg", "https://example.org/a.jpg"),
        ("http://example.org:80/a.jpg", "http://example.org/a.jpg"),
        ("https://example.org:443/a.jpg", "https://example.org/a.jpg"),
        ("http://example.org:8080/a.jpg", "http://example.org:8080/a.jpg"),
        ("http:/example.org/a.jpg", "http://example.org/a.jpg"),
        ("https://example.org./a.jpg", "https://example.org/a.jpg"),
        ("https://example.org/a b.jpg", "https://example.org/a%20b.jpg"),
        ('https://example.org/a"b<c>.jpg', "https://example.org/a%22b%3Cc%3E.jpg"),
        ("https://example.org/%C3%A9.jpg?a=1&b=2#c", "https://example.org/%C3%A9.jpg?a=1&b=2#c"),
        (
            "https://пример.рф/Ñandú.jpg",
            "https://xn--e1afmkfd.xn--p1ai/%C3%91and%C3%BA.jpg",
        ),
        ("https://münchen.de/Ü.jpg", "https://xn--mnchen-3ya.de/%C3%9C.jpg"),
        ("https://MÜNCHEN。de/%c3%9c.jpg", "https://xn--mnchen-3ya.de/%C3%9C.jpg"),
        ("https://xn--mnchen-3ya.de/%C3%9C.jpg", "https://xn--mnchen-3ya.de/%C3%9C.jpg"),
        ("https://straße.de/a.jpg", "https://xn--strae-oqa.de/a.jpg"),
        ("https://example.org/%7ea%2Db%2f.jpg?q=%41", "https://example.org/~a-b%2F.jpg?q=A"),
        ("https://example.org/%zz%.jpg", "https://example.org/%zz%.jpg"),
        ("https://example.org/a/../b/./c.jpg", "https://example.org/b/c.jpg"),
        ("https://example.org/a/%2e%2E/b.jpg?../c", "https://example.org/b.jpg?../c"),
        ("https://example.org/../../a.jpg", "https://example.org/a.jpg"),
        ("https://example.org/a/b/..", "https://example.org/a/"),
        ("https://example.org/.well-known/a.jpg", "https://example.org/.well-known/a.jpg"),
        ("https://example.org/a.jpg?q=ü b", "https://example.org/a.jpg?q=%C3%BC%20b"),
        ("https://example.org:0443/a.jpg", "https://example.org/a.jpg"),
        ("https://m%C3%BCnchen.de/a.jpg", "https://xn--mnchen-3ya.de/a.jpg"),
        ("https://☃.net/a.jpg", "https://xn--n3h.net/a.jpg"),
        ("https://www.I♥NY.com/a.jpg", "https://www.xn--iny-zx5a.com/a.jpg"),
        ("http://8.8.8.8:8000/a.jpg", "http://8.8.8.8:8000/a.jpg"),
        ("https://my_site.example.org/a.jpg", "https://my_site.example.org/a.jpg"),
    ],
)
def test_a_url_is_brought_to_one_form(given_url: str, expected: str) -> None:
    assert clean_url(given_url) == expected


@pytest.mark.parametrize(
    "given_url",
    [
        "",
        "   ",
        "not a url",
        "/images/a.jpg",
        "a.jpg",
        "javascript:alert(1)",
        "data:image/png;base64,iVBORw0KGgo=",
        "ftp://example.org/a.jpg",
        "mailto:somebody@example.org",
        "http://localhost/a.jpg",
        "http://example/a.jpg",
        "http://co.uk/a.jpg",
        "http://[::1]/a.jpg",
        "http://[bad",
        "http://127.0.0.1/a.jpg",
        "http://127.1.2.3:8080/a.jpg",
        "http://10.0.0.1/a.jpg",
        "http://172.16.0.1/a.jpg",
        "http://192.168.0.1/a.jpg",
        "http://169.254.169.254/latest/meta-data/a.jpg",
        "http://100.64.0.1/a.jpg",
        "http://0.0.0.0/a.jpg",
        "http://192.0.2.5/a.jpg",
        "http://255.255.255.255/a.jpg",
        "http://2130706433/a.jpg",
        "http://0x7f.0.0.1/a.jpg",
        "http://metadata.google.internal/a.jpg",
        "https://exa\u00admple..org/a.jpg",
        "https://\u200b.org/a.jpg",
        "http://256.1.1.1/a.jpg",
        "http://1.2.3/a.jpg",
        "http://exa mple.org/a.jpg",
        "http://-example.org/a.jpg",
        "http://example..org/a.jpg",
        "http://example.org:0/a.jpg",
        "http://example.org:99999/a.jpg",
        "http://user:password@example.org/a.jpg",
        "https://example.org\\@evil.example/a.jpg",
        "https://example.org/a\nb.jpg",
        "https://example.org/a\x00.jpg",
        "https://example.org/\ud800.jpg",
        f"https://{'a' * 64}.org/",
        f"https://{'a.' * 200}org/",
    ],
)
def test_what_is_no_public_web_address_is_refused(given_url: str) -> None:
    assert clean_url(given_url) is None


def test_a_url_is_never_truncated_but_dropped_when_it_is_too_long() -> None:
    url = "https://example.org/" + "a" * 80
    assert (clean_url(url, 100), clean_url(url, 99)) == (url, None)


def test_a_url_of_fifty_megabytes_costs_no_time() -> None:
    url = "https://example.org/" + " " * 50_000_000
    assert clean_url(url) is None
    once_through_it = min(seconds(lambda: url.count("x")) for _ in range(3))
    assert min(seconds(lambda: clean_url(url)) for _ in range(3)) < once_through_it


@given(
    st.text()
    | st.text(alphabet="htps:/.examplorg%?#@[]\\ \"'1é\n", max_size=60).map(
        "http://e.org/{}".format
    )
    | st.from_regex(r"(https?:)?/{0,3}[A-Za-z0-9.:@-]{1,20}(/[^/]{0,8}){0,3}", fullmatch=True)
)
@example("http://example.org./ ")
def test_a_clean_url_stays_as_it_is(text: str) -> None:
    url = clean_url(text)
    assert url is None or clean_url(url) == url


@pytest.mark.parametrize(
    ("given_url", "expected"),
    [
        ("https://example.org/a.jpg#main", "https://example.org/a.jpg"),
        ("https://example.org/a.jpg?b=1#?c#d", "https://example.org/a.jpg?b=1"),
        ("https://example.org", "https://example.org/"),
        ("https://example.org:443#top", "https://example.org/"),
        ("https://example.org?id=7/8", "https://example.org/?id=7/8"),
        ("https://example.org/a.jpg?", "https://example.org/a.jpg?"),
        ("https://example.org/a%23b.jpg", "https://example.org/a%23b.jpg"),
        ("http://localhost/a.jpg#x", None),
    ],
)
def test_a_file_has_one_url_whatever_part_of_it_a_page_points_to(
    given_url: str, expected: str | None
) -> None:
    assert file_url(given_url) == expected


def test_a_limit_of_a_files_url_counts_what_is_kept() -> None:
    url = "https://example.org/" + "a" * 80
    assert (file_url(url + "#" + "b" * 900, 100), file_url(url, 99)) == (url, None)


def test_http_and_https_copies_are_one_url_and_others_are_not() -> None:
    assert url_key("http://example.org/a.jpg?b=1") == url_key("https://example.org/a.jpg?b=1")
    assert url_key("https://example.org/a") != url_key("https://example.org/a/")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org/a.JPG", "jpg"),
        ("https://example.org/a.tar.gz?b=c.png#d.gif", "gz"),
        ("https://example.org", None),
        ("https://example.org/", None),
        ("https://example.org/a.b/c", None),
        ("https://example.org/a.", None),
        ("https://example.org/v1.photograph", None),
    ],
)
def test_the_extension_is_that_of_the_path(url: str, expected: str | None) -> None:
    assert extension(url) == expected


def test_a_host_is_public_below_a_suffix_only() -> None:
    hosts = ["example.co.uk", "co.uk", "localhost", "8.8.8.8", "example.invalid-suffix", "a" * 300]
    assert [is_public_host(host) for host in hosts] == [True, False, False, True, False, False]


def test_the_registrable_domain_drops_what_was_not_registered() -> None:
    assert registrable_domain("a.b.example.co.uk") == "example.co.uk"
    assert registrable_domain("8.8.8.8") is None


def test_suffixes_come_from_the_bundled_list_and_nothing_is_written(tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "def no_network(event, arguments): assert not event.startswith('socket.'), event\n"
        "import requests; sys.addaudithook(no_network)\n"
        "from catalog.urls import is_public_host; print(is_public_host('example.co.uk'))"
    )
    environment = {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path), "TMPDIR": str(tmp_path)}
    output = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, env=environment
    )
    assert (output.stdout, list(tmp_path.iterdir())) == (b"True\n", [])
