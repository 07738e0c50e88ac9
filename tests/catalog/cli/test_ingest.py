import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import psycopg
import pyarrow.parquet as pq
import pytest

from catalog.cli import main
from catalog.providers import registry
from scripts.provider_api import page
from tests.catalog.fakeapi import FakeApi, Reply, as_json, serving

FAST = ["--delay", "0.01"]
WANTED = sorted(str(900_000 + n) for n in range(60) if n % 7 != 6)


def museum(_path: str, query: dict[str, str]) -> Reply:
    return as_json(page(query | {"limit": "5"}, 60))


def run(capsys: pytest.CaptureFixture[str], *args: object) -> tuple[int, str, str]:
    """Run a command; return its exit code, what it printed, and what it said."""
    code: Any = 0
    try:
        main([str(arg) for arg in args])
    except SystemExit as ended:
        code = ended.code or 0
    out, err = capsys.readouterr()
    return int(code), out, err


def identifiers(output: Path) -> list[str]:
    files = sorted(output.rglob("*.parquet"))
    return sorted(
        name
        for file in files
        for name in pq.read_table(file).column("foreign_identifier").to_pylist()
    )


def report(output: Path) -> dict[str, Any]:
    found = list(output.rglob("_report*.json"))
    assert len(found) == 1
    read: dict[str, Any] = json.loads(found[0].read_bytes())
    return read


def ingest(capsys: pytest.CaptureFixture[str], api: FakeApi, output: Path, *more: object) -> Any:
    return run(
        capsys, "ingest", "clevelandmuseum", "--url", api.url, *FAST, "--output", output, *more
    )


def test_a_run_lands_every_record_and_writes_its_report(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with serving(museum) as api:
        code, out, err = ingest(capsys, api, tmp_path)
    assert (code, out) == (0, "")
    assert identifiers(tmp_path) == WANTED
    told = report(tmp_path)
    assert told["rejected"] == {"not_public_domain": 8}
    assert (told["fetched"], told["written"], told["requests"]) == (60, 52, 12)
    assert (told["status"], told["retries"], told["cursor"]) == ("done", 0, None)
    assert "52" in err


def test_what_is_complete_is_not_asked_for_twice_unless_told_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with serving(museum) as api:
        ingest(capsys, api, tmp_path)
        _, _, err = ingest(capsys, api, tmp_path)
        assert len(api.asked) == 12
        assert "skipped" in err
        ingest(capsys, api, tmp_path, "--again")
        assert len(api.asked) == 24
    assert identifiers(tmp_path) == WANTED


def test_a_limited_run_has_files_of_its_own_beside_the_whole_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with serving(museum) as api:
        assert ingest(capsys, api, tmp_path, "--limit", 7)[0] == 0
        assert len(identifiers(tmp_path)) == 7
        ingest(capsys, api, tmp_path)
    assert len(identifiers(tmp_path)) == 7 + 52


def test_params_are_added_and_listed_requests_are_made_exactly(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    listed = tmp_path / "params.json"
    listed.write_text('[{"skip": 10, "limit": 5}, {"skip": 30, "limit": 5}]')
    with serving(museum) as api:
        code, _, _ = ingest(
            capsys, api, tmp_path / "out", "--params-file", listed, "--param", "q=vase"
        )
    assert code == 0
    assert [query for _, _, query in api.asked] == [
        {"cc": "1", "has_image": "1", "skip": "10", "limit": "5", "q": "vase"},
        {"cc": "1", "has_image": "1", "skip": "30", "limit": "5", "q": "vase"},
    ]


def test_a_run_may_begin_at_the_page_of_given_parameters(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with serving(museum) as api:
        ingest(capsys, api, tmp_path, "--initial-params", '{"skip": 50}')
    assert [query["skip"] for _, _, query in api.asked] == ["50", "55"]


def test_single_works_are_asked_for_by_their_ids(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def answer(path: str, _query: dict[str, str]) -> Reply:
        number = int(path.rpartition("/")[2]) - 900_000
        work = page({"skip": str(number), "limit": "1"}, 60)["data"]
        return as_json({"data": work[0]}) if work else (404, {}, b"")

    with serving(answer) as api:
        code, _, err = ingest(
            capsys, api, tmp_path, "--id", 900_003, "--id", 900_099, "--id", 900_004
        )
    assert code == 0, err
    assert identifiers(tmp_path) == ["900003", "900004"]
    assert report(tmp_path)["rejected"] == {"not_found": 1}


def failing_at(skip: str) -> Any:
    def answer(path: str, query: dict[str, str]) -> Reply:
        return (400, {}, b"no") if query["skip"] == skip else museum(path, query)

    return answer


def test_an_incomplete_run_ends_with_1_until_the_command_is_given_again_and_nothing_is_left(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with serving(failing_at("20")) as api:
        code, _, err = ingest(capsys, api, tmp_path)
        assert code == 1
        assert "error: " in err
        assert "400 from http://127.0.0.1" in err
        assert report(tmp_path)["status"] == "incomplete"
        code, _, _ = ingest(capsys, api, tmp_path)
        assert code == 1
        api.answer, asked = museum, len(api.asked)
        code, _, _ = ingest(capsys, api, tmp_path)
        assert code == 0
        assert identifiers(tmp_path) == WANTED
        assert [query["skip"] for _, _, query in api.asked[asked:]] == ["20"]
        assert report(tmp_path)["status"] == "done"
        code, _, _ = ingest(capsys, api, tmp_path)
    assert code == 0
    assert len(api.asked) == asked + 1


def test_what_is_left_may_be_accepted_as_lost(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with serving(failing_at("20")) as api:
        assert ingest(capsys, api, tmp_path)[0] == 1
        asked = len(api.asked)
        code, _, err = ingest(capsys, api, tmp_path, "--accept")
        assert (code, report(tmp_path)["status"]) == (0, "accepted"), err
        assert ingest(capsys, api, tmp_path)[0] == 0
    assert len(api.asked) == asked


def test_what_failed_in_five_runs_is_given_up_and_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with serving(failing_at("20")) as api:
        codes = [ingest(capsys, api, tmp_path)[0] for _ in range(4)]
        code, _, err = ingest(capsys, api, tmp_path)
    assert (codes, code) == ([1, 1, 1, 1], 0)
    assert "given up after 5 runs" in err


def test_errors_are_reported_once_and_the_run_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with serving(failing_at("20")) as api:
        code, _, err = ingest(capsys, api, tmp_path, "--skip-errors")
    assert code == 1
    assert err.count('"skip":20') == 1
    assert report(tmp_path)["errors"][0]["params"]["skip"] == 20


def test_a_known_error_is_not_tried_again_and_the_run_stays_incomplete(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    known = tmp_path / "known.json"
    entry = {"provider": "clevelandmuseum", "issue": "https://e.org/1", "predicate": "400 FROM"}
    known.write_text(json.dumps([entry]))
    with serving(failing_at("20")) as api:
        code, _, _ = ingest(capsys, api, tmp_path / "out", "--known-errors", known)
        asked = len(api.asked)
        again, _, _ = ingest(capsys, api, tmp_path / "out", "--known-errors", known)
    assert (code, again) == (1, 1)
    assert len(api.asked) == asked
    assert len(identifiers(tmp_path / "out")) == 48


@pytest.mark.postgres
def test_what_was_pulled_may_be_loaded_at_once(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    database: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DATABASE_URL", database)
    monkeypatch.chdir(tmp_path)
    with serving(museum) as api:
        code, _, err = ingest(capsys, api, tmp_path / "out", "--load")
    assert code == 0, err
    with psycopg.connect(database) as connection:
        found = connection.execute("SELECT foreign_identifier FROM image").fetchall()
    assert sorted(row[0] for row in found) == WANTED


def test_a_dry_run_asks_nothing_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with serving(museum) as api:
        code, out, _ = ingest(capsys, api, tmp_path, "--dry-run")
    assert code == 0
    assert "https://openaccess-api.clevelandart.org/api/artworks/" in out
    assert (api.asked, list(tmp_path.iterdir())) == ([], [])


@pytest.mark.parametrize(
    ("provider", "days"), [("flickr", 128), ("wikimedia", 64), ("met", 64), ("europeana", 60)]
)
def test_the_plan_of_a_reingestion_lists_its_days(
    provider: str, days: int, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(capsys, "ingest", provider, "--reingest", "--dry-run", "--format", "jsonl")
    listed = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert len(listed) == days
    assert listed[0].keys() == {"day", "age_days", "left_out"}
    assert f"{days} days" in err


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["nosuch"], "there is no provider 'nosuch'"),
        (["clevelandmuseum", "--date", "2026-11-01"], "is not asked by the day"),
        (["met", "--from", "2026-11-03", "--to", "2026-11-03"], "must lie after"),
        (["clevelandmuseum", "--reingest"], "has no reingestion"),
        (["clevelandmuseum", "--param", "q"], "must be of the form name=value"),
        (["clevelandmuseum", "--delay", "1"], "wants 5 s between requests"),
        (["clevelandmuseum", "--initial-params", "[]"], "must be a JSON object"),
        (["flickr"], "the key FLICKR_API_KEY is missing"),
    ],
)
def test_what_cannot_be_ends_with_2_and_says_why(
    args: list[str],
    said: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("FLICKR_API_KEY", raising=False)
    code, out, err = run(capsys, "ingest", *args, "--output", tmp_path)
    assert (code, out) == (2, "")
    assert said in err


def start(api: FakeApi, output: Path) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "catalog", "ingest", "clevelandmuseum", "--url", api.url]
    return subprocess.Popen([*command, *FAST, "--output", str(output)], stderr=subprocess.DEVNULL)


def test_a_run_that_is_killed_again_and_again_lands_every_record_once(tmp_path: Path) -> None:
    killed: set[str] = set()

    def answer(path: str, query: dict[str, str]) -> Reply:
        if query["skip"] not in killed and int(query["skip"]) % 20 == 0:
            killed.add(query["skip"])
            os.kill(pids[-1], signal.SIGKILL)
        return museum(path, query)

    pids: list[int] = []
    with serving(answer) as api:
        returned = 1
        while returned:
            process = start(api, tmp_path)
            pids.append(process.pid)
            returned = process.wait(timeout=300)
    assert len(pids) == 4
    assert identifiers(tmp_path) == WANTED


def test_a_provider_that_wants_to_be_asked_is_not_pulled_before_it_agreed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("XENOCANTO_API_KEY", raising=False)
    pull = ("ingest", "xenocanto", "--output", tmp_path)
    code, _, said = run(capsys, *pull)
    assert code == 2
    assert "xeno-canto's operator wants to be asked" in said
    assert "--asked, or CATALOG_ASKED=xenocanto" in said
    # From here on it is the key that is missing.
    assert "XENOCANTO_API_KEY" in run(capsys, *pull, "--asked")[2]
    monkeypatch.setenv("CATALOG_ASKED", "flickr, xenocanto")
    assert "XENOCANTO_API_KEY" in run(capsys, *pull)[2]
    assert list(tmp_path.iterdir()) == []


def test_every_provider_has_a_dry_run(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    wanted = [name for name in registry.NAMES if registry.provider(name).schedule]
    codes = [run(capsys, "ingest", name, "--dry-run", "--output", tmp_path)[0] for name in wanted]
    assert codes == [0] * len(wanted)
