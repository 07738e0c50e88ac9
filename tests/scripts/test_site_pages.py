import base64
import hashlib
import io
import logging
import os
import subprocess
import sys
import tarfile
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from playwright.sync_api import Browser

from scripts import mermaid
from scripts.site_pages import PAGES, on_page_markdown
from tests.chromium import found_by_axe

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


def test_diagrams_are_drawn_by_what_the_site_brings_and_by_nothing_else(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    text = "a\n\n```mermaid\nflowchart TD\n    A --> B\n```\n"
    script = tmp_path / "mermaid.min.js"
    monkeypatch.setattr(mermaid, "SCRIPT", script)  # mkdocs loads the hook now, and only now
    plain = built(tmp_path, text)
    assert "A --&gt; B" in plain
    assert 'class="mermaid"' not in plain, "the theme would fetch from elsewhere what draws it"
    script.write_text("drawing()")
    drawn = built(tmp_path, text)
    assert '<pre class="mermaid"><code>%%{init:' in drawn
    assert '<script src="assets/mermaid.min.js"></script>' in drawn
    assert (tmp_path / "site" / "assets" / "mermaid.min.js").read_text() == "drawing()"
    assert "mermaid.min.js" not in built(tmp_path, "no picture")


def built(folder: Path, text: str) -> str:
    """Return a page of a site as the project's configuration makes it."""
    docs = folder / "docs"
    docs.mkdir(exist_ok=True)
    (docs / "page.md").write_text(text)
    config = load_config(
        str(ROOT / "mkdocs.yml"), docs_dir=str(docs), site_dir=str(folder / "site"), nav=None
    )
    config.validation.links.not_found = logging.DEBUG
    config.validation.links.anchors = logging.DEBUG
    config.strict = False
    build(config)
    return (folder / "site" / "page.html").read_text()


def test_what_draws_diagrams_is_what_was_published() -> None:
    with pytest.raises(ValueError, match="is not the one that was published"):
        mermaid.script(b"another")


def test_what_draws_diagrams_lies_in_the_package() -> None:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as tar:
        entry = tarfile.TarInfo("package/dist/mermaid.min.js")
        entry.size = 4
        tar.addfile(entry, io.BytesIO(b"draw"))
    digest = base64.b64encode(hashlib.sha512(packed.getvalue()).digest()).decode()
    assert mermaid.script(packed.getvalue(), f"sha512-{digest}") == b"draw"


def test_a_site_without_npms_index_says_that_its_diagrams_stay_text(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(mermaid, "SCRIPT", tmp_path / "script.js")
    monkeypatch.setenv("npm_config_registry", "http://127.0.0.1:9/")
    monkeypatch.setenv("npm_config_fetch_retries", "0")
    monkeypatch.setenv("npm_config_cache", str(tmp_path / "cache"))
    mermaid.main()
    told = capfd.readouterr().err
    assert "ECONNREFUSED" in told
    assert "the diagrams stay text: " in told
    assert not (tmp_path / "script.js").exists()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the whole site on a free port, and give its address and the names of its pages."""
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})
    handler = partial(Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *given: object) -> None: ...


@pytest.mark.slow
@pytest.mark.parametrize(("scheme", "width"), [("light", 360), ("dark", 1280)])
def test_axe_finds_nothing_on_any_page_and_nothing_is_fetched_from_elsewhere(
    browser: Browser, site: str, scheme: str, width: int
) -> None:
    context = browser.new_context(
        color_scheme=scheme,  # type: ignore[arg-type]
        viewport={"width": width, "height": 800},
    )
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    names = [f"/{name.removesuffix('.md')}.html" for name in PAGES.values()]
    names += [f"/{path.stem}.html" for path in (ROOT / "docs").glob("*.md")]
    found = {}
    for name in names:
        page.goto(site + name)
        page.wait_for_timeout(500)  # the theme's own script
        found[name] = found_by_axe(page)
    context.close()
    assert {name: told for name, told in found.items() if told} == {}
    assert [url for url in asked if not url.startswith((site, "data:", "blob:"))] == []
