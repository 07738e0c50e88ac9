import pytest

from catalog.database import denylist
from catalog.database.connection import Connection
from catalog.database.denylist import Creator
from catalog.errors import UsageError

pytestmark = pytest.mark.postgres


def listed(connection: Connection) -> list[tuple[str, str | None, str | None, str]]:
    return [
        (entry.provider, entry.creator, entry.creator_url, entry.reason)
        for entry in denylist.entries(connection)
    ]


def test_creators_are_denied_by_name_or_by_page(connection: Connection) -> None:
    assert denylist.add(connection, Creator("flickr", "Ann"), "asked for it")
    assert denylist.add(connection, Creator("flickr", creator_url="https://f.org/bob"), "spam")
    assert listed(connection) == [
        ("flickr", "Ann", None, "asked for it"),
        ("flickr", None, "https://f.org/bob", "spam"),
    ]


def test_denying_twice_keeps_the_first_reason(connection: Connection) -> None:
    denylist.add(connection, Creator("flickr", "Ann"), "first")
    denylist.add(connection, Creator("flickr", creator_url="https://f.org/bob"), "first")
    assert not denylist.add(connection, Creator("flickr", "ANN"), "second")
    assert not denylist.add(connection, Creator("flickr", None, "http://f.org/bob/"), "second")
    assert {reason for *_, reason in listed(connection)} == {"first"}


def test_the_same_name_elsewhere_is_another_creator(connection: Connection) -> None:
    denylist.add(connection, Creator("flickr", "Ann"), "x")
    assert denylist.add(connection, Creator("met", "Ann"), "x")


def test_a_creator_is_allowed_again(connection: Connection) -> None:
    denylist.add(connection, Creator("flickr", "Ann"), "x")
    denylist.add(connection, Creator("flickr", creator_url="https://f.org/bob"), "x")
    denylist.remove(connection, Creator("flickr", "ann"))
    denylist.remove(connection, Creator("flickr", creator_url="http://f.org/bob/"))
    assert listed(connection) == []


def test_allowing_who_is_not_denied_is_an_error(connection: Connection) -> None:
    with pytest.raises(UsageError, match="'Ann' of flickr is not on the denylist"):
        denylist.remove(connection, Creator("flickr", "Ann"))


@pytest.mark.parametrize("names", [(None, None), ("Ann", "https://f.org/ann"), ("", "")])
def test_a_creator_is_named_once(names: tuple[str | None, str | None]) -> None:
    with pytest.raises(UsageError, match="name one creator: give --creator or --creator-url"):
        Creator("flickr", *names)
