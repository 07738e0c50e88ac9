from pathlib import Path
from types import SimpleNamespace

from scripts.site_pages import PAGES, on_page_markdown

ROOT = Path(__file__).parents[2]


def page(name: str) -> SimpleNamespace:
    return SimpleNamespace(file=SimpleNamespace(src_uri=name))


def test_links_lead_to_the_pages_of_the_site() -> None:
    text = "[a](docs/lake.md#ask) [b](CONTRIBUTING.md) ![c](docs/flow.svg) [d](https://e.example/)"
    assert on_page_markdown(text, page("index.md")) == (
        "[a](lake.md#ask) [b](contributing.md) ![c](flow.svg) [d](https://e.example/)"
    )
    assert on_page_markdown("[a](../README.md) [b](lake.md)", page("lake.md")) == (
        "[a](index.md) [b](lake.md)"
    )


def test_a_file_that_the_site_lacks_is_named() -> None:
    assert on_page_markdown("[the plan](../catalog/engine.py)", page("lake.md")) == (
        "the plan (`catalog/engine.py`)"
    )


def test_the_commands_are_on_their_page() -> None:
    text = on_page_markdown((ROOT / "docs" / "commands.md").read_text(), page("commands.md"))
    assert "## catalog crawl extract\n\n```text\nUsage: catalog crawl extract [OPTIONS]" in text


def test_every_page_of_the_root_is_there() -> None:
    assert [source for source in PAGES if not (ROOT / source).is_file()] == []
