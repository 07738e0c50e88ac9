from pathlib import Path

import duckdb
import pytest

from catalog.errors import UsageError
from catalog.images.page_plan import PAGES_PER_ITEM, PageRequests, plan, read_plan
from catalog.warc.page_range import PageRange
from tests.catalog.lake.working_output import CRAWL
from tests.catalog.warc.warcs import SEGMENT, write_lake


def ranges(host: str, count: int) -> list[PageRange]:
    return [PageRange(100 * n, 50, f"https://{host}/{n}") for n in range(count)]


def test_pages_of_many_archives_make_items_of_some_hundred_pages(tmp_path: Path) -> None:
    for number in range(20):
        pages = ranges("photos.example", 100)
        write_lake(tmp_path, pages, name=f"part-{number}", warc_filename=f"{number:02}.warc.gz")

    items = plan(str(tmp_path), CRAWL, {"photos.example": "photos"})

    assert [(item.stem, item.page_count) for item in items] == [
        ("00", 300),
        ("03", 300),
        ("06", 300),
        ("09", 300),
        ("12", 300),
        ("15", 300),
        ("18", 200),
    ]
    assert PAGES_PER_ITEM == 300


def test_one_archive_is_never_divided(tmp_path: Path) -> None:
    write_lake(tmp_path, ranges("photos.example", 1_000))
    [item] = plan(str(tmp_path), CRAWL, {"photos.example": "photos"})
    assert item.page_count == 1_000


def test_a_host_belongs_to_the_longest_domain_that_it_ends_in(tmp_path: Path) -> None:
    hosts = ("a.org", "b.a.org", "c.b.a.org", "xa.org", "a.org.example")
    write_lake(tmp_path, [page for host in hosts for page in ranges(host, 1)])

    items = plan(str(tmp_path), CRAWL, {"a.org": "short", "b.a.org": "long"})

    assert {
        item.provider: [page.url for archive in item.archives for page in archive.pages]
        for item in items
    } == {
        "short": ["https://a.org/0"],
        "long": ["https://b.a.org/0", "https://c.b.a.org/0"],
    }


def test_a_plan_that_was_written_down_is_read_again(tmp_path: Path) -> None:
    write_lake(tmp_path, ranges("photos.example", 3))
    items = plan(str(tmp_path), CRAWL, {"photos.example": "photos"}, limit=2)
    (tmp_path / "inputs-1.txt").write_text("".join(f"{item.to_item()}\n" for item in items))

    assert read_plan(str(tmp_path / "inputs-1.txt")) == items
    assert items[0].to_item() == (
        f'["photos",[["{SEGMENT}/warc/w.warc.gz",'
        '[[0,50,"https://photos.example/0"],[100,50,"https://photos.example/1"]]]]]'
    )


@pytest.mark.parametrize("text", ["s3://a/b.warc.wat.gz", "[]", '["a"]', "{}", '["a", [1]]'])
def test_what_is_no_plan_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="is no item of a plan of pages"):
        PageRequests.from_item(text)


@pytest.mark.slow
def test_half_a_million_pages_give_a_few_thousand_objects(tmp_path):
    """Pages of thirty providers, spread over the 90,000 WARC files of a crawl."""
    part = tmp_path / "data" / f"crawl={CRAWL}" / "part-00000.parquet"
    part.parent.mkdir(parents=True)
    duckdb.execute(
        """COPY (
            SELECT
                'p' || (page % 30) || '.example' AS provider_domain,
                '/licenses/by/4.0/' AS cc_license,
                's/1' AS warc_segment,
                'w' || (hash(page) % 90000) || '.warc.gz' AS warc_filename,
                page AS content_offset,
                9 AS deflate_length,
                'https://x.example/' || page AS page_url
            FROM range(500000) AS pages (page)
        ) TO $path (FORMAT parquet)""",
        {"path": str(part)},
    )
    items = plan(str(tmp_path), CRAWL, {f"p{n}.example": f"p{n}" for n in range(30)})
    written = {(item.provider, item.stem) for item in items}
    assert sum(item.page_count for item in items) == 500_000
    assert len(items) == len(written) < 2_000  # of each a CSV file and a report
