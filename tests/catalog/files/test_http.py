from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
import requests

from catalog.errors import CatalogError, NotFoundError, RetriableError
from catalog.files.http import (
    call_with_retries,
    raise_for_status,
    retry_after_seconds,
    without_query,
)


def response(status: int, url: str, **headers: str) -> requests.Response:
    answer = requests.Response()
    answer.status_code, answer.url = status, url
    answer.headers.update(headers)
    return answer


def test_retry_after_is_read_as_seconds_or_as_a_date() -> None:
    soon = datetime.now(UTC) + timedelta(seconds=90)
    assert retry_after_seconds("7") == 7.0
    assert 85 < (retry_after_seconds(format_datetime(soon.replace(tzinfo=None))) or 0) <= 90
    assert 85 < (retry_after_seconds(f"{soon:%A, %d-%b-%y %H:%M:%S} GMT") or 0) <= 90
    assert 85 < (retry_after_seconds(f"{soon:%a %b %e %H:%M:%S %Y}") or 0) <= 90
    assert retry_after_seconds("Mon, 23 Nov 2015 11:00:00 GMT") == 0.0


@pytest.mark.parametrize(
    "odd", ["later", "-0000", "\u00b2", "1_0", "1.5", "-5", "Mon, 23 Nov 99999 11:00:00 GMT"]
)
def test_a_retry_after_that_is_neither_is_as_if_it_were_not_there(odd: str) -> None:
    assert retry_after_seconds(odd) is None


def test_a_wait_of_no_time_is_not_taken_at_its_word() -> None:
    waits: list[float] = []

    def call() -> None:
        raise RetriableError("busy", retry_after=0)

    with pytest.raises(RetriableError):
        call_with_retries(call, attempts=3, sleep=waits.append)
    assert len(waits) == 2
    assert min(waits) >= 1.0


@pytest.mark.parametrize(
    "value",
    [
        "Mon, 23 Nov 2026 12:00:30 GMT",
        "Monday, 23-Nov-26 12:00:30 GMT",
        "Mon Nov 23 12:00:30 2026",
        "Mon, 23 Nov 2026 12:00:30 -0000",
        " 30 ",
    ],
)
def test_retry_after_is_read_in_all_the_forms_that_rfc_9110_allows(value: str) -> None:
    assert retry_after_seconds(value, datetime(2026, 11, 23, 12, 0, 0, tzinfo=UTC)) == 30.0


@pytest.mark.parametrize("value", ["", "²", "1.5", "-5", "soon", "Mon, 99 Nov 2026", "٣"])
def test_a_retry_after_that_says_nothing_is_none(value: str) -> None:
    assert retry_after_seconds(value) is None


def test_a_retry_after_of_zero_does_not_make_a_loop_without_a_pause() -> None:
    waits: list[float] = []
    answers = iter([RetriableError("busy", retry_after=0.0), None])

    def call() -> str:
        error = next(answers)
        if error:
            raise error
        return "done"

    assert call_with_retries(call, sleep=waits.append) == "done"
    assert waits[0] > 0


def test_an_error_never_shows_the_query_or_the_password_of_a_url() -> None:
    assert without_query("https://me:pw@api.org/v1?key=secret") == "https://api.org/v1"
    with pytest.raises(CatalogError) as caught:
        raise_for_status(response(400, "https://api.org/v1?key=secret"))
    assert str(caught.value) == "400 from https://api.org/v1"


def test_a_503_is_worth_another_try_and_keeps_the_wait_it_asked_for() -> None:
    with pytest.raises(RetriableError) as caught:
        raise_for_status(response(503, "https://api.org/", **{"Retry-After": "9"}))
    assert caught.value.retry_after == 9.0


def test_a_404_is_final() -> None:
    with pytest.raises(NotFoundError):
        raise_for_status(response(404, "https://api.org/"))


def test_a_call_is_tried_again_after_the_wait_that_was_asked_for() -> None:
    waits: list[float] = []
    answers = iter([RetriableError("busy", retry_after=9), RetriableError("busy"), None])

    def call() -> str:
        answer = next(answers)
        if answer:
            raise answer
        return "done"

    assert call_with_retries(call, sleep=waits.append) == "done"
    assert waits[0] == 9.0
    assert 1.0 <= waits[1] <= 3.0


def test_the_last_passing_fault_is_raised_as_it_is() -> None:
    def call() -> None:
        raise RetriableError("still busy")

    with pytest.raises(RetriableError, match="still busy"):
        call_with_retries(call, attempts=3, sleep=lambda _: None)
