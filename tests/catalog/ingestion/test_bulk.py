import gzip
import shutil
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from catalog.cli import main
from catalog.engine import ProcessEngine, Task, TaskReport
from catalog.errors import CatalogError
from catalog.ingestion import bulk
from catalog.ingestion.bulk import BulkReport, dump_of, run_bulk, versions
from catalog.providers import nga, registry, wellcome
from catalog.providers.base import Provider
from catalog.providers.evidence import root
from catalog.providers.inaturalist import PROVIDER
from tests.catalog.fakeapi import Reply, serving
from tests.catalog.ingestion import nga_files
from tests.catalog.ingestion.inaturalist_files import OBSERVERS, packed, write_files

DAY = date(2026, 11, 2)


class Serial:
    """Runs tasks here, one after the other, until it is killed."""

    def __init__(self, dies_after: int | None = None) -> None:
        self.left = dies_after

    def run(self, task: Task, items: Iterable[str]) -> Iterator[TaskReport]:
        for item in items:
            if self.left == 0:
                raise KeyboardInterrupt
            self.left = None if self.left is None else self.left - 1
            yield task(item)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write_files(tmp_path / "source")


def run(
    source: Path | str, output: Path, engine: Serial | ProcessEngine, **more: bool
) -> BulkReport:
    given = {"complete": False, **more}
    return run_bulk(PROVIDER, str(source), str(output), day=DAY, engine=engine, **given)


def landed(output: Path) -> list[tuple[str, str, str | None, str | None]]:
    names = ["foreign_identifier", "license", "creator", "title"]
    rows = [
        row
        for file in sorted(output.rglob("*.parquet"))
        for row in pq.read_table(file, columns=names).to_pylist()
    ]
    return [tuple(row[name] for name in names) for row in rows]


TRUTH = [
    ("10", "by", "Fern", "Dryopteris"),
    ("11", "cc0", "Fern", "Dryopteris"),
    ("4000006", "pdm", "moss", "Plantae"),
    ("4000007", "by-nc-sa", None, None),
]


def test_photos_land_once_with_their_observer_and_taxon(source: Path, tmp_path: Path) -> None:
    report = run(source, tmp_path / "out", ProcessEngine(workers=2))
    assert landed(tmp_path / "out") == TRUTH
    counts = {name: n for name, n in report.counts.items() if name != "bytes"}
    assert report.status == "done"
    assert counts == {
        "fetched": 6,
        "duplicates": 1,
        "parsed": 4,
        "written": 4,
        "rejected.license_not_accepted": 1,
    }


def test_tags_are_the_names_of_the_taxa_above(source: Path, tmp_path: Path) -> None:
    run(source, tmp_path / "out", Serial())
    first = pq.read_table(sorted((tmp_path / "out").rglob("*.parquet"))[0]).to_pylist()[0]
    assert first["tags"] == (
        '[{"name":"Life","provider":"inaturalist"},{"name":"Plantae","provider":"inaturalist"}]'
    )
    assert first["ingestion_type"] == "sql_bulk_load"


def test_nothing_is_done_while_the_files_are_the_same(source: Path, tmp_path: Path) -> None:
    run(source, tmp_path / "out", Serial())
    again = run(source, tmp_path / "out", Serial(dies_after=0))
    assert again.status == "unchanged"
    changed = packed(OBSERVERS.replace("Fern", "Fearn"))
    (source / "observers.csv.gz").write_bytes(changed)
    assert run(source, tmp_path / "out", Serial()).status == "done"
    assert landed(tmp_path / "out")[0] == ("10", "by", "Fearn", "Dryopteris")


def test_a_run_that_was_killed_does_only_the_ranges_that_are_left(
    source: Path, tmp_path: Path
) -> None:
    with pytest.raises(KeyboardInterrupt):
        run(source, tmp_path / "out", Serial(dies_after=1))
    assert landed(tmp_path / "out") == TRUTH[:2]
    reports: list[str] = []
    run_bulk(
        PROVIDER,
        str(source),
        str(tmp_path / "out"),
        day=date(2026, 11, 9),
        engine=Serial(),
        complete=False,
        progress=lambda report, _total: reports.append(report.status),
    )
    assert reports == ["skipped", "done", "done"]
    assert landed(tmp_path / "out") == TRUTH


def test_a_range_is_written_in_parts(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "PART", 1)
    run(source, tmp_path / "out", Serial())
    assert len(list((tmp_path / "out").rglob("*.parquet"))) == 4
    assert landed(tmp_path / "out") == TRUTH


def test_the_command_loads_a_directory_of_files(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["ingest", "inaturalist", "--url", str(source), "--output", str(tmp_path / "out")]
    with pytest.raises(SystemExit, match="0"):
        main(command)
    assert landed(tmp_path / "out") == TRUTH
    with pytest.raises(SystemExit, match="0"):
        main(command)
    assert "have not changed" in capsys.readouterr().err


def test_a_file_whose_connection_breaks_in_the_middle_is_asked_for_again(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tenacity.nap.time.sleep", lambda _seconds: None)
    broken: list[str] = []

    def answer(path: str, _query: dict[str, str]) -> Reply:
        name = path.rpartition("/")[2]
        body = (source / name).read_bytes()
        headers = {"Content-Length": str(len(body)), "ETag": f'"{name}"'}
        if api.methods[-1] == "GET" and name not in broken:
            broken.append(name)
            body = body[: len(body) // 2]
        return 200, headers, body

    with serving(answer) as api:
        report = run(f"{api.url}/dump", tmp_path / "out", Serial())
    assert report.status == "done"
    assert sorted(broken) == sorted(versions(PROVIDER, str(source)))
    assert landed(tmp_path / "out") == TRUTH


def of_gallery(source: Path, output: Path) -> BulkReport:
    return run_published(nga.PROVIDER, source, output)


def test_images_of_files_that_are_joined_by_text_land_once_and_what_does_not_is_counted(
    tmp_path: Path,
) -> None:
    report = of_gallery(nga_files.write_files(tmp_path / "source"), tmp_path / "out")
    assert landed(tmp_path / "out") == [
        ("b", "cc0", "Jan Example", "Boats, Evening"),
        ("c", "cc0", "Jan Example", "Boats, Evening"),
        ("d", "cc0", None, None),
    ]
    counts = {name: n for name, n in report.counts.items() if name != "bytes"}
    assert counts == {
        "fetched": 11,
        "duplicates": 1,
        "parsed": 3,
        "written": 3,
        "rejected.license_not_accepted": 3,
        "rejected.missing_uuid": 2,
        "rejected.missing_iiifurl": 1,
        "rejected.missing_depictstmsobjectid": 1,
    }


def test_a_landed_image_has_the_size_of_its_file_and_the_terms_of_its_work(tmp_path: Path) -> None:
    of_gallery(nga_files.write_files(tmp_path / "source"), tmp_path / "out")
    (file,) = (tmp_path / "out" / "image" / "nga").rglob("*.parquet")
    first = pq.read_table(file).to_pylist()[0]
    assert (first["url"], first["width"], first["height"]) == (
        "https://i.org/b/full/max/0/default.jpg",
        4096,
        500,
    )
    assert first["foreign_landing_url"] == "https://www.nga.gov/collection/art-object-page.1.html"
    assert first["tags"] == ('[{"name":"boat","provider":"nga"},{"name":"Delft","provider":"nga"}]')
    assert '"accession_number":"1942.1"' in first["meta_data"]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        (
            "published_images.csv",
            nga_files.IMAGES.replace("openaccess", "free"),
            "not as declared: .*openaccess",
        ),
        (
            "objects.csv",
            nga_files.OBJECTS.partition("his heirs")[0],
            "objects.csv ends in the midst of a line",
        ),
    ],
    ids=["a column is lost", "cut off inside quotes"],
)
def test_files_that_are_not_as_declared_end_the_run_and_say_why(
    name: str, text: str, said: str, tmp_path: Path
) -> None:
    source = nga_files.write_files(tmp_path / "source")
    (source / name).write_text(text)
    with pytest.raises(CatalogError, match=said):
        of_gallery(source, tmp_path / "out")
    assert not list((tmp_path / "out").rglob("*.parquet"))


def write_images(folder: Path, more: bytes = b"") -> Path:
    """Write Wellcome Collection's file as the evidence has it, and return its folder."""
    folder.mkdir()
    lines = (root() / "wellcome" / "images.jsonl").read_bytes()
    (folder / "images.json.gz").write_bytes(gzip.compress(lines + more))
    return folder


def test_images_of_lines_of_json_land_once_and_lines_that_are_no_image_are_counted(
    tmp_path: Path,
) -> None:
    first = (root() / "wellcome" / "images.jsonl").read_bytes().partition(b"\n")[0]
    more = [
        first,
        b'{"id": "cut',
        b'{"id": "a\xff"}',
        b"[]",
        b'{"x": 1}',
        b"",
        b'{"locations": []}',
    ]
    source = write_images(tmp_path / "source", b"\n".join([*more, b""]))
    report = run_published(wellcome.PROVIDER, source, tmp_path / "out")
    assert landed(tmp_path / "out") == [
        ("aa11boat", "by", "Ann Example; Ben Sample", "A hospital boat on the Nile"),
        ("aa12leaf", "pdm", None, "Leaf of a foxglove"),
        ("aa13cell", "by-nc", "Cara Mustermann", "Cells of a zebrafish"),
        ("aa17jar", "cc0", None, "Drug jar"),
        ("aa19moth", "pdm", None, "Moth"),
    ]
    counts = {name: n for name, n in report.counts.items() if name != "bytes"}
    assert counts == {
        "fetched": 11,
        "duplicates": 1,
        "parsed": 5,
        "written": 5,
        "rejected.license_not_accepted": 2,
        "rejected.missing_source": 1,
        "rejected.no_image": 1,
        "rejected.restricted": 1,
        "rejected.unreadable_line": 4,
    }


WRITE = {
    "nga": nga_files.write_files,
    "inaturalist": write_files,
    "wellcome": write_images,
}
PUBLISHED = [one for one in registry.providers() if one.bulk]
FILES = pytest.mark.parametrize(
    ("provider", "name"),
    [(one, name) for one in PUBLISHED for name in dump_of(one).files],
    ids=lambda value: value if isinstance(value, str) else value.name,
)
# What may stand in a published file's place.
NO_FILE: dict[str, Callable[[bytes], bytes]] = {
    "a page in HTML": lambda _: b"<!DOCTYPE html><html><title>Just a moment</title></html>",
    "a pointer to a large file": lambda _: b"version https://git-lfs.github.com/spec/v1\nsize 9\n",
    "an error in JSON": lambda _: b'{"error": "rate limited"}',
    "nothing": lambda _: b"",
    "UTF-16": lambda data: data.decode().encode("utf-16"),
}


def rewritten(file: Path, change: Callable[[bytes], bytes]) -> None:
    """Change what a file holds, packed or not."""
    data = file.read_bytes()
    if file.suffix == ".gz":
        file.write_bytes(gzip.compress(change(gzip.decompress(data))))
    else:
        file.write_bytes(change(data))


def run_published(provider: Provider, source: Path, output: Path) -> BulkReport:
    given = (provider, str(source), str(output))
    return run_bulk(*given, day=DAY, engine=Serial(), complete=False)


@FILES
def test_what_is_no_published_file_is_told_and_the_next_run_has_it(
    provider: Provider, name: str, tmp_path: Path
) -> None:
    good = WRITE[provider.name](tmp_path / "good")
    for number, change in enumerate(NO_FILE.values()):
        source = shutil.copytree(good, tmp_path / f"source-{number}")
        rewritten(source / name, change)
        with pytest.raises(CatalogError) as raised:
            run_published(provider, source, tmp_path / "out")
        assert str(tmp_path) not in str(raised.value)
        assert landed(tmp_path / "out") == []
    assert run_published(provider, good, tmp_path / "out").status == "done"
    assert landed(tmp_path / "out") != []


@FILES
def test_a_line_that_cannot_be_read_costs_itself(
    provider: Provider, name: str, tmp_path: Path
) -> None:
    good = WRITE[provider.name](tmp_path / "good")
    whole = run_published(provider, good, tmp_path / "whole").counts
    rewritten(good / name, lambda data: data + b"1\n")
    counts = run_published(provider, good, tmp_path / "out").counts
    assert counts == {**whole, "rejected.unreadable_line": 1, "bytes": counts["bytes"]}
    assert landed(tmp_path / "out") == landed(tmp_path / "whole")


def test_a_packed_file_that_is_cut_is_told(source: Path, tmp_path: Path) -> None:
    file = source / "photos.csv.gz"
    file.write_bytes(file.read_bytes()[:-30])
    with pytest.raises(CatalogError, match=r"photos\.csv\.gz"):
        run(source, tmp_path / "out", Serial())


def test_files_that_hold_far_fewer_works_than_before_are_taken_only_if_accepted(
    source: Path, tmp_path: Path
) -> None:
    assert run(source, tmp_path / "out", Serial()).status == "done"
    whole = landed(tmp_path / "out")
    # Cut at the end of a line, where nothing in the file tells it.
    rewritten(source / "photos.csv.gz", lambda data: b"".join(data.splitlines(True)[:2]))
    for _ in range(2):
        with pytest.raises(CatalogError, match="works are in the files where"):
            run(source, tmp_path / "out", Serial())
    assert landed(tmp_path / "out") == whole
    assert run(source, tmp_path / "out", Serial(), accept=True).status == "done"


def test_files_that_hold_fewer_works_than_expected_are_taken_only_if_accepted(
    source: Path, tmp_path: Path
) -> None:
    with pytest.raises(CatalogError, match="were expected: they may be cut"):
        run(source, tmp_path / "out", Serial(), complete=True)


def test_files_without_a_row_are_no_complete_run(source: Path, tmp_path: Path) -> None:
    rewritten(source / "photos.csv.gz", lambda data: data.partition(b"\n")[0] + b"\n")
    with pytest.raises(CatalogError, match="0 rows"):
        run(source, tmp_path / "out", Serial())


def test_a_file_that_ends_in_the_midst_of_a_line_is_told(tmp_path: Path) -> None:
    source = nga_files.write_files(tmp_path / "source")
    rewritten(source / "objects_terms.csv", lambda data: data.rstrip()[:-9])
    with pytest.raises(CatalogError, match=r"objects_terms\.csv ends in the midst of a line"):
        run_published(nga.PROVIDER, source, tmp_path / "out")
