import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from catalog.apis.web_session import public_session
from catalog.database import link_schedule
from catalog.database.connection import Connection
from catalog.operations.link_rounds import LinkEvent, ask_round, note_round
from tests.catalog.apis.misbehaving import Site, running

pytestmark = pytest.mark.postgres


@pytest.fixture
def works(connection: Connection, add_images: Callable[..., None]) -> Iterator[Site]:
    with running() as site:
        add_images("met", 20)
        address = "UPDATE image SET url = replace(url, 'https://met.org', %s)"
        connection.execute(address, [site.base])
        yield site


def ask(event: LinkEvent, deadline: float = 9e9) -> LinkEvent:
    session = public_session("tests", allow_private=True)
    return ask_round(event, session=session, agent="tests", deadline=deadline, delay=0)


def rounds(connection: Connection, folder: Path, **given: object) -> LinkEvent:
    event: LinkEvent = note_round({"budget": 1000, **given}, connection, str(folder))  # type: ignore[typeddict-item]
    while not event["done"]:
        event = note_round(ask(event), connection, str(folder))
    return event


def test_every_link_is_asked_for_once_in_portions(
    connection: Connection, works: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(link_schedule, "TOGETHER", 6)
    works.gone = {"/7.jpg"}
    event = rounds(connection, tmp_path)
    assert event["report"]["states"] == {"alive": 19, "gone": 1}
    assert len(list(tmp_path.glob("*-found.json"))) == 4
    assert (event["notice"], event["media"], event["report"]["left"]) == ("", [], 0)
    assert rounds(connection, tmp_path)["report"]["checked"] == 0  # not so soon again


def test_a_host_that_refuses_is_asked_for_nothing_more_in_any_later_portion(
    connection: Connection, works: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(link_schedule, "TOGETHER", 6)
    connection.execute(
        "UPDATE image SET url = regexp_replace(url, '/(\\d+)[.]jpg', '/status/403/\\1.jpg')"
    )
    event = rounds(connection, tmp_path, media=["image"])
    assert event["report"]["states"] == {"blocked": 5}
    assert event["walk"]["refusing"] == [works.base.removeprefix("http://")]


def test_no_more_requests_are_sent_than_the_budget_has(
    connection: Connection, works: Site, tmp_path: Path
) -> None:
    event = rounds(connection, tmp_path, budget=8)
    checked = event["report"]["checked"]
    assert (event["spent"], 0 < checked < 8, event["report"]["left"]) == (8, True, 20 - checked)


def test_nothing_is_asked_for_after_the_deadline(
    connection: Connection, works: Site, tmp_path: Path
) -> None:
    start: LinkEvent = {"budget": 100}
    event = ask(note_round(start, connection, str(tmp_path)), deadline=time.time() - 1)
    assert event["report"]["left"] == 20
    assert note_round(event, connection, str(tmp_path))["report"]["checked"] == 0


def test_a_round_that_is_called_twice_counts_and_notes_the_same(
    connection: Connection, works: Site, tmp_path: Path
) -> None:
    start: LinkEvent = {"budget": 100}
    asked = ask(note_round(start, connection, str(tmp_path)))
    first, again = (note_round(asked, connection, str(tmp_path)) for _ in range(2))
    assert first["report"] == again["report"]
    assert connection.execute("SELECT count(*) FROM link_check").fetchone() == (20,)
