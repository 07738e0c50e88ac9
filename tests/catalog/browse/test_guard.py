from collections.abc import Callable
from pathlib import Path
from typing import IO

import pytest
import werkzeug.utils
from flask.testing import FlaskClient
from werkzeug.test import EnvironBuilder

from catalog.browse.site import BrowseSite

pytestmark = pytest.mark.postgres
ClientOf = Callable[..., FlaskClient]


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8765", "127.0.0.1", "127.0.0.1:1", "127.0.0.1:8765.evil"]
)
def test_another_host_gets_nothing_even_with_the_token(
    client_of: ClientOf, site: BrowseSite, host: str
) -> None:
    answer = client_of(let_in=False).get(f"/image?token={site.token}", headers={"Host": host})
    assert answer.status_code == 421
    assert "Set-Cookie" not in answer.headers


def test_only_who_has_the_token_may_look(client_of: ClientOf, site: BrowseSite) -> None:
    client = client_of(let_in=False)
    for path in ("/", "/image", "/image.json", "/static/browse.css", "/nothing", "/?token=wrong"):
        assert client.get(path).status_code == 403
    assert client.get(f"/image.json?token={site.token}").status_code == 200
    answer = client.get(f"/image?q=a%26b&token={site.token}&license=by")
    assert answer.headers["Location"] == "/image?q=a%26b&license=by"
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert client.get("/image").status_code == 200


@pytest.mark.parametrize("path", ["//evil.example/", "/\\evil.example/", "/%2F%2Fevil.example"])
def test_no_address_leads_to_another_site(client_of: ClientOf, site: BrowseSite, path: str) -> None:
    answer = client_of(let_in=False).get(f"{path}?token={site.token}")
    assert not answer.headers.get("Location", "").startswith(("//", "/\\", "http"))


def test_every_answer_says_what_a_page_may_do(client: FlaskClient) -> None:
    for path in ("/image", "/image.json", "/nothing", "/review"):
        headers = client.get(path).headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'; script-src 'self'; style-src 'self';" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cache-Control"] == "no-store"


def test_without_images_no_page_may_load_one(client_of: ClientOf) -> None:
    client = client_of(images=False)
    answer = client.get("/image")
    assert "<img" not in answer.text
    assert "img-src 'self' ;" in answer.headers["Content-Security-Policy"]
    assert "<audio" not in client.get("/audio").text


@pytest.mark.parametrize(
    ("form_token", "headers", "status"),
    [
        ("right", {}, 303),
        ("wrong", {}, 403),
        ("", {}, 403),
        ("right", {"Origin": "http://evil.example"}, 403),
        ("right", {"Origin": "null"}, 403),
        ("right", {"Sec-Fetch-Site": "cross-site"}, 403),
        ("right", {"Origin": "http://127.0.0.1:8765", "Sec-Fetch-Site": "same-origin"}, 303),
    ],
)
def test_a_form_must_come_from_this_page(
    client_of: Callable[..., FlaskClient],
    site: BrowseSite,
    form_token: str,
    headers: dict[str, str],
    status: int,
) -> None:
    token = site.form_token if form_token == "right" else form_token
    form = {"form_token": token, "domain": "museum.example", "note": "ok", "decision": "approve"}
    client = client_of(edits=True)
    assert client.post("/review", data=form, headers=headers).status_code == status


def test_a_secret_is_not_in_a_site_that_is_printed(site: BrowseSite) -> None:
    assert site.token not in repr(site)
    assert site.form_token not in repr(site)
    assert site.database_url not in repr(site)


def test_a_browser_that_goes_away_leaves_no_file_open(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    cookie = client.get_cookie("catalog_browse_8765", domain="127.0.0.1")
    assert cookie is not None
    builder = EnvironBuilder("/static/icon.svg", headers={"Cookie": f"{cookie.key}={cookie.value}"})
    environ = {**builder.get_environ(), "HTTP_HOST": "127.0.0.1:8765"}
    opened: list[IO[bytes]] = []

    def open_file(path: str, mode: str) -> IO[bytes]:
        opened.append(Path(path).open(mode))  # noqa: SIM115 - the answer closes it
        return opened[-1]

    monkeypatch.setattr(werkzeug.utils, "open", open_file, raising=False)
    answer = client.application.wsgi_app(environ, lambda *_: lambda _: None)
    assert [file.closed for file in opened] == [True]
    assert b"<svg" in b"".join(answer)
