"""What is packaged for Lambda: enough for every function, and nothing that none imports."""

import ast
import re
import sys
import tomllib
from pathlib import Path

import grimp
import pytest

from scripts import package
from scripts.package import LAYERS_LIMIT, ROOT, SERVICES, check_size, files_below

# Where the name to import is another than the name to install.
IMPORTED = {"aws-lambda-powertools": "aws_lambda_powertools", "psycopg": "psycopg"}
# Given by boto3 and requests, imported by name.
BROUGHT = {"botocore", "certifi", "urllib3"}
# Imported for its types only, or by an engine that no Lambda makes.
NOT_AT_RUN_TIME = {"pyspark"}


def imported_by_lambdas() -> set[str]:
    """Packages that a handler imports, or anything of ours that it imports, at any time."""
    graph = grimp.build_graph("catalog", include_external_packages=True)
    todo = {name for path in ROOT.glob("lambdas/*/handler.py") for name in _imports(path)}
    seen: set[str] = set()
    while todo:
        name = todo.pop()
        if name not in seen:
            seen.add(name)
            todo |= {name.rpartition(".")[0]} - {""}
            if name in graph.modules:
                todo |= graph.find_modules_directly_imported_by(name)
    tops = {name.partition(".")[0] for name in seen} - sys.stdlib_module_names
    types = {name for name in tops if name.startswith("mypy_boto3")}
    return tops - types - BROUGHT - NOT_AT_RUN_TIME - {"catalog", "__future__"}


def _imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {item.name for item in node.names}
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{item.name}" for item in node.names)}
    return found


def test_the_layer_holds_what_some_function_imports_and_nothing_else() -> None:
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text())["dependency-groups"]
    names = {re.split(r"[\[=]", item)[0] for item in groups["lambda"]}
    assert {IMPORTED.get(name, name) for name in names} == imported_by_lambdas()


def test_every_service_is_kept_for_which_deployed_code_makes_a_client() -> None:
    sources = [*ROOT.glob("lambdas/*/*.py"), *ROOT.glob("catalog/**/*.py")]
    named = {
        name
        for path in sources
        if path.parts[-2:] not in {("cli", "aws.py"), ("operations", "doctor.py")}
        for name in re.findall(r"boto3\.client\(\s*\"([\w-]+)\"", path.read_text())
    }
    assert named
    assert named <= set(SERVICES)


def test_layers_above_four_fifths_of_what_lambda_takes_are_refused(tmp_path: Path) -> None:
    assert LAYERS_LIMIT == 209_715_200
    with (tmp_path / "library.so").open("wb") as file:
        file.truncate(LAYERS_LIMIT + 1)
    with pytest.raises(SystemExit, match="200.0 MiB unpacked, of 200 that they may have"):
        check_size(tmp_path)
    with (tmp_path / "library.so").open("wb") as file:
        file.truncate(LAYERS_LIMIT)
    check_size(tmp_path)


def test_the_layers_that_were_built_here_fit_and_hold_no_service_that_nobody_asks() -> None:
    built = ROOT / "build" / "packages"
    libraries = built / "layer-dependencies" / "python"
    if not (libraries / "pyarrow").is_dir():
        pytest.skip("nothing is packaged here: make package")
    size = sum(
        p.stat().st_size
        for name in ("dependencies", "code")
        for p in files_below(built / f"layer-{name}")
    )
    assert size <= LAYERS_LIMIT
    assert {p.name for p in (libraries / "botocore" / "data").iterdir() if p.is_dir()} <= set(
        SERVICES
    )


def test_what_is_not_needed_goes_after_the_wheels_were_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unpack(*_: object) -> None:
        for name in ("botocore/data/s3/x.json", "botocore/data/ec2/x.json", "botocore/data/p.json"):
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).touch()
        (tmp_path / "pyarrow").mkdir()
        for name in ("_flight.so", "lib.so", "libarrow_python_flight.so"):
            (tmp_path / "pyarrow" / name).touch()

    monkeypatch.setattr(package, "run_pip", unpack)
    package.install("lambda", "3.13", package.GRAVITON, tmp_path)
    assert sorted(p.relative_to(tmp_path).as_posix() for p in files_below(tmp_path)) == [
        "botocore/data/p.json",
        "botocore/data/s3/x.json",
        "pyarrow/lib.so",
    ]
