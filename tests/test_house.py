"""What a newcomer may rely on: a name means one thing, a function fits on a screen."""

import ast
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("catalog", "stacks", "local_aws")
SHOPS = (*ROOMS, "lambdas", "glue_scripts", "emr_scripts", "scripts")
LONGEST = 60


def trees(folders: tuple[str, ...]) -> Iterator[tuple[Path, ast.Module]]:
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield path.relative_to(ROOT), ast.parse(path.read_text())


def test_a_class_name_means_one_thing() -> None:
    found = Counter(
        node.name
        for _, tree in trees(ROOMS)
        for node in tree.body
        if isinstance(node, ast.ClassDef)
    )
    assert len(found) > 200
    assert [name for name, count in found.items() if count > 1] == []


def test_a_function_fits_on_a_screen() -> None:
    functions = [
        (f"{path}: {node.name}", (node.end_lineno or 0) - node.lineno + 1)
        for path, tree in trees(SHOPS)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    assert sorted(lines for _, lines in functions)[len(functions) // 2] <= 10
    assert [name for name, lines in functions if lines > LONGEST] == []


def test_the_top_level_holds_what_the_project_is_and_no_scratch() -> None:
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, check=False, capture_output=True, text=True
    )
    if listed.returncode:
        pytest.skip("this copy is no git repository")
    top = [Path(name) for name in listed.stdout.splitlines() if "/" not in name]
    kinds = {"", ".cff", ".json", ".md", ".py", ".toml", ".txt", ".yml"}
    assert [path.name for path in top if path.suffix not in kinds] == []
    assert [path.name for path in top if path.suffix == ".py"] == ["app.py"]


def test_bytes_are_had_through_one_door() -> None:
    idiom = re.compile(
        r"""(client|resource)\(["']s3["']|S3FileSystem|urlopen|requests\.(get|put|Session)\("""
    )
    found = {
        path.relative_to(ROOT).as_posix()
        for folder in ("catalog", "lambdas", "glue_scripts", "emr_scripts")
        for path in (ROOT / folder).rglob("*.py")
        if idiom.search(path.read_text())
    }
    # Links are asked for by a session that connects to public addresses only.
    doors = {"catalog/files/http.py", "catalog/files/s3.py", "catalog/apis/web_session.py"}
    assert found == doors


def test_a_package_says_what_lives_there() -> None:
    said = {
        path: ast.get_docstring(tree) for path, tree in trees(ROOMS) if path.name == "__init__.py"
    }
    assert len(said) > 20
    assert [str(path) for path, text in said.items() if not text] == []
    # And what does not.
    limits = re.compile(r"\b(no|none|not|nothing|never|only|alone)\b", re.IGNORECASE)
    assert [str(path) for path, text in said.items() if not limits.search(text or "")] == []
