import hashlib
import itertools
import socket
import threading
import time
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from catalog.apis import web_session
from catalog.apis.host_manners import BudgetSpentError, HostManners
from catalog.apis.link_probe import LinkProber
from catalog.apis.rate_limit import RateLimiter
from catalog.apis.web_session import is_public, public_session
from tests.catalog.apis.misbehaving import SMALL, Site, running

AGENT = "OpenverseCatalog/0.1 (+https://openverse.org)"


@pytest.fixture
def site() -> Iterator[Site]:
    with running() as server:
        yield server


@pytest.fixture
def prober() -> LinkProber:
    return LinkProber(public_session(AGENT, allow_private=True))


@pytest.mark.parametrize(
    ("path", "state", "status", "detail", "requests"),
    [
        ("/a.jpg", "alive", 200, "", 1),
        ("/small.png", "alive", 206, "", 2),
        ("/head-not-allowed.jpg", "alive", 206, "", 2),
        ("/head-says-404.jpg", "alive", 206, "", 2),
        ("/status/404/a.jpg", "gone", 404, "404", 2),
        ("/status/410/a.jpg", "gone", 410, "410", 2),
        ("/status/451/a.jpg", "gone", 451, "451", 2),
        ("/status/403/a.jpg", "blocked", 403, "403", 2),
        ("/status/401/a.jpg", "blocked", 401, "401", 2),
        ("/busy.jpg", "blocked", 429, "429", 1),
        ("/status/503/a.jpg", "blocked", 503, "503", 2),
        ("/status/500/a.jpg", "unreachable", 500, "500", 2),
        ("/page.jpg", "gone", 206, "a page (text/html) where a file should be", 2),
        ("/empty.jpg", "gone", 200, "an empty file", 2),
        ("/to/302/a.jpg", "alive", 200, "", 2),
        ("/to/301/a.jpg", "moved", 200, "", 2),
        ("/to/301/to/302/a.jpg", "alive", 200, "", 3),
        ("/to/302/", "gone", 200, "sent to the front page", 2),
        ("/taken-down.jpg", "gone", 200, "sent to an address that says so", 2),
        ("/to/302/status/404", "gone", 404, "404", 4),
        ("/slow.jpg", "unreachable", None, "RemoteDisconnected", 2),
        ("/file-scheme", "unreachable", 302, "ValueError", 1),
        ("/breaks-off-at-head.jpg", "alive", 206, "", 2),
        ("/no-range.jpg", "alive", 200, "", 3),
        ("/members-only.jpg", "blocked", 206, "sent to where one has to log in", 4),
        ("/in-utf-8.jpg", "alive", 200, "", 2),
        ("/cut.png", "alive", 200, "", 2),
        ("/nothing.png", "unreachable", 200, "nothing came", 2),
        ("/page-as-picture.jpg", "gone", 206, "a page (image/jpeg) where a file should be", 2),
        ("/page-of-no-type", "gone", 206, "a page (of no type) where a file should be", 2),
        ("/no-such-key.jpg", "gone", 206, "a page (application/xml) where a file should be", 2),
        (
            *("/problem.jpg", "gone", 206),
            *("a page (application/problem+json) where a file should be", 2),
        ),
        ("/pixel.gif", "gone", 206, "a picture of one pixel", 2),
        ("/pixel.png", "gone", 206, "a picture of one pixel", 2),
        ("/picture-as-page.jpg", "alive", 206, "", 2),
        ("/picture-as-text.raw", "alive", 206, "", 2),
        ("/drawing-as-text.svg", "alive", 206, "", 2),
    ],
)
def test_each_misbehaviour_is_told_for_what_it_is(
    site: Site,
    prober: LinkProber,
    path: str,
    state: str,
    status: int | None,
    detail: str,
    requests: int,
) -> None:
    found = prober.probe(site.base + path)
    assert (found.state, found.status, found.detail, found.requests) == (
        state,
        status,
        detail,
        requests,
    )


def test_redirects_and_what_was_found_are_kept(site: Site, prober: LinkProber) -> None:
    moved = prober.probe(f"{site.base}/to/301/b.jpg")
    assert (moved.final_url, moved.content_type) == (f"{site.base}/b.jpg", "image/jpeg")
    small = prober.probe(f"{site.base}/small.png")
    assert (small.size, small.digest) == (len(SMALL), hashlib.sha256(SMALL).digest())
    assert prober.probe(f"{site.base}/busy.jpg").retry_after == 1.0


def test_a_mirror_is_asked_in_the_place_of_every_host(site: Site) -> None:
    prober = LinkProber(public_session(AGENT, mirror=site.base))
    moved = prober.probe("https://museum.example/to/301/b.jpg")
    assert (moved.state, moved.final_url) == ("moved", "https://museum.example/b.jpg")
    assert prober.probe("https://museum.example/small.png?size=1").state == "alive"


def test_a_known_placeholder_is_no_file(site: Site) -> None:
    session = public_session(AGENT, allow_private=True)
    known = {hashlib.sha256(SMALL).digest()}
    found = LinkProber(session, placeholder=known.__contains__).probe(f"{site.base}/small.png")
    assert (found.state, found.detail) == ("gone", "a picture that stands in for others")


def test_a_circle_of_redirects_ends(prober: LinkProber, site: Site) -> None:
    found = prober.probe(site.base + "/to/302" * 30 + "/a.jpg")
    assert (found.state, found.detail) == ("unreachable", "TooManyRedirects")
    assert found.requests == 11
    assert prober.probe(site.base + "/to/302" * 8 + "/a.jpg").state == "alive"


def test_a_file_that_breaks_off_has_no_digest(prober: LinkProber, site: Site) -> None:
    assert prober.probe(f"{site.base}/cut.png").digest is None


def test_a_server_that_sends_its_headers_a_byte_at_a_time_is_left(
    prober: LinkProber, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web_session, "LONGEST", 0.3)
    found = prober.probe(f"{site.base}/drips-headers.png")
    assert (found.state, found.detail) == ("unreachable", "ReadTimeoutError")


def test_a_file_that_comes_a_byte_at_a_time_is_judged_by_what_has_come_in_time(
    prober: LinkProber, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    ten_seconds_each = itertools.count(0, 10)
    monkeypatch.setattr(web_session, "time", SimpleNamespace(monotonic=ten_seconds_each.__next__))
    found = prober.probe(f"{site.base}/drips.png")
    assert (found.state, found.digest) == ("alive", None)
    assert next(ten_seconds_each) == web_session.LONGEST + 20  # left at the first look after it


def test_of_a_host_with_two_addresses_the_second_is_tried(
    prober: LinkProber, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    resolve = socket.getaddrinfo

    def two(host: str, *rest: Any, **more: Any) -> Any:
        names = ["::1", "127.0.0.1"] if host == "two.example" else [host]
        return [found for name in names for found in resolve(name, *rest, **more)]

    monkeypatch.setattr(socket, "getaddrinfo", two)
    assert prober.probe(f"http://two.example:{site.server_address[1]}/a.jpg").state == "alive"


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1:{port}/a.jpg", "http://localhost:{port}/a.jpg", "http://[::1]:{port}/a.jpg"]
    + ["http://2130706433:{port}/", "http://0x7f.1:{port}/", "http://0.0.0.0:{port}/"],
)
def test_an_address_that_is_not_public_is_never_asked(site: Site, url: str) -> None:
    port = site.server_address[1]
    found = LinkProber(public_session(AGENT)).probe(url.format(port=port))
    assert found.state == "unreachable"
    assert site.asked == []


def test_a_name_that_resolves_to_a_private_address_is_told(site: Site) -> None:
    found = LinkProber(public_session(AGENT)).probe(f"{site.base}/a.jpg")
    assert found.detail == "127.0.0.1 is not a public address"
    assert site.asked == []


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2606:4700:4700::1111", True),
        ("10.0.0.1", False),
        ("100.64.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:127.0.0.1", False),
        ("2002:7f00:1::", False),
        ("224.0.0.1", False),
        ("0.0.0.0", False),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b::808:808", True),
    ],
)
def test_what_a_public_address_is(address: str, public: bool) -> None:
    assert is_public(address) is public


@pytest.mark.parametrize("url", ["", "nonsense", "ftp://x.org/a", "http://", "http://[::1/a"])
def test_what_is_no_url_is_unreachable(prober: LinkProber, url: str) -> None:
    assert prober.probe(url).state == "unreachable"


def manners(session_of: LinkProber, **given: float) -> HostManners:
    return HostManners(session_of.session, AGENT, **{"delay": 0.0, **given})  # type: ignore[arg-type]


def test_robots_txt_is_asked_once_and_kept(site: Site, prober: LinkProber) -> None:
    site.robots = "User-agent: *\nDisallow: /private/\n"
    asking = LinkProber(prober.session, manners(prober).may_ask)
    assert asking.probe(f"{site.base}/private/a.jpg").state == "blocked"
    assert asking.probe(f"{site.base}/a.jpg").state == "alive"
    assert asking.probe(f"{site.base}/to/302/private/b.jpg").detail == "robots.txt"
    assert site.counted == {"/robots.txt": 1, "/a.jpg": 1, "/to/302/private/b.jpg": 1}


@pytest.mark.parametrize(
    ("robots", "path", "allowed"),
    [
        ("User-agent: *\nDisallow: /*.jpg$\n", "/a.jpg", False),
        ("User-agent: *\nDisallow: /*.jpg$\n", "/a.jpg?size=1", True),
        ("User-agent: *\nDisallow: /\nAllow: /files/\n", "/files/a.jpg", True),
        ("\ufeffUser-agent: *\nDisallow: /\n", "/a.jpg", False),
        ("User-agent: OpenverseCatalog\nDisallow: /\nUser-agent: *\nAllow: /", "/a.jpg", False),
        ("User-agent: somebody\nDisallow: /", "/a.jpg", True),
        ("<html><body>Disallow: /</body></html>", "/a.jpg", True),
    ],
)
def test_robots_txt_is_read_as_its_standard_has_it(
    site: Site, prober: LinkProber, robots: str, path: str, allowed: bool
) -> None:
    site.robots = robots
    assert manners(prober).may_ask(site.base + path) is allowed


def test_of_a_robots_txt_that_breaks_off_what_came_counts(site: Site, prober: LinkProber) -> None:
    site.robots, site.robots_cut = "User-agent: *\nDisallow: /private/\n", 900
    polite = manners(prober)
    assert polite.may_ask(f"{site.base}/a.jpg")
    assert not polite.may_ask(f"{site.base}/private/a.jpg")


def test_nothing_is_asked_while_robots_txt_fails(site: Site, prober: LinkProber) -> None:
    site.robots_status = 503
    asking = LinkProber(prober.session, manners(prober).may_ask)
    found = asking.probe(f"{site.base}/a.jpg")
    assert (found.state, found.detail) == ("blocked", "robots.txt")


def test_a_host_has_its_own_pace_and_may_ask_for_a_longer_one(
    site: Site, prober: LinkProber, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.robots = "User-agent: *\nCrawl-delay: 1\n"
    polite = manners(prober)
    turns = []
    reserve = RateLimiter.reserve

    def noted(limiter: RateLimiter) -> float:
        turns.append(reserve(limiter))
        return turns[-1]

    monkeypatch.setattr(RateLimiter, "reserve", noted)
    asking = LinkProber(prober.session, polite.may_ask)
    asking.probe(f"{site.base}/a.jpg")
    asking.probe(f"{site.base}/b.jpg")
    assert [path for _, path in site.asked] == ["/robots.txt", "/a.jpg", "/b.jpg"]
    assert turns[-1] - turns[-2] >= 1
    assert time.time() >= turns[-1]  # it was waited for


def test_no_more_is_asked_than_the_budget_allows(site: Site, prober: LinkProber) -> None:
    asking = LinkProber(prober.session, manners(prober, budget=3).may_ask)
    asking.probe(f"{site.base}/a.jpg")
    asking.probe(f"{site.base}/b.jpg")
    with pytest.raises(BudgetSpentError):
        asking.probe(f"{site.base}/c.jpg")
    assert len(site.asked) == 3


def test_who_waits_for_a_turn_can_be_stopped(site: Site, prober: LinkProber) -> None:
    polite = manners(prober, delay=600.0)  # longer than pytest lets a test take
    polite.robots = False
    polite.may_ask(f"{site.base}/a.jpg")
    threading.Timer(0.1, polite.stop.set).start()
    with pytest.raises(BudgetSpentError):
        polite.may_ask(f"{site.base}/b.jpg")
