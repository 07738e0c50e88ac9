"""Every provider's API answers with something else than a page: nothing is lost, and it is told.

What is no page is served in a page's place, one after the other, and at last the page itself.
"""

import copy
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import orjson
import pytest

from catalog.apis.paginators import Offset, PageNumber, SinglePage, Token, dig
from catalog.providers import freesound_answers
from catalog.providers.base import Provider
from catalog.providers.evidence import evidence_of
from tests.catalog.fakeapi import Reply
from tests.catalog.providers.answers import payload_of
from tests.catalog.providers.faulty_api import PATIENCE, reply_of
from tests.catalog.providers.test_faults import (
    PROVIDERS,
    PULLED,
    Served,
    differences,
    id_of,
    served,
)

__all__ = ["served"]
_JSON = {"Content-Type": "application/json"}
_HTML = b"<!DOCTYPE html><html><head><title>Down for maintenance</title></head><body></body></html>"
# What is no page of any list and no work: (name, what is served in the place of a body).
NO_ANSWER: dict[str, Callable[[bytes], Reply]] = {
    "a maintenance page": lambda _: (200, {"Content-Type": "text/html; charset=utf-8"}, _HTML),
    "a page in HTML that calls itself JSON": lambda _: (200, _JSON, _HTML),
    "nothing": lambda _: (200, _JSON, b""),
    "white space": lambda _: (200, _JSON, b" \n"),
    "half of it": lambda body: (200, _JSON, body[: len(body) // 2]),
    "it twice": lambda body: (200, _JSON, body + body),
    "broken gzip": lambda body: (200, {**_JSON, "Content-Encoding": "gzip"}, b"\x1f\x8b" + body),
    "gzip that nobody announced": lambda _: (200, _JSON, b"\x1f\x8b\x08\x00\x00\x00\x00\x00"),
    "an empty object": lambda _: (200, _JSON, b"{}"),
    "null": lambda _: (200, _JSON, b"null"),
    "a text": lambda _: (200, _JSON, b'"Service unavailable"'),
    "a flag": lambda _: (200, _JSON, b"true"),
    "a number": lambda _: (200, _JSON, b"0"),
    "a list in a list": lambda _: (200, _JSON, b"[[1], [2]]"),
    "a list of texts": lambda _: (200, _JSON, b'["a", "b"]'),
    "errors": lambda _: (200, _JSON, b'{"errors": [{"message": "Something broke"}]}'),
    "no success": lambda _: (200, _JSON, b'{"success": false, "message": "Something broke"}'),
    "a status": lambda _: (200, _JSON, b'{"status": "error", "message": "Something broke"}'),
    "a fault": lambda _: (200, _JSON, b'{"fault": {"faultstring": "Something broke"}}'),
    "a code": lambda _: (200, _JSON, b'{"code": 500, "message": "Something broke"}'),
    "a login": lambda _: (200, _JSON, b'{"redirect": "/login", "user": null}'),
}
# What may stand in the place of a page's list.
NO_LIST: dict[str, Any] = {
    "a text": "none",
    "a number": 7,
    "texts": ["a", "b"],
    "an object of something else": {"message": "Something broke"},
}


@pytest.fixture(autouse=True)
def _patient(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a request be sent again as often as there are wild answers, without a wait."""
    limits = replace(PATIENCE, attempts=2 + len(NO_ANSWER), first_wait=0.0, breaker=100)
    served.provider = replace(served.provider, limits=limits)
    monkeypatch.setattr(freesound_answers.PACKS, "_answers", {})


def good(provider: Provider, file: str) -> Reply:
    one = next(one for one in evidence_of(provider.name) if one.file == file)
    return reply_of(one)


def payload(provider: Provider, file: str) -> Any:
    one = next(one for one in evidence_of(provider.name) if one.file == file)
    return copy.deepcopy(payload_of(provider, one))


def with_value(value: Any, path: tuple[str | int, ...] | None, new: Any) -> Any:
    """Return an answer with another value at a path; the value itself where the path is empty."""
    if not path:
        return new
    found = copy.deepcopy(value)
    place = found
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = new
    return found


def changed(provider: Provider, file: str, path: Any, new: Any) -> Reply:
    """Return an answer of the evidence with another value in it, with its own headers."""
    status, headers, _ = good(provider, file)
    return status, headers, orjson.dumps(with_value(payload(provider, file), path, new))


def had_in_the_end(served: Served, file: str, wild: list[Reply]) -> None:
    """Serve wild answers in an answer's place until it comes itself; then nothing is missing."""
    replies = [*wild, good(served.provider, file)]
    served.api.faults[file] = replies
    for n in range(len(wild)):
        status = served.run(again=n == 0)
        assert set(map(id_of, served.rows)) <= set(map(id_of, served.truth))
        if status == "done":
            break
        assert status in {"incomplete", "failed"}
    assert len(replies) == 1, "one of these was taken for an answer"
    assert served.run() in {"done", "skipped"}
    assert differences(served.newest, served.truth) == []


@PROVIDERS
def test_what_is_no_page_is_never_taken_for_one(served: Served) -> None:
    body = good(served.provider, served.page)[2]
    had_in_the_end(served, served.page, [wild(body) for wild in NO_ANSWER.values()])


@PROVIDERS
def test_what_is_no_list_is_never_taken_for_one(served: Served) -> None:
    provider, path = served.provider, served.provider.page.path
    if provider.walk:
        pytest.skip("its own generator reads its pages")
    wild = [changed(provider, served.page, path, value) for value in NO_LIST.values()]
    had_in_the_end(served, served.page, wild)


@PROVIDERS
def test_what_is_no_work_is_never_taken_for_one(served: Served) -> None:
    work = served.work
    if work is None:
        pytest.skip("asks for no work by itself")
    body = good(served.provider, work)[2]
    wild = {name: one(body) for name, one in NO_ANSWER.items()}
    if served.provider.name == "internetarchive":
        del wild["an empty object"]  # a work that is gone
    answers = list(wild.values())
    # Those of a work are not asked for again in the same run, and no more than in five.
    for n in range(0, len(answers), 4):
        had_in_the_end(served, work, answers[n : n + 4])


@PROVIDERS
def test_what_is_asked_once_before_a_pull_stops_it_when_it_is_wild(served: Served) -> None:
    if served.provider.prepare is None:
        pytest.skip("asks for nothing before")
    first = served.served[0]
    body = good(served.provider, first)[2]
    served.provider = replace(served.provider, limits=replace(PATIENCE, attempts=1))
    for wild in NO_ANSWER.values():
        served.api.faults[first] = [wild(body)]
        assert served.run() == "failed"
        assert served.rows == []
    served.api.faults.clear()
    assert served.run() == "done"
    assert differences(served.rows, served.truth) == []


@PROVIDERS
def test_a_wild_page_that_stays_is_in_the_ledger_with_what_came_instead(served: Served) -> None:
    name = list(NO_ANSWER)[PULLED.index(served.declared) % len(NO_ANSWER)]
    served.provider = replace(served.provider, limits=PATIENCE)
    body = good(served.provider, served.page)[2]
    served.api.faults[served.page] = [NO_ANSWER[name](body)]
    report = served.report()
    assert report.status == "incomplete"
    [error] = [one["error"] for one in report.errors if one["kind"] in {"page", "list"}]
    told = (served.provider.name, "no JSON", "Something broke", "DecodingError", "no answer to")
    assert any(words in error for words in told), (name, error)
    assert differences(served.rows, served.without(served.lost_with(served.page))) == []
    served.api.faults.clear()
    assert served.run() == "done"
    assert differences(served.rows, served.truth) == []


@PROVIDERS
def test_an_empty_page_in_the_middle_is_a_hole_and_no_end(served: Served) -> None:
    if len(served.pages) < 3 or served.provider.walk:
        pytest.skip("has no page in the middle")
    path = served.provider.page.path
    had_in_the_end(
        served,
        served.pages[1],
        [
            changed(served.provider, served.pages[1], path, []),
            changed(served.provider, served.pages[1], path, []),
        ],
    )


def dressed(provider: Provider, file: str) -> Iterator[bytes]:
    """Yield an answer as servers may write it that are careless, with nothing lost."""
    found = payload(provider, file)
    text = orjson.dumps(found).decode()
    yield b"\xef\xbb\xbf" + text.encode()
    yield b"\xff\xfe" + text.encode("utf-16-le")
    yield (
        b"<br />\n<b>Warning</b>:  Undefined index in /srv/a.php on line 3<br />\n" + text.encode()
    )
    listed = dig(found, provider.page.path or ())
    if isinstance(listed, list) and len(listed) > 1:
        by_number = {str(n): item for n, item in enumerate(listed)}
        yield orjson.dumps(with_value(found, provider.page.path, by_number))
    if isinstance(found, dict):
        yield text[:-1].encode() + b', "zz_new": NaN, "zz_half": "\\ud800"}'


@PROVIDERS
def test_a_page_that_is_carelessly_written_is_read(served: Served) -> None:
    status, headers, _ = good(served.provider, served.page)
    for body in dressed(served.provider, served.page):
        served.api.faults[served.page] = [(status, headers, body)]
        assert served.run(again=True) == "done"
        assert differences(served.rows, served.truth) == []


def counts_of(provider: Provider) -> list[tuple[str | int, ...]]:
    """Return where an answer says how much there is."""
    paginator = provider.paginator
    if isinstance(paginator, PageNumber):
        found = [paginator.total, paginator.pages]
    else:
        found = [paginator.total] if isinstance(paginator, Offset | SinglePage) else []
    return [path for path in found if path]


@PROVIDERS
@pytest.mark.parametrize("count", ["as text", -1, None, "many", 0, 1])
def test_a_count_that_lies_loses_nothing(served: Served, count: Any) -> None:
    paths = counts_of(served.provider)
    if not paths:
        pytest.skip("says no count")
    for file in served.pages:
        found = payload(served.provider, file)
        for path in paths:
            right = dig(found, path)
            found = with_value(found, path, str(right) if count == "as text" else count)
        status, headers, _ = good(served.provider, file)
        served.api.faults[file] = [(status, headers, orjson.dumps(found))]
    status = served.run()
    assert status in {"done", "incomplete"}
    assert differences(served.rows, served.truth) == []


@PROVIDERS
def test_a_count_or_a_next_page_that_never_ends_ends_here(served: Served) -> None:
    provider, more = served.provider, getattr(served.provider.paginator, "more", None)
    paths = counts_of(provider)
    if (not paths and not more) or isinstance(provider.paginator, SinglePage):
        pytest.skip("ends by neither")
    empty = next((o.file for o in evidence_of(provider.name) if o.kind == "empty"), None)
    for file in [*served.pages, *([empty] if empty else [])]:
        found = payload(provider, file)
        for path in paths:
            found = with_value(found, path, 10**9)
        found = with_value(found, more, "https://example.org/next") if more else found
        status, headers, _ = good(provider, file)
        served.api.faults[file] = [(status, headers, orjson.dumps(found))]
    served.provider = replace(provider, limits=PATIENCE)
    says_end = any(rule.action == "end" for rule in provider.errors)
    assert served.run() == ("done" if says_end else "incomplete")
    assert differences(served.rows, served.truth) == []
    assert len(served.api.asked) < 40


@PROVIDERS
def test_a_cursor_that_points_back_ends_its_list_and_keeps_the_page(served: Served) -> None:
    paginator = served.provider.paginator
    if not isinstance(paginator, Token):
        pytest.skip("goes on by no cursor")
    served.provider = replace(served.provider, limits=PATIENCE)
    following = dig(payload(served.provider, served.pages[0]), paginator.path)
    served.api.faults[served.pages[1]] = [
        changed(served.provider, served.pages[1], paginator.path, following)
    ]
    assert served.run() == "incomplete"
    kept = {one for step in served.steps[:2] for one in step.ids}
    assert set(map(id_of, served.rows)) == kept
    served.api.faults.clear()
    assert served.run() == "done"
    assert differences(served.newest, served.truth) == []
