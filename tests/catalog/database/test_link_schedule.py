"""What is asked for next: what is in doubt, popular and fresh works more often, all in the end."""

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Any
from uuid import UUID

import pytest

from catalog.apis.host_manners import BudgetSpentError
from catalog.apis.link_probe import Probe
from catalog.database import link_schedule
from catalog.database.connection import Connection
from catalog.database.link_checks import LinkReport, check_links
from catalog.database.link_schedule import Intervals, Link, Wanted, begin, host_of, next_links

pytestmark = pytest.mark.postgres
AddImages = Callable[..., None]
WANTED = Wanted()
GONE, ALIVE, BLOCKED = Probe("gone", 404), Probe("alive", 200), Probe("blocked", 403)


def asked_in_a_run(
    connection: Connection,
    budget: int,
    answers: Callable[[str], Probe] = lambda _url: ALIVE,
    wanted: Wanted = WANTED,
) -> tuple[list[str], LinkReport]:
    asked: list[str] = []

    def ask(url: str) -> Probe:
        if len(asked) == budget:
            raise BudgetSpentError
        asked.append(url)
        return answers(url)

    report = check_links(connection, "image", wanted, ask, workers=1)
    return asked, report


def let_days_pass(connection: Connection, days: float) -> None:
    for table, column in (
        ("link_check", "checked_on"),
        ("link_check", "first_failed_on"),
        ("image", "created_on"),
        ("record_change", "changed_on"),
    ):
        connection.execute(
            f"UPDATE {table} SET {column} = {column} - %s * interval '1 day'", [days]
        )


def provider(url: str) -> str:
    return host_of(url).removesuffix(".org")


def add_old_ones(connection: Connection, add_images: AddImages, count: int) -> None:
    """Add works that have long been in the catalog, of which one in ten is popular."""
    add_images("usual", count - count // 10)
    add_images("popular", count // 10)
    connection.execute(
        "UPDATE image SET standardized_popularity = CASE provider WHEN 'popular' THEN 0.95"
        " WHEN 'usual' THEN 0.4 END"
    )
    let_days_pass(connection, 400)


def picked(connection: Connection, wanted: Wanted = WANTED) -> Counter[str]:
    walk = replace(begin(connection), after=UUID(int=0))
    links = next_links(connection, "image", wanted, walk)
    return Counter(link.provider for link in links)


def test_popular_and_fresh_works_are_asked_for_more_often_within_the_days_budget(
    connection: Connection, add_images: AddImages
) -> None:
    add_old_ones(connection, add_images, 100)
    add_images("fresh", 10)
    days: defaultdict[str, list[int]] = defaultdict(list)
    for day in range(28):
        asked, _ = asked_in_a_run(connection, budget=10)
        assert len(asked) <= 10
        for url in asked:
            days[url].append(day)
        let_days_pass(connection, 1.01)
    assert Counter(map(provider, days)) == {"popular": 10, "fresh": 10, "usual": 90}
    for url, asked_on in days.items():
        *gaps, last = [later - sooner for sooner, later in pairwise([*asked_on, 28])]
        if provider(url) == "usual":
            assert not gaps
        else:  # each week, or a day later where more are due than the day's budget
            assert set(gaps) <= {7, 8}
            assert last <= 8
        # A popular one never asked for is found as the walk, which begins anywhere, comes by.
        assert asked_on[0] < {"fresh": 2, "popular": 14, "usual": 28}[provider(url)]


def test_each_kind_has_its_share_of_a_portion_and_what_one_does_not_need_the_others_get(
    connection: Connection, add_images: AddImages, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(link_schedule, "TOGETHER", 90)
    add_old_ones(connection, add_images, 1000)
    assert picked(connection) == {"popular": 60, "usual": 30}
    add_images("fresh", 100)
    assert picked(connection) == {"popular": 36, "fresh": 36, "usual": 18}
    connection.execute(
        "INSERT INTO link_check (media_type, identifier, provider, url, state, failures, care,"
        " checked_on) SELECT 'image', identifier, provider, url, 'gone', 1, 'doubtful',"
        " now() - interval '2 days' FROM image WHERE provider = 'usual' LIMIT 100"
    )
    connection.execute(
        "UPDATE image SET provider = 'doubtful' WHERE identifier IN"
        " (SELECT identifier FROM link_check)"
    )
    assert picked(connection) == {"doubtful": 40, "popular": 20, "fresh": 20, "usual": 10}


def test_fresh_works_and_what_is_due_again_are_found_wherever_the_walk_is(
    connection: Connection, add_images: AddImages, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(link_schedule, "TOGETHER", 18)
    monkeypatch.setattr(link_schedule, "_WINDOW", 5)
    add_old_ones(connection, add_images, 500)
    add_images("fresh", 4)
    assert picked(connection)["fresh"] == 4
    connection.execute(
        "INSERT INTO link_check (media_type, identifier, provider, url, state, care, checked_on)"
        " SELECT 'image', identifier, provider, url, 'alive', 'popular',"
        " now() - (provider = 'popular')::int * interval '8 days' FROM image"
        " WHERE provider <> 'usual'"
    )
    connection.execute("DELETE FROM link_check WHERE url NOT LIKE '%7.jpg' AND provider <> 'fresh'")
    found = picked(connection)
    assert (found["popular"] >= 5, found["fresh"]) == (True, 0)


def test_of_one_kind_those_never_asked_for_come_first_then_the_longest_ago(
    connection: Connection, add_images: AddImages
) -> None:
    add_images("popular", 4)
    connection.execute(
        "UPDATE image SET standardized_popularity = CASE foreign_identifier"
        " WHEN 'id-2' THEN 0.99 ELSE 0.95 END"
    )
    days = {"id-0": 10, "id-1": 20}
    for number, age in days.items():
        connection.execute(
            "INSERT INTO link_check"
            " (media_type, identifier, provider, url, state, care, checked_on)"
            " SELECT 'image', identifier, provider, url, 'alive', 'popular',"
            " now() - %s * interval '1 day' FROM image WHERE foreign_identifier = %s",
            [age, number],
        )
    walk = replace(begin(connection), after=UUID(int=0))
    links = next_links(connection, "image", Wanted(), walk)
    assert [link.url[-5:] for link in links] == ["2.jpg", "3.jpg", "1.jpg", "0.jpg"]


def test_a_file_that_is_gone_is_asked_for_daily_only_until_its_work_is_removed(
    connection: Connection, add_images: AddImages
) -> None:
    add_old_ones(connection, add_images, 30)
    dead = "https://usual.org/7.jpg"
    counts: Counter[str] = Counter()
    died = 0
    for _day in range(29):
        asked, report = asked_in_a_run(
            connection, budget=1000, answers=lambda url: GONE if url == dead else ALIVE
        )
        counts.update(url for url in asked if url == dead)
        died += report.died.total()
        let_days_pass(connection, 1.01)
    assert (died, counts[dead]) == (1, 9)


def test_a_host_that_refuses_leaves_the_requests_to_the_others(
    connection: Connection, add_images: AddImages, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(link_schedule, "TOGETHER", 20)
    add_images("refusing", 200)
    add_images("open", 50)
    asked, report = asked_in_a_run(
        connection, 1000, lambda url: BLOCKED if "refusing" in url else ALIVE
    )
    assert Counter(map(provider, asked)) == {"refusing": 5, "open": 50}
    assert report.states == {"blocked": 5, "alive": 50}


def test_the_interval_of_a_kind_is_what_is_asked_for(
    connection: Connection, add_images: AddImages
) -> None:
    add_old_ones(connection, add_images, 20)
    assert len(asked_in_a_run(connection, 100)[0]) == 20
    let_days_pass(connection, 5)

    def again(intervals: Intervals) -> Counter[str]:
        return picked(connection, Wanted(intervals=intervals))

    assert again(Intervals()) == {}
    assert again(Intervals(often=4)) == {"popular": 2}
    assert again(Intervals(usual=3)) == {"popular": 2, "usual": 18}
    assert picked(connection, Wanted("popular", intervals=Intervals(usual=3))) == {"popular": 2}


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://Img.Example.org/a/b.jpg", "img.example.org"),
        ("http://img.example.org:8080?x=//other.org/", "img.example.org:8080"),
        ("https://me:secret@img.example.org#a", "img.example.org"),
        ("https://img.example.org", "img.example.org"),
    ],
)
def test_the_database_and_we_agree_what_the_host_of_a_url_is(
    url: str, host: str, connection: Connection
) -> None:
    assert connection.execute("SELECT host_of(%s)", [url]).fetchone() == (host,)
    assert host_of(url) == host


def test_a_run_asks_for_each_work_once_though_all_are_always_due(
    connection: Connection, add_images: AddImages, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(link_schedule, "TOGETHER", 7)
    monkeypatch.setattr(link_schedule, "_WINDOW", 10)
    add_old_ones(connection, add_images, 60)
    add_images("fresh", 10)
    always: Any = Wanted(intervals=Intervals(usual=0))
    asked, _ = asked_in_a_run(connection, 1000, wanted=always)
    assert (len(asked), set(Counter(asked).values())) == (70, {1})
    asked, _ = asked_in_a_run(connection, 1000, wanted=always)
    assert (len(asked), set(Counter(asked).values())) == (70, {1})


def test_links_that_are_named_are_asked_for_whenever_they_were(
    connection: Connection, add_images: AddImages
) -> None:
    add_images("met", 3)
    rows = connection.execute("SELECT identifier, provider, url FROM image").fetchall()
    wanted = Wanted(links=[Link(*row) for row in rows])
    for _ in range(2):
        assert len(asked_in_a_run(connection, 100, wanted=wanted)[0]) == 3
