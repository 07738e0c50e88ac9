"""The pages in a real browser: hostile values, axe, narrow screens, keys, no script."""

import re
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from catalog.browse.app import create_app, serve
from catalog.browse.site import BrowseSite
from catalog.images.reviews import read_reviews
from tests.catalog.browse.site import MUSEUM
from tests.chromium import found_by_axe

pytestmark = pytest.mark.postgres
PATHS = ("/image", "/audio", "/providers", "/providers/flickr", "/crawls", "/review", "/nothing")
BLUE = '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="300"></svg>'


@pytest.fixture
def running(site: BrowseSite) -> Iterator[BrowseSite]:
    """Run the site on a free port."""
    server, port = serve(0)
    site = replace(site, port=port, edits=True)
    server.app = create_app(site)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield site
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def asked() -> list[str]:
    """Return the addresses of other sites that pages asked for, with the referrer if any."""
    return []


def context_of(
    browser: Browser, site: BrowseSite, asked: list[str], **options: object
) -> BrowserContext:
    context = browser.new_context(**options)  # type: ignore[arg-type]

    def answer(route: Route) -> None:
        asked.append(f"{route.request.url} {route.request.headers.get('referer', '')}")
        route.fulfill(body=BLUE, content_type="image/svg+xml")

    context.route(re.compile(r"^https?://(?!127\.0\.0\.1)"), answer)
    page = context.new_page()
    page.goto(site.url)
    page.close()
    return context


def place(site: BrowseSite, path: str) -> str:
    return f"http://127.0.0.1:{site.port}{path}"


def findings(page: Page, *rules: str) -> list[str]:
    return found_by_axe(page, **({"runOnly": rules} if rules else {}))


def test_hostile_values_run_nothing_and_load_nothing(
    browser: Browser, running: BrowseSite, records: dict[str, str], asked: list[str]
) -> None:
    context = context_of(browser, running, asked)
    page = context.new_page()
    dialogs, errors = [], []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    for path in (*PATHS[:-1], *(f"/image/{identifier}" for identifier in records.values())):
        page.goto(place(running, path))
        assert "Openverse Catalog" in page.title()
        assert page.evaluate("window.hacked === undefined"), path
        assert page.evaluate("document.querySelectorAll('script').length") == 1
    assert (dialogs, errors) == ([], [])
    assert asked
    assert all(
        request.startswith(("https://img.example/", "https://m.example/")) for request in asked
    )
    assert all(request.endswith(" ") for request in asked), "a referrer was sent"
    context.close()


def test_axe_finds_nothing_and_nothing_is_cut_off_on_a_narrow_screen(
    browser: Browser, running: BrowseSite, records: dict[str, str], asked: list[str]
) -> None:
    context = context_of(browser, running, asked, viewport={"width": 320, "height": 800})
    page = context.new_page()
    for path in (*PATHS, f"/image/{records['long']}", f"/image/{records['script']}"):
        page.goto(place(running, path))
        assert findings(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    context.close()


def test_everything_can_be_read_in_the_dark(
    browser: Browser, running: BrowseSite, records: dict[str, str], asked: list[str]
) -> None:
    context = context_of(browser, running, asked, color_scheme="dark")
    page = context.new_page()
    for path in ("/image", "/providers/flickr", "/review", f"/image/{records['script']}"):
        page.goto(place(running, path))
        assert findings(page, "color-contrast") == [], path
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_picture_that_cannot_be_had_says_so(
    browser: Browser, running: BrowseSite, records: dict[str, str], asked: list[str], scheme: str
) -> None:
    context = context_of(browser, running, asked, color_scheme=scheme)
    context.route("https://img.example/**", lambda route: route.abort())
    page = context.new_page()
    page.goto(place(running, "/image"))
    expect(page.get_by_text("cannot be fetched").first).to_be_visible()
    expect(page.locator(".frame.lost img:visible")).to_have_count(0)
    assert findings(page) == []
    context.close()


def test_the_review_desk_is_worked_by_keys(
    browser: Browser, running: BrowseSite, asked: list[str]
) -> None:
    context = context_of(browser, running, asked)
    page = context.new_page()
    page.goto(place(running, "/review"))
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("a")
    page.keyboard.type("jar of records")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.keyboard.press("j")
    page.keyboard.press("r")
    page.keyboard.type("no licences")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    made = read_reviews(running.reviews)
    assert {name: (one.decision, one.note) for name, one in made.items()} == {
        MUSEUM: ("approved", "jar of records"),
        "photos.example": ("rejected", "no licences"),
    }
    context.close()


def test_attribution_is_copied(
    browser: Browser, running: BrowseSite, records: dict[str, str], asked: list[str]
) -> None:
    context = context_of(browser, running, asked)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(place(running, f"/image/{records['rtl']}"))
    page.get_by_role("button", name="Copy Markdown").click()
    page.get_by_text("Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.endswith("[CC BY 4.0](<https://creativecommons.org/licenses/by/4.0/>).")
    context.close()


def test_every_page_works_without_script(
    browser: Browser, running: BrowseSite, records: dict[str, str], asked: list[str]
) -> None:
    context = context_of(browser, running, asked, java_script_enabled=False)
    page = context.new_page()
    page.goto(place(running, "/image"))
    page.get_by_label("Words of title, creator or tags").fill("heron")
    page.get_by_role("button", name="Search").click()
    page.get_by_text("Narrow the search").click()
    page.locator(".facets").get_by_role("link", name="by 1").click()
    page.locator(".tile a").click()
    page.get_by_label("Reason, kept with the record").fill("wrong licence")
    page.get_by_role("button", name="Delete this record").click()
    assert "wrong licence" in page.inner_text("main")
    page.get_by_role("button", name="Restore this record").click()
    assert "in the catalog" in page.inner_text("main")
    assert page.locator("button.copy").first.is_hidden()
    context.close()


def test_it_prints_without_what_only_a_screen_needs(
    browser: Browser, running: BrowseSite, records: dict[str, str], asked: list[str], tmp_path: Path
) -> None:
    context = context_of(browser, running, asked)
    page = context.new_page()
    page.goto(place(running, f"/image/{records['rtl']}"))
    page.emulate_media(media="print")
    assert page.locator("nav").first.is_hidden()
    assert page.get_by_role("button").count() == 0
    assert page.locator("#copy-text").is_visible()
    assert page.pdf().startswith(b"%PDF")
    context.close()
