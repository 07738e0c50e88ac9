import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from catalog.apis.host_manners import BudgetSpentError
from catalog.apis.link_probe import Probe
from catalog.database import link_checks
from catalog.database.connection import Connection, connect
from catalog.database.gone import SourceAnswer, settle
from catalog.database.link_checks import LinkReport, Thresholds, check_links
from catalog.database.link_schedule import Intervals, Wanted
from catalog.database.reported_links import links_of

pytestmark = pytest.mark.postgres
AddImages = Callable[..., None]
NO_DELAY = Intervals(usual=0)


def check(
    connection: Connection,
    answers: dict[str, Probe] | Callable[[str], Probe],
    *,
    wanted: Wanted | None = None,
    **more: Any,
) -> LinkReport:
    """Check links: what is not in `answers` is alive."""
    ask = answers if callable(answers) else (lambda url: answers.get(url, Probe("alive", 200)))
    return check_links(connection, "image", wanted or Wanted(intervals=NO_DELAY), ask, **more)


def url(number: int) -> str:
    return f"https://met.org/{number}.jpg"


def age(connection: Connection, days: int) -> None:
    """Let so many days pass since all that was noted."""
    for column in ("checked_on", "first_failed_on", "since"):
        connection.execute(
            f"UPDATE link_check SET {column} = {column} - %s * interval '1 day'", [days]
        )


def noted(connection: Connection) -> list[tuple[Any, ...]]:
    return connection.execute(
        "SELECT foreign_identifier, state, failures, removed_from_source"
        " FROM link_check JOIN image USING (identifier) ORDER BY foreign_identifier"
    ).fetchall()


def history(connection: Connection) -> list[tuple[Any, ...]]:
    return connection.execute(
        "SELECT url, old_state, new_state, status FROM link_history ORDER BY id"
    ).fetchall()


GONE = Probe("gone", 404, detail="404")


def test_a_file_is_dead_only_when_it_was_gone_again_after_days(
    connection: Connection, add_images: AddImages
) -> None:
    add_images("met", 20)
    for _ in range(3):
        report = check(connection, {url(7): GONE})
    assert (report.states, dict(report.died)) == ({"alive": 19, "gone": 1}, {})
    age(connection, 8)
    report = check(connection, {url(7): GONE})
    assert dict(report.died) == {"met": 1}
    assert [row for row in noted(connection) if row[1] == "gone"] == [("id-7", "gone", 4, True)]
    assert connection.execute(
        "SELECT state, reason, evidence, removed_on IS NOT NULL FROM record_life"
    ).fetchall() == [("removed", "file_gone", "404", True)]
    assert history(connection) == [(url(7), None, "gone", 404)]


def test_a_file_that_is_there_again_revives_its_work(
    connection: Connection, add_images: AddImages
) -> None:
    add_images("met", 20)
    check(connection, {url(7): GONE})
    age(connection, 8)
    check(connection, {url(7): GONE})
    report = check(connection, {})
    assert report.revived == 1
    assert ("id-7", "alive", 0, False) in noted(connection)
    assert [row[1:3] for row in history(connection)] == [(None, "gone"), ("gone", "alive")]


def test_to_be_refused_is_not_death_and_starts_no_count(
    connection: Connection, add_images: AddImages
) -> None:
    add_images("met", 4)
    for _ in range(4):
        check(connection, {url(1): Probe("blocked", 403, detail="403")})
        age(connection, 40)
    assert noted(connection)[1] == ("id-1", "blocked", 0, False)


def test_what_nobody_can_tell_is_believed_only_after_a_month(
    connection: Connection, add_images: AddImages
) -> None:
    add_images("met", 20)
    lost = {url(3): Probe("unreachable", None, detail="NewConnectionError")}
    check(connection, lost)
    age(connection, 8)
    assert dict(check(connection, lost).died) == {}
    age(connection, 25)
    assert dict(check(connection, lost).died) == {"met": 1}


def test_a_provider_that_died_as_a_whole_is_one_alarm_and_loses_nothing(
    connection: Connection, add_images: AddImages
) -> None:
    add_images("met", 30)
    check(connection, lambda _url: GONE)
    age(connection, 8)
    report = check(connection, lambda _url: GONE)
    assert report.alarms == [
        "met: 30 of 30 files are gone or out of reach. It seems to have moved or ended as a whole, "
        "so nothing of it is removed"
    ]
    assert dict(report.died) == {}
    assert {row[3] for row in noted(connection)} == {False}


def test_files_that_are_asked_for_daily_because_they_are_lost_are_no_sign_of_a_dead_provider(
    connection: Connection, add_images: AddImages
) -> None:
    add_images("met", 200)
    lost = {url(number): GONE for number in range(12)}
    check(connection, lost, wanted=Wanted())
    died = []
    for _ in range(7):
        age(connection, 1)
        report = check(connection, lost, wanted=Wanted())
        assert (report.states["gone"], report.alarms, report.held_back) == (12, [], [])
        died.append(report.died["met"])
    assert died == [0, 0, 0, 0, 0, 0, 12]


@pytest.mark.parametrize("works", [3, 60])
@pytest.mark.parametrize("state", ["gone", "unreachable"])
def test_a_provider_whose_host_is_away_is_one_alarm_though_few_works_are_asked_for(
    connection: Connection, add_images: AddImages, works: int, state: Any
) -> None:
    add_images("met", works)
    add_images("smk", 60)
    lost = Probe(state, None, detail="NewConnectionError")
    report = check(connection, lambda address: lost if "met.org" in address else Probe("alive"))
    assert report.alarms == [
        f"met: {works} of {works} files are gone or out of reach. It seems to have moved or ended "
        "as a whole, so nothing of it is removed"
    ]
    assert report.by_provider["smk"] == {"alive": 60}


def test_a_provider_that_lets_us_ask_for_nothing_is_told(
    connection: Connection, add_images: AddImages
) -> None:
    add_images("met", 60)
    refusing = Probe("blocked", 403, detail="403")
    report = check(connection, lambda _address: refusing)
    assert report.alarms == ["met lets us ask for nothing (60 refused)"]


def test_what_was_found_is_noted_though_a_host_is_asked_for_long(
    connection: Connection, add_images: AddImages
) -> None:
    add_images("met", 100)
    asked: list[str] = []

    def ask(address: str) -> Probe:
        asked.append(address)
        if len(asked) == 60:
            raise KeyboardInterrupt
        return Probe("alive", 200)

    with pytest.raises(KeyboardInterrupt):
        check(connection, ask)
    assert len(noted(connection)) == 50


def test_a_run_that_is_broken_off_asks_for_nothing_more(
    connection: Connection, add_images: AddImages
) -> None:
    for number in range(4):
        add_images(f"museum{number}", 20)
    asked: list[str] = []
    stop = threading.Event()

    def ask(address: str) -> Probe:
        asked.append(address)
        if "museum0" in address:
            raise KeyboardInterrupt
        stop.wait(30)
        return Probe("alive", 200)

    with pytest.raises(KeyboardInterrupt):
        check(connection, ask, stop=stop)
    assert len(asked) <= 4


def test_deaths_of_a_week_are_at_once_and_accepted_ones_are_not_counted_again(
    connection: Connection, add_images: AddImages
) -> None:
    add_images("met", 100)
    now = Thresholds(failures=1, gone_days=0)

    def lost(until: int) -> dict[str, Probe]:
        return {url(number): GONE for number in range(until)}

    assert dict(check(connection, lost(8), thresholds=now).died) == {"met": 8}
    report = check(connection, lost(12), thresholds=now)
    assert report.held_back == [
        "12 of 100 works of met are gone (8 of them went within a week), more than 10%; held back "
        "until that is accepted"
    ]
    assert check(connection, lost(40), thresholds=now, accept=True).died["met"] == 32
    connection.execute("UPDATE record_life SET removed_on = removed_on - interval '8 days'")
    report = check(connection, lost(44), thresholds=now)
    assert (report.died["met"], report.held_back) == (4, [])


def test_more_deaths_than_a_tenth_are_held_back(
    connection: Connection, add_images: AddImages
) -> None:
    add_images("met", 50)
    some = {url(n): GONE for n in range(12)}
    check(connection, some)
    age(connection, 8)
    report = check(connection, some)
    assert report.died["met"] == 0
    assert "12 of 50 works of met are gone, more than 10%" in report.held_back[0]
    assert check(connection, some, accept=True).died["met"] == 12


def test_one_small_picture_at_many_urls_stands_in_for_them(
    connection: Connection, add_images: AddImages
) -> None:
    add_images("met", 100)
    stand_in = Probe("alive", 206, size=20, digest=b"x" * 32)
    check(connection, {url(n): stand_in for n in range(5)})
    assert [row[1] for row in noted(connection)].count("gone") == 5
    assert link_checks.known_placeholders(connection) == {b"x" * 32}


def test_what_was_checked_lately_is_not_asked_again_so_a_killed_run_goes_on(
    connection: Connection, add_images: AddImages
) -> None:
    add_images("met", 10)
    asked: list[str] = []

    def ask(address: str) -> Probe:
        if len(asked) == 4:
            raise BudgetSpentError
        asked.append(address)
        return Probe("alive", 200)

    report = check(connection, ask, wanted=Wanted(), workers=1)
    assert (report.checked, report.left) == (4, 6)
    first = set(asked)
    asked.clear()
    report = check(connection, ask, wanted=Wanted(), workers=1)
    assert report.checked == 4
    assert not first & set(asked)


def test_a_host_that_refuses_is_left_alone_for_the_run(
    connection: Connection, add_images: AddImages
) -> None:
    add_images("met", 20)
    held: list[tuple[str, float]] = []
    busy = Probe("blocked", 429, detail="429", retry_after=7.0)
    report = check(connection, lambda _url: busy, back_off=lambda host, s: held.append((host, s)))
    assert (report.checked, report.left, held) == (1, 19, [("met.org", 60.0)])
    refusing = Probe("blocked", 403, detail="403")
    report = check(connection, lambda _url: refusing)
    assert (report.checked, report.left) == (5, 15)


def test_a_sample_is_of_the_size_that_was_asked(
    connection: Connection, add_images: AddImages
) -> None:
    add_images("met", 30)
    assert check(connection, {}, wanted=Wanted(sample=12, intervals=NO_DELAY)).checked == 12
    assert check(connection, {}, wanted=Wanted(provider="smk", intervals=NO_DELAY)).checked == 0


def test_a_file_of_dead_links_is_checked_and_not_believed(
    connection: Connection, add_images: AddImages
) -> None:
    add_images("met", 20)
    row = connection.execute("SELECT identifier FROM image WHERE url = %s", [url(2)]).fetchone()
    assert row
    lines: Iterable[str] = ["url,status", f'"{url(1)}",404', str(row[0]), "https://x.org/no.jpg"]
    links, unknown = links_of(connection, "image", lines)
    assert ({link.url for link in links}, unknown) == ({url(1), url(2)}, 1)
    query = "SELECT state, count(*) FROM record_life GROUP BY state ORDER BY state"
    assert connection.execute(query).fetchall() == [("suspect", 2)]
    report = check(connection, {url(1): GONE}, wanted=Wanted(links=links))
    assert report.states == {"alive": 1, "gone": 1}
    assert connection.execute(query).fetchall() == [("live", 1), ("suspect", 1)]


IIIF = "https://iiif.met.org/a,b/full/!400,400/0/default.jpg"


@pytest.mark.parametrize(
    "line",
    [
        IIIF,
        f"{IIIF},404",
        f"404,{IIIF},2026-11-01",
        f'"{IIIF}",404',
        f"'{IIIF}';404",
        f"met\t{IIIF}\t404",
        f"| {IIIF} | 404 |",
        f"valid:{IIIF}",
        f'1) "valid:{IIIF}"',
        f'{{"url": "{IIIF}", "status": 404}}',
        '{"key": "valid:' + IIIF.replace("/", "\\/") + '", "value": "404"}',
        f'  "{IIIF}",',
        "{identifier}",
        "{identifier},https://met.org/page/1,404",
        "404,{identifier}",
        '{{"identifier": "{identifier}"}}',
        "HTTP://IIIF.met.org:80/a,b/full/!400,400/0/default.jpg",
    ],
)
def test_a_list_of_dead_links_may_have_any_form(
    connection: Connection, add_images: AddImages, line: str
) -> None:
    add_images("met", 3)
    row = connection.execute("SELECT identifier FROM image WHERE url = %s", [url(1)]).fetchone()
    assert row
    connection.execute("UPDATE image SET url = %s WHERE identifier = %s", [IIIF, row[0]])
    line = line.replace("{identifier}", str(row[0])).replace("{{", "{").replace("}}", "}")
    lines = ["url,status", "", line, "https://met.org/nothing.jpg,404", "\0https://[/,x"]
    links, unknown = links_of(connection, "image", lines)
    assert ([link.identifier for link in links], unknown) == ([row[0]], 2)


def test_of_a_list_of_dead_links_no_other_works_are_removed(
    connection: Connection, add_images: AddImages
) -> None:
    add_images("met", 20)
    soon = Thresholds(gone_days=0)
    everywhere = {url(number): GONE for number in range(20)}
    for _ in range(2):
        report = check(connection, everywhere, thresholds=soon)
    assert (len(report.alarms), report.died.total()) == (1, 0)
    links, _ = links_of(connection, "image", [url(1)])
    named = Wanted(links=links)
    report = check(connection, everywhere, thresholds=soon, wanted=named, accept=True)
    assert (report.alarms, report.held_back, report.died.total()) == ([], [], 1)


def test_a_work_whose_file_got_another_url_meanwhile_is_not_removed(
    connection: Connection, add_images: AddImages
) -> None:
    add_images("met", 20)
    check(connection, {url(1): GONE})
    row = connection.execute("SELECT identifier::text FROM image WHERE url = %s", [url(1)])
    found = [SourceAnswer((row.fetchone() or ("",))[0], "file_gone", "404")]
    connection.execute("UPDATE image SET url = 'https://met.org/new.jpg' WHERE url = %s", [url(1)])
    assert settle(connection, "image", "met", found).removed == 0


def test_thresholds_are_what_is_asked_for(connection: Connection, add_images: AddImages) -> None:
    add_images("met", 20)
    now = Thresholds(failures=1, gone_days=0)
    assert dict(check(connection, {url(1): GONE}, thresholds=now).died) == {"met": 1}


@pytest.mark.parametrize(
    ("removal", "left"),
    [
        ("DELETE FROM image WHERE foreign_identifier = 'id-1'", [("alive", 1), ("gone", 1)]),
        ("TRUNCATE image", []),
        (
            "UPDATE image SET identifier = gen_random_uuid() WHERE foreign_identifier = 'id-0'",
            [("alive", 2)],
        ),
    ],
)
def test_what_is_known_of_a_link_goes_with_its_work(
    connection: Connection, add_images: AddImages, removal: Any, left: list[tuple[str, int]]
) -> None:
    add_images("met", 3)
    check(connection, {url(0): GONE})
    connection.execute(removal)
    counts = link_checks.link_counts(connection, "image")
    assert [(each["state"], each["works"]) for each in counts] == left
    assert history(connection) == [(url(0), None, "gone", 404)]


def test_a_work_that_is_deleted_while_its_link_is_asked_for_is_not_counted(
    connection: Connection, add_images: AddImages
) -> None:
    add_images("met", 2)

    def ask(asked: str) -> Probe:
        if asked == url(1):
            connection.execute("DELETE FROM image WHERE foreign_identifier = 'id-1'")
        return Probe("alive", 200)

    check(connection, ask, workers=1)
    counts = link_checks.link_counts(connection, "image")
    assert [(each["state"], each["works"]) for each in counts] == [("alive", 1)]


def test_who_deletes_a_work_while_its_link_is_noted_takes_its_state_along(
    database: str, connection: Connection, add_images: AddImages
) -> None:
    add_images("met", 2)
    with connect(database) as other, ThreadPoolExecutor(1) as pool:
        other.execute("DELETE FROM image WHERE foreign_identifier = 'id-1'")
        checking = pool.submit(check, connection, {})
        waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted"
        while other.execute(waiting).fetchone() == (0,):
            time.sleep(0.01)
        other.commit()
        checking.result()
    counts = link_checks.link_counts(connection, "image")
    assert [(each["state"], each["works"]) for each in counts] == [("alive", 1)]
