"""`python -m bench`: which benches there are."""

import pkgutil
from importlib.util import find_spec
from pathlib import Path

import pytest

import bench
from bench.__main__ import BENCHES, BY_NAME, main


def test_a_name_that_is_no_bench_is_told_with_those_that_are(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["nonsense"])

    said = capsys.readouterr().err
    assert ended.value.code == 2
    assert "there is no bench 'nonsense'; there are crawl, lake, plan" in said


def test_every_module_that_measures_something_can_be_asked_for():
    names = [module.name for module in pkgutil.iter_modules(bench.__path__)]
    specs = {name: find_spec(f"bench.{name}") for name in names}
    sources = {name: Path(spec.origin).read_text() for name, spec in specs.items() if spec.origin}

    assert {name for name, text in sources.items() if "\ndef ratios(" in text} == {
        *BENCHES,
        *BY_NAME,
    }
