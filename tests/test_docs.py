"""The documentation holds together."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGES = [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), ROOT / "sample" / "README.md"]


def links(page: Path) -> list[Path]:
    text = re.sub(r"```.*?```", "", page.read_text(), flags=re.DOTALL)
    found = re.findall(r"\]\(([^)#\s]+)", text)
    return [page.parent / link for link in found if "://" not in link]


def test_every_link_to_another_page_leads_somewhere() -> None:
    broken = [f"{p.name}: {link}" for p in PAGES for link in links(p) if not link.exists()]
    assert broken == []


def test_the_readme_says_what_the_data_is_not_for_and_shows_the_flow() -> None:
    readme = (ROOT / "README.md").read_text()
    assert "not provided for military applications, nor for training image" in readme
    assert ROOT / "docs" / "flow.svg" in links(ROOT / "README.md")
