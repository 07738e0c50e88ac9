from base64 import b64encode
from hashlib import sha256

import pytest
from lxml import html

from catalog.errors import CatalogError
from catalog.images.candidates import check_sample, find_candidates, to_rows
from catalog.images.candidates_page import render
from catalog.images.reviews import Review
from catalog.lake.host_labels import known_host
from catalog.providers import registry
from catalog.warc.page_range import PageRange
from tests.catalog.lake.working_output import CRAWL
from tests.catalog.warc.warcs import LICENSE, figure, record, write_crawl, write_lake

FOOTER = f"<html><p>text<footer>{LICENSE}</footer></html>".encode()


def pages(host, count, body):
    """Return a record for each of some pages of a host, with one body or one made of a number."""
    return {
        f"https://{host}/{n}": record(f"https://{host}/{n}", body(n) if callable(body) else body)
        for n in range(count)
    }


def candidates(folder, *, reviews=None, **options):
    return find_candidates(
        str(folder / "lake"),
        CRAWL,
        source=str(folder / "source"),
        reviews=reviews or {},
        **options,
    )


def test_domains_are_ranked_by_the_media_that_they_can_be_expected_to_give(tmp_path):
    gallery = figure("a").replace(b'rel="license"', b"")
    write_crawl(
        tmp_path,
        {
            **pages("www.photos.example", 4, lambda n: figure(f"p{n}")),
            **pages("blog.example", 9, FOOTER),
            **pages("few.example", 2, gallery),
            **pages("a.example", 1, b"<p>A page without pictures."),
            **pages("commons.wikimedia.org", 3, figure("w")),
            **pages("no.photos.example", 1, figure("n")),
        },
    )

    found = candidates(tmp_path, sample_pages=3)

    assert [
        (one.domain, one.mark, one.pages, one.high_share, one.media_share, one.expected)
        for one in found
    ] == [
        ("photos.example", "", 4, 1.0, 1.0, 4),
        ("no.photos.example", "", 1, 1.0, 1.0, 1),
        ("few.example", "", 2, 0.0, 1.0, 1),
        ("a.example", "", 1, 0.0, 0.0, 0),
        ("blog.example", "licence button", 9, 0.0, 0.0, 0),
        ("commons.wikimedia.org", "provider wikimedia", 3, None, None, 0),
    ]


def test_decided_domains_come_last_with_their_subdomains(tmp_path):
    write_crawl(
        tmp_path,
        {
            **pages("a.example", 3, lambda n: figure(f"p{n}")),
            **pages("sub.b.example", 2, lambda n: figure(f"p{n}")),
            **pages("c.example", 1, figure("c")),
        },
    )
    reviews = {
        "a.example": Review("a.example", "approved", "a", "good", "2026-11-01"),
        "b.example": Review("b.example", "rejected", "b", "bad", "2026-11-01"),
    }

    found = candidates(tmp_path, reviews=reviews)

    assert [(one.domain, one.mark, len(one.sample)) for one in found] == [
        ("c.example", "", 1),
        ("a.example", "approved", 0),
        ("sub.b.example", "rejected", 0),
    ]


def test_pages_that_cannot_be_read_say_nothing_of_their_domain(tmp_path):
    write_crawl(
        tmp_path,
        {
            "https://a.example/1": record("https://a.example/1", figure("p")),
            "https://a.example/2": record("https://else.example/2", figure("p")),
        },
    )

    [found] = candidates(tmp_path)

    assert found.high_share == 1.0
    assert [(page.state, page.problem) for page in found.sample] == [
        ("read", ""),
        ("unreadable", "other_url"),
    ]


def test_pages_that_cannot_be_fetched_are_no_sign_of_a_licence_button(tmp_path):
    write_crawl(tmp_path, pages("a.example", 5, lambda n: figure(f"p{n}")))
    (tmp_path / "source").rename(tmp_path / "elsewhere")

    [found] = candidates(tmp_path)

    assert (found.mark, found.media_share, found.score) == ("", None, 0.0)
    assert {page.state for page in found.sample} == {"not_fetched"}
    assert "its pages could not be read" in render(CRAWL, [found])
    with pytest.raises(CatalogError, match="5 of 5 pages could not be fetched, more than 20 %"):
        check_sample([found], 20.0)


def test_where_none_of_the_first_pages_can_be_fetched_the_rest_is_not_tried(tmp_path):
    write_crawl(tmp_path, pages("a.example", 30, lambda n: figure(f"p{n}")))
    asked = []

    with pytest.raises(CatalogError, match="none of the first 10 pages could be fetched from"):
        find_candidates(
            str(tmp_path / "lake"),
            CRAWL,
            source=str(tmp_path / "nowhere"),
            reviews={},
            sample_pages=30,
            on_page=lambda done, of: asked.append(done),
        )
    assert asked == list(range(1, 10))


def test_licences_of_old_partitions_have_the_names_of_new_ones(tmp_path):
    write_lake(
        tmp_path / "lake",
        [PageRange(0, 9, f"https://a.example/{n}") for n in range(3)],
        license=None,
        license_version=None,
        link_section=None,
        cc_license="/publicdomain/zero/1.0/",
    )

    [found] = candidates(tmp_path, sample_domains=0)

    assert found.licenses == (("cc0 1.0", 3),)


def test_the_same_partition_gives_the_same_sample(tmp_path):
    write_crawl(tmp_path, pages("a.example", 30, lambda n: figure(f"p{n}")))

    first, second = candidates(tmp_path, sample_pages=4), candidates(tmp_path, sample_pages=4)

    assert len(first[0].sample) == 4
    assert first == second


def test_domains_beyond_the_sample_are_listed_unread(tmp_path):
    write_crawl(
        tmp_path,
        {**pages("a.example", 2, figure("a")), **pages("b.example", 1, figure("b"))},
    )

    found = candidates(tmp_path, sample_domains=1)

    assert [(one.domain, len(one.sample)) for one in found] == [("a.example", 2), ("b.example", 0)]


def test_the_csv_says_all_that_is_known(tmp_path):
    write_crawl(tmp_path, pages("a.example", 1, figure("a")))

    assert to_rows(candidates(tmp_path)) == [
        {
            "rank": 1,
            "domain": "a.example",
            "mark": "",
            "note": "",
            "link_rows": 1,
            "pages": 1,
            "images": 2,
            "rel_license_pages": 1,
            "licenses": "by 4.0: 1",
            "sampled_pages": 1,
            "not_read_pages": 0,
            "high_share": 1.0,
            "media_share": 1.0,
            "expected_media": 1,
            "examples": "https://a.example/0",
            "example_media": "https://a.example/a.jpg",
        }
    ]


def test_the_page_escapes_what_comes_from_the_web(tmp_path):
    body = figure("a'><script>alert(1)</script>")
    write_crawl(tmp_path, pages("a.example", 1, body))
    review = Review("b.example", "rejected", "b", "<script>", "2026-11-01")

    page = render(CRAWL, candidates(tmp_path, reviews={"b.example": review}))

    tree = html.fromstring(page)
    (script,) = tree.iter("script")
    digest = b64encode(sha256((script.text or "").encode()).digest()).decode()
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.endswith(f"script-src 'sha256-{digest}'")
    assert "alert" not in (script.text or "")
    assert "a.example" in page


def test_every_provider_of_the_registry_is_a_known_host():
    hosts = ["europeana.eu", "images.metmuseum.org", "live.staticflickr.com", "www.flickr.com"]

    assert [known_host(host) for host in hosts] == [
        "provider europeana",
        "provider met",
        None,
        "provider flickr",
    ]
    assert "flickr" in registry.NAMES
