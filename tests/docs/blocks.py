"""The shell blocks of the documentation, and which of them a test gives to a shell.

A block that is not run says why in a comment above it, which no reader of the page sees:

    <!-- not run: asks data.commoncrawl.org -->
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = [
    *sorted(ROOT.glob("docs/*.md")),
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md", "sample/README.md")),
]
_FENCED = re.compile(
    r"(?:<!-- not run: (?P<reason>.+?) -->\n[ ]*)?```(?P<language>\w*)\n(?P<text>.*?)^[ ]*```$",
    re.DOTALL | re.MULTILINE,
)


@dataclass(frozen=True)
class Block:
    """The commands of one block of a page, and why they are not run, if they are not."""

    page: str
    commands: tuple[str, ...]
    reason: str | None


def blocks(page: Path) -> Iterator[Block]:
    """Give a page's blocks in their order: those named `sh`, and what others show after `$ `."""
    name = str(page.relative_to(ROOT))
    for found in _FENCED.finditer(page.read_text()):
        text = re.sub(r"\\\n\s*", "", found["text"])
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        if found["language"] != "sh":
            lines = [line.removeprefix("$ ") for line in lines if line.startswith("$ ")]
        if lines:
            yield Block(name, tuple(lines), found["reason"])


ALL = [block for page in PAGES for block in blocks(page)]
