from collections.abc import Callable

import pytest

from catalog.database.connection import Connection
from catalog.errors import UsageError
from lambdas.refresh_popularity.handler import Event, handler
from tests.lambdas.context import context

pytestmark = pytest.mark.postgres
AddImages = Callable[..., None]


def call(event: Event, seconds: float) -> Event:
    return handler(event, context(seconds))


@pytest.fixture(autouse=True)
def environment(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", database)
    monkeypatch.setenv("POWERTOOLS_TRACE_DISABLED", "1")


def test_both_tables_are_refreshed_in_one_call_when_there_is_time(
    connection: Connection, add_images: AddImages
) -> None:
    add_images("flickr", 20, metric="views", values="n + 1")
    assert call({}, 300) == {"media": [], "changed": 20, "done": True}
    scored = connection.execute("SELECT count(standardized_popularity) FROM image").fetchone()
    assert scored == (20,)


def test_a_call_without_time_hands_everything_to_the_next(add_images: AddImages) -> None:
    add_images("flickr", 20, metric="views", values="n + 1")
    first = call({}, 10)
    assert first == {"media": ["image", "audio"], "changed": 0, "done": False}
    assert call(first, 300) == {"media": [], "changed": 20, "done": True}


def test_one_provider_may_be_asked_for(add_images: AddImages) -> None:
    add_images("flickr", 3, metric="views")
    add_images("nappy", 4, metric="downloads")
    event: Event = {"providers": ["nappy"]}
    assert call(event, 300) == {**event, "media": [], "changed": 4, "done": True}


@pytest.mark.filterwarnings("ignore:No application metrics")
def test_without_a_database_it_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL")
    with pytest.raises(UsageError, match="the key DATABASE_URL is missing"):
        call({}, 300)
