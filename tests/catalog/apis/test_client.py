import itertools
import threading
import time
from contextlib import suppress
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace
from typing import Any

import pytest

from catalog.apis.client import PoliteClient
from catalog.apis.rate_limit import RateLimiter, StoppedError
from catalog.apis.secrets_manager import known
from catalog.errors import CatalogError, RetriableError, UsageError
from catalog.files.http import HttpLimits
from catalog.ingestion.clients import client_for
from catalog.providers.base import Auth
from tests.catalog.fakeapi import PATIENCE, Reply, as_json, fake_provider, serving


def test_a_site_that_forbids_it_by_robots_is_not_asked() -> None:
    def answer(path: str, _query: dict[str, str]) -> Reply:
        return (200, {}, b"User-agent: *\nDisallow: /") if path == "/robots.txt" else as_json({})

    with serving(answer) as api:
        client = client_for(fake_provider(api.url, robots=True))
        with pytest.raises(CatalogError, match=r"robots\.txt does not allow"):
            client.get(f"{api.url}/photos")
    assert [path for _, path, _ in api.asked] == ["/robots.txt"]


def test_a_robots_txt_that_cannot_be_read_is_asked_for_again_before_the_site_is_left_alone() -> (
    None
):
    rules = [(503, {}, b""), (200, {}, b"User-agent: *\nAllow: /")]

    def answer(path: str, _query: dict[str, str]) -> Reply:
        return rules.pop(0) if path == "/robots.txt" else as_json({})

    with serving(answer) as api:
        assert (
            client_for(fake_provider(api.url, robots=True)).get(f"{api.url}/photos").payload == {}
        )
    assert [path for _, path, _ in api.asked] == ["/robots.txt", "/robots.txt", "/photos"]


KEYED = {"auth": Auth(secret="FAKE_API_KEY", query="api_key")}


def keyed_client(monkeypatch: pytest.MonkeyPatch, url: str, **options: Any) -> PoliteClient:
    monkeypatch.setenv("FAKE_API_KEY", "s3cret")
    return client_for(fake_provider(url, **{**KEYED, **options}))


def test_the_key_is_sent_to_the_provider_and_to_nobody_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with serving(lambda _p, _q: as_json({})) as api, serving(lambda _p, _q: as_json({})) as other:
        client = keyed_client(monkeypatch, api.url)
        client.get(f"{api.url}/photos", {"page": 2})
        client.get(f"{other.url}/file")
    assert api.asked[0][2] == {"page": "2", "api_key": "s3cret"}
    assert other.asked[0][2] == {}


@pytest.mark.parametrize(
    "link",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://localhost:5432/",
        "http://10.0.0.7/a.mp3",
        "http://[::1]/a",
        "file:///etc/passwd",
        "http://db.internal/",
    ],
)
def test_what_an_answer_links_to_in_our_own_network_is_not_asked(link: str) -> None:
    with serving(lambda _p, _q: as_json({})) as api:
        client = client_for(fake_provider(api.url))
        with pytest.raises(CatalogError, match="no address on the web"):
            client.size(link)
        with pytest.raises(CatalogError, match="no address on the web"):
            client.get(link)


def test_a_key_may_go_into_a_header(monkeypatch: pytest.MonkeyPatch) -> None:
    auth = Auth(secret="FAKE_API_KEY", header="Authorization", template="Token {}")
    with serving(lambda _p, _q: as_json({})) as api:
        keyed_client(monkeypatch, api.url, auth=auth).get(f"{api.url}/photos")
    assert api.headers["Authorization"] == "Token s3cret"


@pytest.mark.parametrize(
    "reply",
    [
        (500, {}, b""),
        (401, {}, b"bad key s3cret"),
        (200, {}, b"no json"),
        (302, {"Location": "https://elsewhere.org/?api_key=s3cret"}, b""),
        (200, {"Content-Length": "100"}, b"{"),
    ],
)
def test_no_error_shows_the_key(
    reply: Reply, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    with serving(lambda _p, _q: reply) as api, pytest.raises(CatalogError) as caught:
        keyed_client(monkeypatch, api.url).get(f"{api.url}/photos")
    told = [str(caught.value), repr(caught.value.__cause__), caplog.text]
    assert "s3cret" not in "".join(told)


def test_a_missing_key_is_noticed_before_anything_is_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("FAKE_API_KEY", raising=False)
    assert not known("FAKE_API_KEY")
    with pytest.raises(UsageError, match="the key FAKE_API_KEY is missing"):
        client_for(fake_provider("http://127.0.0.1:1", **KEYED))


def test_an_answer_over_the_limit_is_not_read_to_its_end() -> None:
    limits = HttpLimits(delay=0.001, attempts=2, first_wait=0.01, max_bytes=1000)
    with serving(lambda _p, _q: (200, {}, b"x" * 100_000)) as api:
        client = client_for(fake_provider(api.url, limits=limits))
        with pytest.raises(CatalogError, match="larger than 1000 bytes"):
            client.get(f"{api.url}/photos")
        assert len(api.asked) == 1


def test_an_answer_of_just_the_limit_is_read() -> None:
    limits = HttpLimits(delay=0.001, max_bytes=1000)
    with serving(lambda _p, _q: (200, {}, b"[" + b" " * 998 + b"]")) as api:
        assert client_for(fake_provider(api.url, limits=limits)).get(f"{api.url}/x").payload == []


class Dribbling(BaseHTTPRequestHandler):
    """Sends a byte now and then, so that no read ever waits too long, and never ends."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        with suppress(OSError):
            for _ in range(3_000):
                self.wfile.write(b"1\r\n \r\n")
                time.sleep(0.01)

    def log_message(self, format: str, *args: object) -> None:
        pass


def test_an_answer_that_never_ends_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    hurried = SimpleNamespace(time=time.time, monotonic=itertools.count(0, 100).__next__)
    monkeypatch.setattr("catalog.apis.client.time", hurried)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Dribbling)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}"
    limits = HttpLimits(delay=0.001, attempts=1, timeout=30)
    try:
        with pytest.raises(RetriableError, match="never ends"):
            client_for(fake_provider(url, limits=limits)).get(f"{url}/photos")
    finally:
        server.shutdown()
        server.server_close()


def test_a_redirect_within_the_host_is_followed() -> None:
    def answer(path: str, _query: dict[str, str]) -> Reply:
        return (301, {"Location": "/new"}, b"") if path == "/old" else as_json({"at": path})

    with serving(answer) as api:
        answered = client_for(fake_provider(api.url)).get(f"{api.url}/old")
    assert answered.payload == {"at": "/new"}


def test_broken_json_is_repaired_by_the_providers_own_hook() -> None:
    with serving(lambda _p, _q: (200, {}, b'{"bpm": 090}')) as api:
        provider = fake_provider(api.url, repair=lambda data: data.replace(b" 0", b" "))
        assert client_for(provider).get(f"{api.url}/photos").payload == {"bpm": 90}


def test_an_answer_that_is_an_error_is_asked_for_again() -> None:
    answers = iter([{"error": "busy"}, {"total": 0, "photos": []}])

    def reader(answer: Any) -> Any:
        if "error" in answer.payload:
            raise RetriableError("busy")
        return answer.payload

    with serving(lambda _p, _q: as_json(next(answers))) as api:
        read = client_for(fake_provider(api.url)).read(f"{api.url}/photos", reader=reader)
    assert read == {"total": 0, "photos": []}


def test_no_wait_lasts_beyond_the_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []
    with serving(lambda _p, _q: (429, {"Retry-After": "120"}, b"")) as api:
        provider = fake_provider(api.url, name="fakeheld", limits=PATIENCE)
        client = client_for(provider)
        client.deadline = time.time() + 60
        monkeypatch.setattr(client.stop, "wait", waits.append)
        with pytest.raises(StoppedError):
            client.get(f"{api.url}/photos")
    assert (len(api.asked), sum(waits) < 1) == (1, True)


def turn_after_asking_in_vain(name: str, client: PoliteClient, url: str) -> float:
    with pytest.raises(StoppedError):
        client.get(url)
    limiter = RateLimiter(name, 60.0)
    free = limiter.reserve()
    limiter.give_back(free)
    return free


SLOW = replace(PATIENCE, delay=60.0)


def test_rounds_that_cannot_wait_for_their_turn_do_not_push_it_further() -> None:
    with serving(lambda _p, _q: (200, {}, b"{}")) as api:
        client = client_for(fake_provider(api.url, name="fakelate", limits=SLOW))
        client.get(api.url)
        client.deadline = time.time() + 5
        first = turn_after_asking_in_vain("fakelate", client, api.url)
        assert turn_after_asking_in_vain("fakelate", client, api.url) == first
    assert len(api.asked) == 1


def test_a_client_that_is_stopped_while_it_waits_gives_its_turn_back() -> None:
    with serving(lambda _p, _q: (200, {}, b"{}")) as api:
        client = client_for(fake_provider(api.url, name="fakestopped", limits=SLOW))
        client.get(api.url)
        client.stop.set()
        first = turn_after_asking_in_vain("fakestopped", client, api.url)
        assert turn_after_asking_in_vain("fakestopped", client, api.url) == first
    assert len(api.asked) == 1


def test_the_size_of_a_file_is_asked_by_head() -> None:
    with serving(lambda path, _q: (404, {}, b"") if path == "/no" else (200, {}, b"1234")) as api:
        client = client_for(fake_provider(api.url))
        assert client.size(f"{api.url}/yes") == 4
        assert client.size(f"{api.url}/no") is None
