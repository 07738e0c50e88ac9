"""The two report pages in a real browser: axe, search, narrow screens, print."""

import pytest
from playwright.sync_api import Browser, Page

from catalog.images.candidates import Candidate
from catalog.images.candidates_page import render as render_candidates
from catalog.lake.publish import publish
from catalog.lake.report import read_facts
from catalog.lake.report_page import render as render_report
from tests.catalog.lake.working_output import CRAWL, link_row, write_working_file
from tests.chromium import found_by_axe

HOSTILE = "<script>document.title='run'</script>.example"


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("report")
    licenses = [("by", "4.0", 40), ("by-sa", "3.0", 25), ("cc0", "1.0", 6), ("by-nc", "2.0", 1)]
    rows = [
        link_row(f"{slug}.example", f"/{n}", license=slug, license_version=version)
        for slug, version, count in licenses
        for n in range(count)
    ]
    write_working_file(str(folder / "out"), "a", rows, folder)
    publish(CRAWL, output=str(folder / "out"), lake=str(folder / "lake"))
    return render_report(read_facts(str(folder / "lake"), CRAWL))


def candidate(domain: str, known: str = "") -> Candidate:
    return Candidate(
        domain=domain,
        links=9,
        pages=4,
        images=8,
        declared=2,
        licenses=(("by 4.0", 4),),
        known=known,
    )


@pytest.fixture(scope="module")
def candidates() -> str:
    found = [candidate("museum.example"), candidate("boats.example"), candidate(HOSTILE)]
    return render_candidates(CRAWL, [*found, candidate("known.example", "known host")])


def opened(browser: Browser, text: str, *, scheme: str = "light", width: int = 1200) -> Page:
    page = browser.new_page(
        color_scheme=scheme,  # type: ignore[arg-type]
        viewport={"width": width, "height": 900},
    )
    page.set_content(text)
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1200])
@pytest.mark.parametrize("name", ["report", "candidates"])
def test_axe_finds_nothing_and_nothing_is_cut_off(
    browser: Browser, request: pytest.FixtureRequest, name: str, scheme: str, width: int
) -> None:
    page = opened(browser, request.getfixturevalue(name), scheme=scheme, width=width)
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert page.evaluate(wide) is False
    page.close()
    free = browser.new_context(  # axe runs in the page, which lets nothing but its own script run
        bypass_csp=True,
        color_scheme=scheme,  # type: ignore[arg-type]
        viewport={"width": width, "height": 900},
    ).new_page()
    free.set_content(request.getfixturevalue(name))
    found = found_by_axe(free)
    free.close()
    assert found == []


def test_a_search_leaves_the_domains_that_fit_and_only_our_script_runs(
    browser: Browser, candidates: str
) -> None:
    page = opened(browser, candidates)
    assert page.title() == f"{CRAWL}: candidates for providers"
    assert page.locator("#filter output").inner_text() == "4 of 4 domains"
    page.locator("#filter [type=search]").fill("BOATS")
    assert page.locator("li.domain:visible").all_inner_texts()[0].splitlines()[1] == "boats.example"
    assert page.locator("#filter output").inner_text() == "1 of 4 domains"
    page.locator("#filter [type=search]").fill("")
    page.locator("#filter [type=checkbox]").check()
    assert page.locator("#filter output").inner_text() == "0 of 4 domains"
    page.close()


def test_the_report_prints_from_its_first_page_on(browser: Browser, report: str) -> None:
    page = opened(browser, report, width=700)
    page.emulate_media(media="print")
    first = page.locator(".card").first.bounding_box()
    assert first is not None
    assert first["y"] < 700
    cell = page.locator("table.heat td[style]").first
    assert cell.evaluate("(one) => getComputedStyle(one).printColorAdjust") == "exact"
    page.close()
