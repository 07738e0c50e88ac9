from pathlib import Path

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
