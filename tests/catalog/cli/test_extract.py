import gzip
import shutil
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

from catalog.cli import cli, main
from tests.catalog.links.test_warc_links import response
from tests.catalog.links.wats import BY, CRAWL, page, tree, wat, write_crawl


@pytest.fixture
def source(tmp_path: Path) -> Path:
    write_crawl(tmp_path / "in", {"a": wat(page(BY, BY)), "b": wat(page("https://x.org/"))})
    return tmp_path / "in"


def extract(source: Path, *options: str) -> Result:
    output = str(source.parent / "out")
    arguments = ["crawl", "extract", "--source", str(source), "--output", output, *options]
    return CliRunner().invoke(cli, arguments)


def test_a_crawl_is_extracted_and_summed_up(source: Path) -> None:
    result = extract(source, "--crawl", "latest", "--workers", "1")
    assert result.exit_code == 0
    assert result.stdout == ""
    assert "extracted CC-MAIN-2026-43" in result.stderr
    assert [line.split()[1:-1] for line in result.stderr.splitlines() if "│" in line][:6] == [
        ["files", "done", "│", "2"],
        ["files", "incomplete", "│", "0"],
        ["files", "skipped", "│", "0"],
        ["files", "failed", "│", "0"],
        ["pages", "│", "1"],
        ["rows", "│", "2"],
    ]
    assert sorted(tree(source.parent / "out")) == [
        f"{CRAWL}/a.parquet",
        f"{CRAWL}/a.report.json",
        f"{CRAWL}/b.parquet",
        f"{CRAWL}/b.report.json",
    ]


def test_pages_of_a_news_crawl_are_read_from_their_warc_files(tmp_path: Path) -> None:
    script = (
        f'<script type="application/ld+json">{{"@type": "Article", "license": "{BY}"}}</script>'
    )
    name = "crawl-data/CC-NEWS/2026/10/CC-NEWS-20261001000000-00001.warc.gz"
    (tmp_path / name).parent.mkdir(parents=True)
    (tmp_path / name).write_bytes(response(script.encode()))
    listing = tmp_path / "crawl-data/CC-NEWS/2026/10/warc.paths.gz"
    listing.write_bytes(gzip.compress(f"{name}\n".encode(), mtime=0))
    by_crawl = extract(tmp_path, "--crawl", "CC-NEWS-2026-10", "--from", "warc")
    assert by_crawl.exit_code == 0, by_crawl.stderr
    stem = "CC-NEWS-2026-10/CC-NEWS-20261001000000-00001.warc"
    written = tree(tmp_path.parent / "out")
    assert sorted(written) == [f"{stem}.parquet", f"{stem}.report.json"]
    [row] = pq.read_table(tmp_path.parent / "out" / f"{stem}.parquet").to_pylist()
    assert (row["link_section"], row["link_kind"]) == ("json-ld", "Article/license")
    assert row["warc_segment"] == "crawl-data/CC-NEWS/2026/10"
    shutil.rmtree(tmp_path.parent / "out")
    by_list = extract(tmp_path, "--warc", f"@{listing}")
    assert by_list.exit_code == 0, by_list.stderr
    assert tree(tmp_path.parent / "out") == written


def test_a_dry_run_lists_the_files_and_reads_none(source: Path) -> None:
    result = extract(source, "--crawl", CRAWL, "--limit", "1", "--dry-run", "--format", "csv")
    folder = f"{source}/crawl-data/{CRAWL}/segments/17.1/wat"
    assert result.stdout == f"file\n{folder}/a.warc.wat.gz\n"
    assert not (source.parent / "out").exists()


def test_too_many_failures_fail_the_run_and_name_the_list(
    source: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    next(source.rglob("b.warc.wat.gz")).write_bytes(b"<html>")
    output = str(source.parent / "out")
    with pytest.raises(SystemExit) as caught:
        main(["crawl", "extract", "--source", str(source), "--output", output, "--crawl", CRAWL])
    told = capsys.readouterr().err
    assert caught.value.code == 1
    assert "b.warc.wat.gz: the file is no WAT but something that begins with b'<html>'" in told
    assert told.splitlines()[-1] == (
        "error: 1 of 2 files failed, more than 5 %. Run the same command again, or only these "
        f"with --wat @{output}/{CRAWL}/failed.txt"
    )


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--crawl", "CC-MAIN-2026"], "error: 'CC-MAIN-2026' is no crawl."),
        (["--crawl", CRAWL, "--source", "/nowhere"], "error: /nowhere has no crawl CC-MAIN"),
        (["--crawl", CRAWL, "--source", "ftp://x"], "error: ftp://x cannot be read"),
        (["--crawl", "CC-NEWS-2026-10"], "error: CC-NEWS-2026-10 has no WAT files: add --from"),
        (["--wat", "/a", "--warc", "/b"], "error: give WAT files or WARC files, not both"),
        (["--crawl", CRAWL, "--output", "/dev/null/x"], "error: cannot write to /dev/null/x"),
    ],
)
def test_what_cannot_be_is_one_line_and_exit_code_2(
    source: Path, capsys: pytest.CaptureFixture[str], options: list[str], told: str
) -> None:
    output = str(source.parent / "out")
    with pytest.raises(SystemExit) as caught:
        main(["crawl", "extract", "--source", str(source), "--output", output, *options])
    error = capsys.readouterr().err
    assert caught.value.code == 2
    assert error.startswith(told)
    assert error.count("\n") == 1
