"""The rooms of `catalog`, from the import contract and the words of the packages themselves."""

import ast
import re
import tomllib
from pathlib import Path

from scripts.docblocks.table import code, table

ROOT = Path(__file__).parents[2]


def layers() -> list[list[str]]:
    """Return the modules of each layer of `catalog`, the highest first, as lint holds them."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    rows = next(c["layers"] for c in contracts["contracts"] if c.get("exhaustive"))
    return [[name.strip(" ()") for name in re.split(r"[|:]", row)] for row in rows]


def picture() -> str:
    """Return the layers as a Mermaid flowchart: an arrow means "may import"."""
    lines = ["```mermaid", "flowchart TB"]
    for number, names in enumerate(layers()):
        lines.append(f'    subgraph L{number}[" "]')
        lines.append("        direction LR")
        lines += [f"        {name}" for name in names]
        lines.append("    end")
    lines += [f"    L{number} --> L{number + 1}" for number in range(len(layers()) - 1)]
    return "\n".join([*lines, "```"])


def overview() -> str:
    """Return a table of the rooms, highest layer first, each with what lives there."""
    rows = [(code(_place(name)), _says(name)) for names in layers() for name in names]
    return table(["room", "what lives there"], rows)


def _place(name: str) -> str:
    return f"catalog/{name}/" if (ROOT / "catalog" / name).is_dir() else f"catalog/{name}.py"


def _says(name: str) -> str:
    path = ROOT / "catalog" / name
    path = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    text = ast.get_docstring(ast.parse(path.read_text())) or ""
    first, _, rest = text.partition("\n\n")
    may_not = rest.partition("\n\n")[0] if path.name == "__init__.py" else ""
    return " ".join(f"{first} {may_not}".split())
