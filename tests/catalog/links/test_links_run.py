from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from catalog.engine import ProcessEngine, Task, TaskReport
from catalog.errors import CatalogError, UsageError
from catalog.links.extract import ExtractLinks
from catalog.links.links_run import LinksJob, Summary, check, plan, run
from tests.catalog.files.faulty_server import serve
from tests.catalog.links.wats import BY, CRAWL, page, tree, wat, write_crawl

GOOD = wat(page(BY))


def plan_for(source: Path, output: Path, **options: object) -> LinksJob:
    arguments: dict[str, object] = {"source": str(source), "output": str(output), **options}
    return plan(arguments.pop("crawl", CRAWL), **arguments)  # type: ignore[arg-type]


def test_a_plan_takes_the_crawl_s_files(tmp_path: Path) -> None:
    paths = write_crawl(tmp_path, {"a": GOOD, "b": GOOD})
    output = str(tmp_path / "out" / CRAWL)
    assert plan_for(tmp_path, tmp_path / "out") == LinksJob(CRAWL, tuple(map(str, paths)), output)
    assert plan_for(tmp_path, tmp_path / "out", limit=1).files == (str(paths[0]),)


def test_named_files_and_lists_take_the_place_of_the_crawl_s(tmp_path: Path) -> None:
    a, b, c = write_crawl(tmp_path, {"a": GOOD, "b": GOOD, "c": GOOD})
    names = tmp_path / "names.txt"
    names.write_text(f"# a reason\n{b}\n\n{c}\n")
    job = plan_for(tmp_path, tmp_path / "out", crawl=None, wat=[str(a), f"@{names}"])
    assert job.files == (str(a), str(b), str(c))
    assert job.crawl == CRAWL


def test_what_cannot_be_is_refused_before_any_work(tmp_path: Path) -> None:
    [a] = write_crawl(tmp_path / "in", {"a": GOOD})
    other = tmp_path / "a.warc.wat.gz"
    other.write_bytes(GOOD)
    (tmp_path / "file").write_bytes(b"")
    cases = {
        "say what to read": {"crawl": None},
        "is no crawl": {"crawl": "CC-MAIN-26-43"},
        "has no crawl": {"crawl": "CC-MAIN-2026-42"},
        "several files would be written as a.parquet": {"wat": [str(a), str(other)]},
        "none.gz does not exist": {"wat": ["none.gz"]},
        f"{tmp_path} is no file": {"wat": [str(tmp_path)]},
        "do not say which crawl": {"crawl": None, "wat": [str(other)]},
        "of several crawls": {"crawl": "CC-MAIN-2026-42", "wat": [str(a)]},
        "the list none.txt cannot be read": {"wat": ["@none.txt"]},
        "cannot write to": {"output": str(tmp_path / "file")},
    }
    told = {message: refusal(tmp_path, options) for message, options in cases.items()}
    assert [message for message, error in told.items() if message not in error] == []
    assert not (tmp_path / "out").exists()


def refusal(tmp_path: Path, options: dict[str, object]) -> str:
    place = Path(str(options.pop("output", tmp_path / "out")))
    with pytest.raises(UsageError) as caught:
        plan_for(tmp_path / "in", place, **options)
    return str(caught.value)


def test_a_bucket_that_is_not_there_is_refused(aws: str, tmp_path: Path) -> None:
    write_crawl(tmp_path, {"a": GOOD})
    with pytest.raises(UsageError, match="cannot write to s3://none/CC-MAIN-2026-43"):
        plan(CRAWL, source=str(tmp_path), output="s3://none")
    assert (
        plan(CRAWL, source=str(tmp_path), output="s3://bucket/x").output == f"s3://bucket/x/{CRAWL}"
    )


def run_quickly(job: LinksJob, workers: int = 2) -> Summary:
    task = ExtractLinks(job.output, attempts=4, first_wait=0.01)
    return run(job, ProcessEngine(workers), task=task)


def test_every_fault_of_a_server_is_survived_and_what_fails_is_listed(tmp_path: Path) -> None:
    stems = ["calm", "broken", "busy", "missing", "refused"]
    paths = write_crawl(tmp_path / "in", dict.fromkeys(stems, GOOD))
    paths[3].unlink()
    with serve(tmp_path / "in") as (url, faults):
        calm, broken, busy, missing, refused = plan(CRAWL, source=url, output=str(tmp_path)).files
        faults.answers[broken.removeprefix(url)] = [("bytes", 10), ("bytes", 99), ("status", 403)]
        faults.answers[busy.removeprefix(url)] = [("status", 503), ("status", 500)]
        faults.answers[refused.removeprefix(url)] = [("status", 503)] * 4
        job = plan(CRAWL, source=url, output=str(tmp_path / "out"))
        summary = run_quickly(job)
        assert summary.failed == {
            missing: f"404 from {missing}",
            refused: f"503 from {refused}",
        }
        assert (summary.totals["done"], summary.totals["rows"]) == (3, 3)
        assert summary.failed_list == f"{job.output}/failed.txt"
        assert Path(summary.failed_list).read_text() == (
            f"# 404 from {missing}\n{missing}\n# 503 from {refused}\n{refused}\n"
        )
        paths[3].write_bytes(GOOD)
        again = plan(
            None, source="", output=str(tmp_path / "out"), wat=[f"@{job.output}/failed.txt"]
        )
        summary = run_quickly(again)
    assert (summary.totals["done"], summary.failed_list) == (2, None)
    assert sorted(tree(Path(job.output))) == sorted(
        f"{stem}{suffix}" for stem in stems for suffix in (".parquet", ".report.json")
    )


def test_a_run_of_other_files_keeps_the_list_of_those_that_failed(tmp_path: Path) -> None:
    bad, good = write_crawl(tmp_path, {"bad": b"not gzip", "good": GOOD})
    output = str(tmp_path / "out")
    first = run_quickly(plan(CRAWL, source="", output=output, wat=[str(bad)]), workers=1)
    second = run_quickly(plan(CRAWL, source="", output=output, wat=[str(good)]), workers=1)
    assert (second.totals["done"], second.failed_list) == (1, None)
    assert Path(str(first.failed_list)).read_text() == (
        "# the file is no WAT but something that begins with b'not gzip', as no archive does\n"
        f"{bad}\n"
    )


def test_leftovers_of_killed_writers_are_removed(tmp_path: Path) -> None:
    write_crawl(tmp_path, {"a": GOOD})
    job = plan_for(tmp_path, tmp_path / "out")
    Path(job.output).mkdir(parents=True)
    Path(job.output, ".abc.tmp").write_bytes(b"half")
    run_quickly(job, workers=1)
    assert sorted(tree(Path(job.output))) == ["a.parquet", "a.report.json"]


def test_a_run_of_failures_only_ends_early(tmp_path: Path) -> None:
    stems = [f"f{number:03}" for number in range(80)]
    write_crawl(tmp_path, dict.fromkeys(stems, b"not gzip"))
    summary = run_quickly(plan_for(tmp_path, tmp_path / "out"), workers=1)
    assert len(summary.failed) == 51
    with pytest.raises(CatalogError, match="51 of 80 files failed, more than 5 %"):
        check(summary, 5.0)


def test_few_failures_are_let_pass(tmp_path: Path) -> None:
    job = LinksJob(CRAWL, tuple(map(str, range(40))), str(tmp_path))
    summary = Summary(job, Counter(), {"1": "x", "2": "x"}, None)
    check(summary, 5.0)
    with pytest.raises(CatalogError, match="2 of 40 files failed, more than 4 %"):
        check(summary, 4.0)


class Stopped:
    """An engine whose machine is switched off after the first file."""

    def run(self, task: Task, items: Iterable[str]) -> Iterator[TaskReport]:
        for item in items:
            yield task(item)
            raise KeyboardInterrupt


def test_a_run_that_was_stopped_leaves_word_of_what_it_was_to_read(tmp_path: Path) -> None:
    a, b = write_crawl(tmp_path, {"a": GOOD, "b": GOOD})
    job = plan_for(tmp_path, tmp_path / "out")
    unfinished = tmp_path / "out" / CRAWL / "unfinished.txt"
    with pytest.raises(KeyboardInterrupt):
        run(job, Stopped())
    assert unfinished.read_text() == f"{a}\n{b}\n"
    run_quickly(job, workers=1)
    assert not unfinished.exists()
