"""The steps of docs/adding-a-provider.md, done in a copy of the project."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
COPIED = ("catalog", "docs", "scripts", "tests/catalog/providers")
FILES = ("README.md", "pyproject.toml", "tests/conftest.py", "tests/catalog/fakeapi.py")


def blocks(language: str) -> list[str]:
    page = (ROOT / "docs" / "adding-a-provider.md").read_text()
    return re.findall(rf"^```{language}\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)


def copy_of_the_project(folder: Path) -> Path:
    skipped = shutil.ignore_patterns("__pycache__", ".*")
    for name in COPIED:
        shutil.copytree(ROOT / name, folder / name, ignore=skipped)
    for name in FILES:
        shutil.copy(ROOT / name, folder / name)
    return folder


def shell(commands: str, folder: Path) -> str:
    """Run commands as a reader would, with the copy in the place of what is installed."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-euc", commands],
        cwd=folder,
        env={**os.environ, "PATH": path, "PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.slow
def test_the_steps_of_the_tutorial_lead_to_a_provider(tmp_path: Path) -> None:
    folder = copy_of_the_project(tmp_path)
    scaffolding, expecting, finishing, _asking_the_api = blocks("sh")
    evidence = folder / "catalog/providers/evidence/examplephotos"

    assert "passed" in shell(scaffolding, folder)
    (evidence / "first.json").write_text(blocks("json")[0])
    (folder / "catalog/providers/examplephotos.py").write_text(blocks("python")[0])
    records = shell(expecting, folder).splitlines()
    told = shell(finishing, folder)

    assert [line[:27] for line in records] == ['{"foreign_identifier":"7","']
    assert "passed" in told
    assert "https://api.example.org/photos" in told
    assert "| `examplephotos` | [Example Photos]" in (folder / "docs/providers.md").read_text()
