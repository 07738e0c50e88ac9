"""What mkdocs does not do by itself: pages of the root, links out of `docs`, help, diagrams.

mkdocs.yml names it as a hook.
"""

import posixpath
import re
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File
from mkdocs.utils import get_relative_url
from pymdownx import superfences

from scripts.mermaid import SCRIPT

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
_MERMAID = "assets/mermaid.min.js"
# A large diagram is read by scrolling; made as narrow as the page its words are too small.
_LARGE = "%%{init: {'flowchart': {'useMaxWidth': false}}}%%"


def on_config(config: Any) -> Any:
    """Let diagrams be drawn where the site can bring what draws them; else they are code.

    mkdocs-material draws every element of class `mermaid`, and fetches the library from elsewhere
    on pages that do not bring it.
    """
    if SCRIPT.is_file():
        fence = {"name": "mermaid", "class": "mermaid", "format": _diagram}
        config.mdx_configs["pymdownx.superfences"] = {"custom_fences": [fence]}
    return config


def _diagram(source: str, *given: Any, **more: Any) -> Any:
    return superfences.fence_code_format(f"{_LARGE}\n{source}", *given, **more)


def on_files(files: Any, config: Any) -> Any:
    """Add the pages of the root, and what draws diagrams."""
    for source, name in PAGES.items():
        files.append(File.generated(config, name, content=(ROOT / source).read_text()))
    if SCRIPT.is_file():
        files.append(File.generated(config, _MERMAID, abs_src_path=str(SCRIPT)))
    return files


def on_page_content(html: str, page: Any, **_: Any) -> str:
    """Bring what draws diagrams, 3 MB, where there are any."""
    if 'class="mermaid"' not in html:
        return html
    return f'{html}\n<script src="{get_relative_url(_MERMAID, page.url)}"></script>'


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
