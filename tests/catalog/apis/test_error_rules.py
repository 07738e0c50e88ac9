"""Errors as data. The answers are of the shapes that the APIs' own documentation gives."""

from typing import Any

import pytest

from catalog.apis.error_rules import (
    API_DATA_GOV,
    ELASTICSEARCH,
    MEDIAWIKI,
    AccessRefused,
    ErrorRule,
    ListChanged,
    ListEnded,
    error_in,
    said,
)
from catalog.errors import CatalogError, NotFoundError, RetriableError

# https://developer.jamendo.com/v3.0/response-codes
JAMENDO = (
    ErrorRule("retry", path=("headers", "code"), values=(6,)),
    ErrorRule("stop", path=("headers", "code"), values=(5, 11)),
    ErrorRule("fail", path=("headers", "status"), but=("success",)),
)
# https://www.flickr.com/services/api/flickr.photos.search.html
FLICKR = (
    ErrorRule("stop", path=("code",), values=(100,)),
    ErrorRule("retry", path=("stat",), but=("ok",)),
)
MET = (ErrorRule("slow_down", status=(403,), wait=60),)
WORDPRESS = (
    ErrorRule("end", status=(400,), path=("code",), values=("rest_post_invalid_page_number",)),
)
PHYLOPIC = (ErrorRule("restart", status=(410,)),)


def jamendo(code: int) -> dict[str, Any]:
    headers = {"status": "success" if code == 0 else "failed", "code": code, "error_message": "no"}
    return {"headers": headers, "results": []}


@pytest.mark.parametrize(
    ("rules", "status", "payload", "kind"),
    [
        (JAMENDO, 200, jamendo(0), None),
        (JAMENDO, 200, jamendo(6), RetriableError),
        (JAMENDO, 200, jamendo(5), AccessRefused),
        (JAMENDO, 200, jamendo(8), CatalogError),
        (FLICKR, 200, {"stat": "ok", "photos": {}}, None),
        (FLICKR, 200, {"stat": "fail", "code": 105, "message": "busy"}, RetriableError),
        (FLICKR, 200, {"stat": "fail", "code": 100, "message": "key"}, AccessRefused),
        (FLICKR, 200, {}, RetriableError),
        (ELASTICSEARCH, 200, {"timed_out": False, "_shards": {"failed": 0}}, None),
        (ELASTICSEARCH, 200, {"timed_out": True, "_shards": {"failed": 0}}, RetriableError),
        (ELASTICSEARCH, 200, {"timed_out": False, "_shards": {"failed": 2}}, RetriableError),
        (MEDIAWIKI, 200, {"query": {}}, None),
        (MEDIAWIKI, 200, {"error": {"code": "maxlag", "info": "8 s lagged"}}, RetriableError),
        (MEDIAWIKI, 200, {"error": {"code": "internal_api_error_DB"}}, RetriableError),
        (MEDIAWIKI, 200, {"error": {"code": "badvalue"}}, CatalogError),
        (API_DATA_GOV, 403, {"error": {"code": "API_KEY_INVALID"}}, AccessRefused),
        (MET, 403, None, RetriableError),
        ((), 403, None, CatalogError),
        (WORDPRESS, 400, {"code": "rest_post_invalid_page_number"}, ListEnded),
        (WORDPRESS, 400, {"code": "rest_invalid_param"}, CatalogError),
        (PHYLOPIC, 410, {"errors": []}, ListChanged),
        ((), 410, None, NotFoundError),
        ((), 404, None, NotFoundError),
        ((), 401, None, AccessRefused),
        ((), 429, None, RetriableError),
        ((), 400, None, CatalogError),
        ((), 200, {"error": "busy"}, RetriableError),
        ((), 200, {"photos": [], "error": None}, None),
        ((), 200, [{"error": "is a title here"}], None),
    ],
)
def test_an_answer_is_the_error_that_its_rules_say(
    rules: tuple[ErrorRule, ...], status: int, payload: Any, kind: type[CatalogError] | None
) -> None:
    found = error_in(rules, status, payload)
    assert type(found) is (kind or type(None))


def test_a_message_names_status_place_and_the_apis_own_words() -> None:
    payload = {"stat": "fail", "code": 105, "message": "Service currently unavailable"}
    found = error_in(FLICKR, 200, payload, place="https://api.example.org/rest")
    assert str(found) == (
        "the answer is an error from https://api.example.org/rest: "
        "Service currently unavailable (105)"
    )


@pytest.mark.parametrize(
    ("headers", "wait"), [({}, 60.0), ({"Retry-After": "7"}, 7.0), ({"Retry-After": "0"}, 60.0)]
)
def test_slower_means_the_wait_that_the_answer_names_or_the_rule(
    headers: dict[str, str], wait: float
) -> None:
    found = error_in(MET, 403, None, headers)
    assert isinstance(found, RetriableError)
    assert found.retry_after == wait


def test_a_recorded_answer_is_judged_by_its_body_alone() -> None:
    assert error_in(MET, None, {"objectID": 1}) is None
    assert isinstance(
        error_in(WORDPRESS, None, {"code": "rest_post_invalid_page_number"}), ListEnded
    )


@pytest.mark.parametrize(
    ("payload", "words"),
    [
        ({"error": {"code": "maxlag", "info": "Waiting: 8 s"}}, "Waiting: 8 s (maxlag)"),
        ({"headers": {"code": 6, "error_message": "Rate limit"}}, "Rate limit (6)"),
        ({"detail": "Not found."}, "Not found."),
        ("invalid date", "invalid date"),
        ({"error": "client_error", "message": "Missing key"}, "Missing key"),
        ({"error": True}, ""),
        (None, ""),
    ],
)
def test_what_an_api_says_is_found_where_apis_put_it(payload: Any, words: str) -> None:
    assert said(payload) == words
