from datetime import date
from pathlib import Path

import pytest

from catalog.ingestion.clients import client_for
from catalog.ingestion.runs import ProviderRun, run_day
from catalog.operations.freshness import provider_days
from catalog.providers.base import Expect, Provider
from tests.catalog.fakeapi import FakeApi, fake_provider, offset_pages, serving

TODAY = date(2026, 11, 25)


def ran(provider: Provider, output: Path, day: date, **options: bool) -> str:
    run = ProviderRun(provider=provider, output=str(output), **options)
    return run_day(run, day, client_for(provider)).status


def refusing(api: FakeApi) -> None:
    """Let the second page be one that cannot be had."""
    well = api.answer
    api.answer = lambda path, query: (
        (400, {}, b"") if query["offset"] == "10" else well(path, query)
    )


def test_only_complete_runs_count(tmp_path: Path) -> None:
    with serving(offset_pages(30)) as api:
        provider = fake_provider(api.url)
        assert ran(provider, tmp_path, date(2026, 11, 20)) == "done"
        refusing(api)
        assert ran(provider, tmp_path, date(2026, 11, 23)) == "incomplete"
        too_few = fake_provider(api.url, expect=Expect(min_records=100))
        assert ran(too_few, tmp_path, date(2026, 11, 24)) == "failed"
        assert provider_days(str(tmp_path), [provider], TODAY) == {"fake": 5}
        assert ran(provider, tmp_path, date(2026, 11, 24), accept=True) == "accepted"
    assert provider_days(str(tmp_path), [provider], TODAY) == {"fake": 1}


def test_a_provider_that_never_had_a_complete_run_has_no_age(tmp_path: Path) -> None:
    with serving(offset_pages(30)) as api:
        refusing(api)
        provider = fake_provider(api.url)
        assert ran(provider, tmp_path, TODAY) == "incomplete"
    assert provider_days(str(tmp_path), [provider], TODAY) == {}


@pytest.mark.parametrize("report", ["", "[]", '{"status": "failed"}'])
def test_a_report_that_says_nothing_is_no_complete_run(tmp_path: Path, report: str) -> None:
    folder = tmp_path / "image/fake/year=2026/month=11/day=24"
    folder.mkdir(parents=True)
    (folder / "_report.json").write_text(report)
    provider = fake_provider("http://127.0.0.1:1")
    assert provider_days(str(tmp_path), [provider], TODAY) == {}
