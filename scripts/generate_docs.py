"""Writes the generated parts of the documentation, or checks that they are what they should be.

    python -m scripts.generate_docs [--check]

A page is written by hand but for blocks like this one, whose inside is replaced:

    <!-- generated: image-columns -->
    ...
    <!-- end -->

A block is a function that returns Markdown; a new one takes a line in BLOCKS.
"""

import argparse
import importlib
import re
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
# name -> module:function, imported only if a page asks for it.
BLOCKS: dict[str, str] = {
    "rooms": "scripts.docblocks.rooms:overview",
    "layers": "scripts.docblocks.rooms:picture",
    "image-columns": "scripts.docblocks.data_model:image_columns",
    "audio-columns": "scripts.docblocks.data_model:audio_columns",
    "merge-rules": "scripts.docblocks.data_model:merge_rules",
    "cleaning-steps": "scripts.docblocks.data_model:cleaning_steps",
    "rejections": "scripts.docblocks.data_model:rejections",
    "licenses": "scripts.docblocks.data_model:licenses",
    "license-links": "scripts.docblocks.data_model:license_links",
    "text-examples": "scripts.docblocks.data_model:text_examples",
    "url-examples": "scripts.docblocks.data_model:url_examples",
    "tag-rules": "scripts.docblocks.data_model:tag_rules",
    "vocabularies": "scripts.docblocks.data_model:vocabularies",
    "library": "scripts.docblocks.library:reference",
    "settings": "scripts.docblocks.commands:settings",
    "secrets": "scripts.docblocks.commands:secrets",
    "providers": "scripts.docblocks.providers:overview",
    "provider-requests": "scripts.docblocks.providers:requests",
    "provider-evidence": "scripts.docblocks.providers:evidence",
    "provider-fill-rates": "scripts.docblocks.fill_rates:fill_rates",
    "provider-sources": "scripts.docblocks.providers:sources",
    "provider-popularity": "scripts.docblocks.providers:popularity",
    "provider-reingestion": "scripts.docblocks.providers:reingestion",
}
_BLOCK = re.compile(r"(<!-- generated: (?P<name>[\w-]+) -->\n).*?(<!-- end -->)", re.DOTALL)


def pages() -> list[Path]:
    """Return every page that may have generated parts."""
    return sorted([ROOT / "README.md", *(ROOT / "docs").glob("*.md")])


def filled(text: str) -> str:
    """Return a page with the present content in each of its blocks.

    Raises:
        SystemExit: it names a block that does not exist.
    """
    return _BLOCK.sub(lambda block: f"{block[1]}{content(block['name']).strip()}\n{block[3]}", text)


def content(name: str) -> str:
    """Return one block's Markdown."""
    if name not in BLOCKS:
        sys.exit(f"no block is called {name!r}; BLOCKS in scripts/generate_docs.py has them all")
    module, _, function = BLOCKS[name].partition(":")
    return str(getattr(importlib.import_module(module), function)())


def main() -> None:
    """Write the pages, or with --check say which ones are out of date and exit 1."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument(
        "--check", action="store_true", help="change nothing; exit 1 if a page is stale"
    )
    check = parser.parse_args().check
    present = {page: page.read_text() for page in pages() if page.exists()}
    stale = {page: new for page, old in present.items() if (new := filled(old)) != old}
    for page, text in stale.items():
        print(f"{page.relative_to(ROOT)} {'is out of date' if check else 'written'}")
        if not check:
            page.write_text(text)
    if check and stale:
        sys.exit("run `make docs` and commit what it wrote")


if __name__ == "__main__":
    main()
