"""What mkdocs does not do by itself: pages of the root, links out of `docs`, commands' help.

mkdocs.yml names it as a hook.
"""

import posixpath
import re
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File

ROOT = Path(__file__).parents[1]
# Pages that lie beside the code, where people look for them, and their names on the site.
PAGES = {
    "README.md": "index.md",
    "CONTRIBUTING.md": "contributing.md",
    "CODE_OF_CONDUCT.md": "code-of-conduct.md",
    "SECURITY.md": "security.md",
    "CHANGELOG.md": "changes.md",
    "sample/README.md": "sample.md",
}
_LINK = re.compile(r"(!?)\[((?:[^\]\[]|\[[^\]]*\])*)\]\(([^)\s:#]+)(#[^)\s]*)?\)")
_COMMANDS = "<!-- site: commands -->"


def on_files(files: Any, config: Any) -> Any:
    """Add the pages of the root."""
    for source, name in PAGES.items():
        files.append(File.generated(config, name, content=(ROOT / source).read_text()))
    return files


def on_page_markdown(markdown: str, page: Any, **_: Any) -> str:
    """Lead links to where the site has the page; name a file that the site lacks."""
    origin = {name: source for source, name in PAGES.items()}.get(
        page.file.src_uri, f"docs/{page.file.src_uri}"
    )
    if _COMMANDS in markdown:
        from scripts.docblocks.commands import reference

        markdown = markdown.replace(_COMMANDS, reference())
    return _LINK.sub(lambda link: _led(link, posixpath.dirname(origin)), markdown)


def _led(link: re.Match[str], folder: str) -> str:
    image, text, target, anchor = link[1], link[2], link[3], link[4] or ""
    path = posixpath.normpath(posixpath.join(folder, target))
    place = PAGES.get(path) or (path.removeprefix("docs/") if path.startswith("docs/") else None)
    if place is None:
        return f"{text} (`{path}`)"
    return f"{image}[{text}]({place}{anchor})"
