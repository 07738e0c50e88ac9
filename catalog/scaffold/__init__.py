"""The first version of a new provider's files: they work, and are there to be changed.

Templates and what fills them; no provider is asked.
"""

import re
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path
from string import Template
from urllib.parse import urlsplit

from catalog.errors import UsageError

_NAMES = re.compile(r"(NAMES: tuple\[str, \.\.\.\] = \(\n)(.*?)(\n\))", re.DOTALL)


def scaffold(name: str, url: str, root: Path, *, title: str, docs: str) -> list[Path]:
    """Write a provider's module, first page, declaration of evidence, test and registry line.

    The name, lower-case letters and digits, becomes the module's; the URL is that of the API's
    list.

    Raises:
        UsageError: the name cannot be, is taken, or this is not the project.
    """
    registry = root / "catalog" / "providers" / "registry.py"
    if not registry.is_file():
        raise UsageError(f"{root} is not the project's folder: it has no {registry.name}")
    if not re.fullmatch(r"[a-z][a-z0-9]*", name):
        raise UsageError(f"{name!r} is no name: use lower-case letters and digits")
    if not url.startswith("https://"):
        raise UsageError("--url must be the https address of the API's list")
    tests, modules = root / "tests" / "catalog" / "providers", registry.parent
    files = {
        modules / f"{name}.py": "module",
        modules / "evidence" / name / "first.json": "page",
        modules / "evidence" / name / "evidence.toml": "evidence",
        tests / f"test_{name}.py": "test",
    }
    taken = next((path for path in files if path.exists()), None)
    if taken:
        raise UsageError(f"{taken} is already there")
    for path, template in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_filled(template, name, url, title, docs))
    _register(registry, name)
    return [*files, registry]


def _filled(template: str, name: str, url: str, title: str, docs: str) -> str:
    text = (resources.files(__name__) / f"{template}.txt").read_text()
    today = datetime.now(UTC).date()
    return Template(text).substitute(
        name=name,
        url=url,
        title=title,
        docs=docs,
        path=urlsplit(url).path or "/",
        today=today,
    )


def _register(registry: Path, name: str) -> None:
    def add(match: re.Match[str]) -> str:
        lines = sorted({*match[2].splitlines(), f'    "{name}",'})
        return match[1] + "\n".join(lines) + match[3]

    registry.write_text(_NAMES.sub(add, registry.read_text()))
