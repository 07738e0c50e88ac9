import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html

from catalog.lake.charts import Bar
from catalog.lake.publish import publish
from catalog.lake.report import Facts, read_facts
from catalog.lake.report_page import freedoms, render
from tests.catalog.lake.working_output import CRAWL, link_row

HOSTILE = '"><script>alert(1)</script>'


@pytest.fixture
def lake(tmp_path: Path, working: Callable[..., None]) -> str:
    output, lake = str(tmp_path / "out"), str(tmp_path / "lake")
    links = '{"Images":7,"Links":{"creativecommons.org":2,"neighbour.example":1}}'
    rows = [
        link_row("art.example", "/1", html_metadata=links),
        link_row("art.example", "/1", html_metadata=links, link_kind="IMG@/src", rel_license=False),
        link_row("maps.example:8080", license="by-nc-sa", license_version="3.0"),
        link_row("zoo.example", license=None, license_version=None, link_section="head"),
        link_row("zoo.example", "/2", license="by", license_jurisdiction="jp"),
    ]
    working(output, "a", rows)
    publish(CRAWL, output=output, lake=lake)
    return lake


def test_the_figures_of_a_partition(lake: str) -> None:
    assert read_facts(lake, CRAWL) == Facts(
        crawl=CRAWL,
        files=1,
        headline={
            "links": 5,
            "pages": 4,
            "domains": 3,
            "images": 13,
            "licensed": 4,
            "licenses": 2,
            "pages_with_scheme": 4,
            "https_pages": 4,
            "first_day": "2026-10-20",
            "last_day": "2026-10-20",
        },
        domains=[
            ("art.example", 2, 1, 1, 1, 7, 1, "by 4.0"),
            ("zoo.example", 2, 2, 2, 1, 4, 1, "by 4.0"),
            ("maps.example:8080", 1, 1, 1, 1, 2, 1, "by-nc-sa 3.0"),
        ],
        licenses=[("by", "4.0", 3), ("by-nc-sa", "3.0", 1)],
        jurisdictions=[Bar("jp", 1)],
        link_kinds=[Bar("A@/href", 4), Bar("IMG@/src", 1)],
        link_places=[
            Bar("in the page, rel=license", 3),
            Bar("in the head", 1),
            Bar("in the page, plain", 1),
        ],
        images=[
            Bar("0", 0),
            Bar("1", 0),
            Bar("2-4", 3),
            Bar("5-9", 1),
            Bar("10-24", 0),
            Bar("25-49", 0),
            Bar("50-99", 0),
            Bar("100+", 0),
        ],
        top_level_domains=[Bar(".example", 4)],
        linked_hosts=[Bar("neighbour.example", 1)],
    )


def test_links_are_summed_up_by_the_strictest_condition_of_their_licence(lake: str) -> None:
    assert freedoms(read_facts(lake, CRAWL)) == [
        Bar("no conditions", 0),
        Bar("attribution", 3),
        Bar("share alike", 0),
        Bar("non-commercial", 1),
        Bar("no derivatives", 0),
        Bar("partly, by retired terms", 0),
        Bar("no licence named", 1),
    ]


@pytest.mark.parametrize(
    ("slug", "group"),
    [
        ("sampling", "partly, by retired terms"),
        ("sampling+", "partly, by retired terms"),
        ("devnations", "partly, by retired terms"),
        ("nc-sampling+", "non-commercial"),
        ("nd", "no derivatives"),
        ("nd-nc", "no derivatives"),
        ("sa", "share alike"),
        ("by", "attribution"),
        ("publicdomain", "no conditions"),
        ("certification", "no conditions"),
    ],
)
def test_retired_terms_that_free_only_a_part_are_not_called_attribution(
    lake: str, slug: str, group: str
) -> None:
    facts = replace(read_facts(lake, CRAWL), licenses=[(slug, 4, 7)])
    assert next(bar.label for bar in freedoms(facts) if bar.value == 7) == group


def test_the_page_says_the_figures_and_has_a_table_beside_each_chart(lake: str) -> None:
    page = html.fromstring(render(read_facts(lake, CRAWL)))
    assert [" ".join(tile.text_content().split()) for tile in page.xpath("//dl/div")][:3] == [
        "5links to Creative Commons",
        "4pages with such a link",
        "3domains",
    ]
    assert page.xpath("count(//section[.//svg]/details//table)") == page.xpath("count(//svg)") == 8
    assert page.xpath("count(//svg[@role='img'][string(@aria-label)])") == 8
    assert page.xpath("string(//table//tr[th='art.example'])") == "art.example211171by 4.0"


def test_the_page_loads_nothing_and_runs_nothing(lake: str) -> None:
    page = render(read_facts(lake, CRAWL))
    assert re.findall(r"<script|<link|<img|\bsrc=|\bhref=|url\(|@import|https?:", page) == []
    assert "default-src 'none'; style-src 'unsafe-inline'" in page


def test_texts_from_the_web_are_shown_and_never_obeyed(
    tmp_path: Path, working: Callable[..., None]
) -> None:
    output, lake = str(tmp_path / "out"), str(tmp_path / "lake")
    hosts = {"html_metadata": '{"Images":1,"Links":{"<img src=x onerror=alert(1)>":1}}'}
    row = link_row("x", license=HOSTILE, link_kind=HOSTILE, license_jurisdiction=HOSTILE, **hosts)
    working(
        output, "a", [row | {"provider_domain": HOSTILE}, row | {"provider_domain": "a\u202eb"}]
    )
    publish(CRAWL, output=output, lake=lake)
    text = render(read_facts(lake, CRAWL))
    page = html.fromstring(text)
    assert page.xpath("count(//script) + count(//img)") == 0
    assert HOSTILE in page.xpath("string(//table//th[contains(., 'alert')])")
    assert "\u202e" not in text


def test_an_empty_partition_has_a_page_too(tmp_path: Path, working: Callable[..., None]) -> None:
    output, lake = str(tmp_path / "out"), str(tmp_path / "lake")
    working(output, "a", [])
    publish(CRAWL, output=output, lake=lake)
    assert "Nothing of this in the partition" in render(read_facts(lake, CRAWL))


def test_a_partition_of_2018_has_licences_and_ports_though_none_was_parsed(
    lake: str, shared: Path
) -> None:
    shutil.copytree(shared / "data" / "lake-2018", Path(lake, "data", "crawl=CC-MAIN-2018-22"))
    facts = read_facts(lake, "CC-MAIN-2018-22")
    assert facts.headline == {
        "links": 25_208,
        "pages": 13_153,
        "domains": 3_691,
        "images": 215_500,
        "licensed": 23_349,
        "licenses": 41,
        "pages_with_scheme": 0,
        "https_pages": 0,
        "first_day": None,
        "last_day": None,
    }
    assert facts.licenses[0] == ("by-sa", "3.0", 4582)
    assert facts.jurisdictions[0] == Bar("es", 1363)
    assert (facts.link_kinds, facts.link_places) == ([], [])
    assert "25,208" in render(facts)
