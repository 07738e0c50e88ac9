"""How long an adoption may take, from a sample, and how sure that is."""

import os
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from catalog.cli import main
from catalog.database.adopt import plan as planning
from catalog.database.adopt.forms import SourceTable
from catalog.database.adopt.plan import AdoptionPlan, plan
from catalog.database.adopt.rows import Taken
from catalog.database.adopt.state import AdoptionRequest
from tests.catalog.database.adopt.old_rows import fill, in_place, usual

pytestmark = pytest.mark.postgres


class Clock:
    """Passes only while rows are cleaned and while the server is tried."""

    def __init__(self, seconds_a_row: list[float]) -> None:
        self.now, self.paces = 0.0, seconds_a_row

    def monotonic(self) -> float:
        return self.now

    def take(self, _table: SourceTable, rows: Sequence[tuple[Any, ...]]) -> Taken:
        self.now += len(rows) * self.paces[0]
        self.paces = [*self.paces[1:], self.paces[0]]
        return Taken(counts=Counter(rows=len(rows)))


@pytest.fixture
def planned(
    old: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> AdoptionPlan:
    """Return the plan for a million images whose cleaning takes as long as is asked for."""
    fill(old, "image", [usual(number) for number in range(100)])
    clock = Clock(list(request.param))
    monkeypatch.setattr(planning, "time", clock)
    monkeypatch.setattr(planning, "take", clock.take)
    monkeypatch.setattr(os, "cpu_count", lambda: 4)
    found = plan(in_place(old))
    images, *others = sorted(found.tables, key=lambda each: each.table.name != "image")
    share = 1_000_000 / images.table.rows
    images = replace(
        images, table=replace(images.table, rows=1_000_000), seconds=images.seconds * share
    )
    others = [replace(each, table=replace(each.table, rows=0), seconds=0) for each in others]
    return replace(found, tables=[images, *others])


@pytest.mark.parametrize("planned", [[0.0002]], indirect=True)
@pytest.mark.parametrize(
    ("workers", "slowness", "seconds"),
    [
        # 200 s to clean, 50 to write, shared; 15 to build indexes and 2 to start.
        (1, 1.0, 200 + 50 + 17),
        (2, 1.0, 100 + 25 + 17),
        (4, 1.0, 50 + 12.5 + 17),
        # There are four cores.
        (16, 1.0, 50 + 12.5 + 17),
        # The server does half as much, or has others to serve.
        (2, 2.0, 100 + 50 + 34),
    ],
)
def test_the_time_is_that_of_the_sample_and_what_the_server_takes_for_the_rest(
    planned: AdoptionPlan, workers: int, slowness: float, seconds: float
) -> None:
    likely, least, most = replace(planned, slowness=slowness).seconds(workers)
    assert likely == pytest.approx(seconds)
    assert least <= likely / 1.3
    assert most >= likely * 1.3


EVEN, UNEVEN = [0.0002] * 10, [0.00005] * 8 + [0.0008] * 2


@pytest.mark.parametrize(
    ("planned", "least", "most"),
    [(EVEN, 267 / 1.3, 267 * 1.3), (UNEVEN, 0.5 * 200 + 0.7 * 67, 2 * 200 + 1.5 * 50 + 2 * 17)],
    indirect=["planned"],
)
def test_it_is_less_sure_where_parts_of_the_sample_took_longer_than_others(
    planned: AdoptionPlan, least: float, most: float
) -> None:
    assert planned.seconds(1) == pytest.approx((267, least, most), rel=0.01)


@pytest.mark.slow
def test_a_large_sample_is_cleaned_by_as_many_processes_as_will_work(
    old: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(old, "image", [usual(number) for number in range(100)])
    monkeypatch.setattr(planning, "_WORTH_PROCESSES", 50)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr(planning, "take", None)  # nothing is cleaned in this process
    found = plan(AdoptionRequest(old, workers=2))
    (images,) = [each for each in found.tables if each.table.name == "image"]
    assert images.counts["rows"] == 100
    assert images.seconds > 0
    assert found.slowness > 0
    assert found.slowness != 1.0


def test_the_plan_says_how_sure_it_is_and_of_what(
    old: str, capsys: pytest.CaptureFixture[str]
) -> None:
    fill(old, "image", [usual(number) for number in range(20)])
    with pytest.raises(SystemExit):
        main(["db", "adopt", "--database-url", old, "--workers", "2"])
    time, unit = r"[\d.]+", "(seconds|minutes|hours)"
    told = (
        rf"about {time} {unit} with 2 workers \({time} {unit} to {time} {unit}\), as busy as all "
        r"machines are now: 20 rows were read and cleaned to find out\. To write rows and build "
        rf"indexes was not tried, but measured elsewhere, where the server was {time} times as fast"
    )
    assert re.search(told, capsys.readouterr().out)
