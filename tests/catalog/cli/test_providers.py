import gzip
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from catalog.providers import registry
from catalog.providers.evidence import root
from scripts.provider_api import page
from tests.catalog.cli.test_ingest import run
from tests.catalog.fakeapi import as_json, serving
from tests.catalog.providers.answers import EXPECTED
from tests.catalog.providers.faulty_api import DAY, evidence_api, pulled, quick

CLEVELAND = root() / "clevelandmuseum"


def test_every_provider_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "providers", "list", "--format", "jsonl")
    assert code == 0
    assert [json.loads(line)["provider"] for line in out.splitlines()] == [*registry.NAMES]
    assert "FLICKR_API_KEY" in run(capsys, "providers", "list")[1]


def test_an_answer_becomes_records_on_stdout_and_rejections_on_stderr(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, out, err = run(capsys, "providers", "parse", "clevelandmuseum", CLEVELAND / "middle.json")
    assert code == 0
    assert out == ""
    assert [(one["rejected"], one["detail"]) for one in map(json.loads, err.splitlines())] == [
        ("not_public_domain", "Copyrighted"),
        ("no_image", ""),
    ]
    code, out, err = run(capsys, "providers", "parse", "clevelandmuseum", CLEVELAND / "first.json")
    assert (code, err) == (0, "")
    assert out.splitlines() == (EXPECTED / "clevelandmuseum.jsonl").read_text().splitlines()[:2]


def test_an_empty_page_holds_no_records(capsys: pytest.CaptureFixture[str]) -> None:
    told = run(capsys, "providers", "parse", "clevelandmuseum", CLEVELAND / "empty.json")
    assert told == (0, "", "")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"error": "no such thing"}', "no such thing"),
        ("[1, 2]", "this is no answer of clevelandmuseum"),
        ("<html>", "is no JSON"),
        (None, "cannot read"),
    ],
)
def test_what_is_no_answer_ends_with_2_and_one_line(
    text: str | None, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "answer.json"
    if text is not None:
        file.write_text(text)
    code, out, err = run(capsys, "providers", "parse", "clevelandmuseum", file)
    assert (code, out) == (2, "")
    assert said in err
    assert len(err.splitlines()) == 1


def test_an_error_page_in_html_is_told_in_its_own_words(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, out, err = run(capsys, "providers", "parse", "met", root() / "met" / "error_403.html")
    assert (code, out) == (2, "")
    assert "it says: Request unsuccessful. Incapsula incident" in err


def test_a_part_of_a_work_is_rejected_for_what_it_lacks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "part.json"
    file.write_text('{"id": "5", "owner": "7@N01", "title": "Without a licence"}')
    code, out, err = run(capsys, "providers", "parse", "flickr", file)
    assert (code, out) == (0, "")
    assert json.loads(err)["rejected"] == "missing_license"


def test_a_list_of_ids_says_what_to_give_instead(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "ids.json"
    file.write_text('{"total": 2, "objectIDs": [1, 2]}')
    code, _, err = run(capsys, "providers", "parse", "met", file)
    assert code == 2
    assert "give an answer of the kind: object" in err


def test_a_healthy_provider_is_checked_by_one_page(capsys: pytest.CaptureFixture[str]) -> None:
    with serving(lambda _path, query: as_json(page(query, 100))) as api:
        code, out, _ = run(
            capsys, "providers", "check", "clevelandmuseum", "--url", api.url, "--format", "jsonl"
        )
    assert (code, len(api.asked)) == (0, 1)
    assert json.loads(out) == {
        "provider": "clevelandmuseum",
        "answer": "first",
        "ok": True,
        "said": "22 records; 3 not_public_domain",
    }


def test_an_answer_that_changed_its_shape_is_a_problem(
    capsys: pytest.CaptureFixture[str],
) -> None:
    changed = as_json({"info": {}, "data": [{"id": 1, "share_license_status": "CC0"}]})
    with serving(lambda _path, _query: changed) as api:
        command = ("providers", "check", "clevelandmuseum", "--url", api.url)
        code, out, err = run(capsys, *command, "--format", "csv")
    assert code == 1
    assert "no record parses (missing_images): the answers have changed" in out
    assert "1 of 1 providers have a problem" in err


def test_a_missing_key_is_a_problem(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("FLICKR_API_KEY", raising=False)
    code, out, _ = run(capsys, "providers", "check", "flickr", "--format", "csv")
    assert code == 1
    assert out.splitlines()[1].startswith("flickr,first,false,the key FLICKR_API_KEY is missing")


def test_published_files_are_checked_by_their_columns(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for file in (root() / "nga").glob("*.csv"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    command = ("providers", "check", "nga", "--url", tmp_path, "--format", "jsonl")
    code, out, _ = run(capsys, *command)
    files = ["published_images.csv", "objects.csv", "objects_terms.csv"]
    assert [(one["answer"], one["said"]) for one in map(json.loads, out.splitlines())] == [
        (name, "as the evidence") for name in files
    ]
    assert code == 0
    images = tmp_path / files[0]
    images.write_text(images.read_text().replace("openaccess", "free", 1))
    (tmp_path / files[2]).unlink()
    code, out, _ = run(capsys, *command, "--deep")
    first, second, third = map(json.loads, out.splitlines())
    assert (first["ok"], first["said"]) == (False, "lost: openaccess; new: free")
    assert second["ok"]
    assert (third["ok"], "does not exist" in third["said"]) == (False, True)
    assert code == 1


def test_packed_files_are_checked_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for file in (root() / "inaturalist").glob("*.tsv"):
        (tmp_path / f"{file.stem}.csv.gz").write_bytes(gzip.compress(file.read_bytes()))
    code, out, _ = run(capsys, "providers", "check", "inaturalist", "--url", tmp_path)
    assert (code, out.count("as the evidence")) == (0, 4)
    (tmp_path / "taxa.csv.gz").write_bytes(b"no gzip")
    assert run(capsys, "providers", "check", "inaturalist", "--url", tmp_path)[0] == 1


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["Bad-Name", "--url", "https://e.org/"], "is no name"),
        (["met", "--url", "https://e.org/"], "is already there"),
        (["another", "--url", "http://e.org/"], "must be the https address"),
    ],
)
def test_a_provider_that_cannot_be_made_is_refused(
    args: list[str], said: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(Path(__file__).parents[3])
    code, _, err = run(capsys, "providers", "new", *args)
    assert code == 2
    assert said in err


def test_a_provider_is_made_in_the_projects_folder_only(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code, _, err = run(capsys, "providers", "new", "another", "--url", "https://e.org/")
    assert code == 2
    assert "is not the project's folder" in err


def test_the_status_of_a_provider_tells_what_is_left_and_then_its_complete_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    provider = quick(registry.provider("clevelandmuseum"))
    asked = ["providers", "status", provider.name, "--output", tmp_path, "--format", "json"]
    with evidence_api(provider) as (api, server):
        api.faults["middle.json"] = [(500, {}, b"")]
        pulled(provider, server, tmp_path)
        code, out, err = run(capsys, *asked)
        (row,) = json.loads(out)
        assert (code, err) == (0, "")
        assert (row["status"], row["left"], row["given_up"]) == ("incomplete", 1, 0)
        assert (row["last_complete"], row["age_days"]) == (None, None)
        assert [(one["kind"], one["attempts"]) for one in row["failures"]] == [("page", 1)]
        assert row["error"].startswith("1 page could not be had; the newest error: 500 from ")
        api.faults.clear()
        pulled(provider, server, tmp_path)
    (row,) = json.loads(run(capsys, *asked)[1])
    assert (row["status"], row["left"], row["failures"]) == ("done", 0, [])
    assert row["last_complete"] == str(DAY)
    assert row["age_days"] == (datetime.now(UTC).date() - DAY).days


def test_the_status_is_a_table_of_all_that_are_not_retired(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    code, out, _ = run(capsys, "providers", "status", "--output", tmp_path)
    assert code == 0
    shown = [line.split()[1] for line in out.splitlines() if line.startswith("│")]
    assert shown == [one.name for one in registry.providers() if one.schedule]
    assert run(capsys, "providers", "status", "nobody", "--output", tmp_path)[0] == 2
