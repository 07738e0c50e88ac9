from datetime import date, timedelta
from pathlib import Path

from catalog.apis.paginators import SinglePage
from catalog.ingestion.clients import client_for
from catalog.ingestion.runs import ProviderRun, run_day
from catalog.ingestion.status import provider_status
from tests.catalog.fakeapi import Reply, as_json, fake_provider, photo, serving

DAY = date(2026, 11, 3)


def test_a_provider_that_never_ran_has_nothing_to_tell(tmp_path: Path) -> None:
    found = provider_status(str(tmp_path), fake_provider("http://127.0.0.1:1"), DAY)
    assert (found.last_complete, found.age_days, found.status, found.left) == (None, None, None, 0)
    assert (found.runs, found.failures) == ([], [])


def test_the_last_complete_run_and_what_is_left_of_others_are_told(tmp_path: Path) -> None:
    broken: set[str] = {"2026-11-02"}

    def answer(_path: str, query: dict[str, str]) -> Reply:
        if query["day"] in broken:
            return 400, {}, b'{"message": "no such day"}'
        return as_json({"total": 2, "photos": [photo(1), photo(2)]})

    with serving(answer) as api:
        provider = fake_provider(
            api.url,
            SinglePage(),
            dated=True,
            schedule="daily",
            window_params=lambda window: {"day": f"{window.start:%Y-%m-%d}"},
        )
        run = ProviderRun(provider=provider, output=str(tmp_path))
        for n in (2, 1):
            run_day(run, DAY - timedelta(days=n), client_for(provider))
        found = provider_status(str(tmp_path), provider, DAY)
    assert (found.last_complete, found.age_days) == (date(2026, 11, 1), 2)
    assert (found.status, found.left, found.given_up) == ("incomplete", 1, 0)
    assert found.error == (
        f"1 list could not be had; the newest error: 400 from {api.url}/photos: no such day"
    )
    (failure,) = found.failures
    assert (failure["kind"], failure["params"], failure["attempts"]) == (
        "list",
        {"day": "2026-11-02"},
        1,
    )
    assert [(one["day"], one["status"], one["written"]) for one in found.runs] == [
        (date(2026, 11, 2), "incomplete", 0),
        (date(2026, 11, 1), "done", 2),
    ]
