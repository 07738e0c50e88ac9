import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from catalog.links.link_rows import link_rows
from tests.catalog.links.wats import (
    BY,
    SEGMENT,
    document,
    errors_in,
    link,
    member,
    page,
    paths_of,
    read_rows,
    record,
    wat,
)

GOOD = page(BY, url="https://site.org/good")


def as_record(parsed: object) -> bytes:
    return record(json.dumps(parsed).encode())


def test_a_link_becomes_a_row_with_all_columns() -> None:
    links = [
        link("https://creativecommons.org/licenses/by-sa/3.0/us/deed.en", rel="nofollow license"),
        link("https://site.org/a.png", "IMG@/src"),
        link("https://other.net/x"),
        link("/relative"),
    ]
    rows, counts = read_rows(wat(as_record(document(links))), SEGMENT)
    assert rows == [
        {
            "provider_domain": "site.org",
            "content_path": "/page",
            "content_query_string": "x=1",
            "cc_domain": "creativecommons.org",
            "cc_license": "/licenses/by-sa/3.0/us/deed.en",
            "warc_segment": SEGMENT,
            "warc_filename": "CC-MAIN-1.warc.gz",
            "content_offset": 1200,
            "deflate_length": 345,
            "html_metadata": '{"Images":1,"Links":{"creativecommons.org":1,"other.net":1}}',
            "license": "by-sa",
            "license_version": "3.0",
            "license_jurisdiction": "us",
            "link_kind": "A@/href",
            "link_section": "links",
            "rel_license": True,
            "page_url": "https://site.org/page?x=1",
            "crawled_at": datetime(2026, 10, 20, 12, tzinfo=UTC),
        }
    ]
    assert errors_in(counts) == {}
    assert counts["rows"] == counts["pages"] == counts["records_parsed"] == 1


def test_every_link_of_a_page_has_a_row_and_each_the_whole_html_metadata() -> None:
    rows, _ = read_rows(wat(page(BY, "https://a.org/", BY, "https://b.org/", BY)))
    histogram = '{"Images":0,"Links":{"creativecommons.org":3,"a.org":1,"b.org":1}}'
    assert [row["html_metadata"] for row in rows] == [histogram] * 3


def test_images_are_distinct_urls_and_links_leave_the_page_s_own_host_out() -> None:
    links = [
        link(BY),
        link("https://x.org/1.png", "IMG@/src"),
        link("https://x.org/1.png", "IMG@/src"),
        link("https://x.org/2.png", "TABLE/IMG@/src"),
        link("https://site.org/own"),
        link("https://x.org/share?u=https://site.org/"),
        link("//Y.org:8080/"),
        link("mailto:me@z.org"),
        link("https://map.org/", "AREA@/href"),
        link("https://z.org/frame", "IFRAME@/src"),
    ]
    rows, _ = read_rows(wat(as_record(document(links))))
    assert json.loads(rows[0]["html_metadata"]) == {
        "Images": 2,
        "Links": {"creativecommons.org": 1, "Y.org:8080": 1, "map.org": 1},
    }


def test_the_needle_is_searched_in_the_raw_url_in_lower_case() -> None:
    proxied = "https://i2.wp.com/i.creativecommons.org/l/by/4.0/88x31.png?w=88"
    bare = "creativecommons.org/licenses/by/4.0/"
    rows, _ = read_rows(wat(page(proxied, bare, "https://CreativeCommons.ORG/", BY)))
    assert [(row["cc_domain"], row["cc_license"], row["license"]) for row in rows] == [
        ("i2.wp.com", "/i.creativecommons.org/l/by/4.0/88x31.png", "by"),
        ("", "creativecommons.org/licenses/by/4.0/", rows[1]["license"]),
        ("creativecommons.org", "/licenses/by/4.0/", "by"),
    ]


def test_licences_of_the_head_are_rows_of_their_own_section() -> None:
    head = {
        "Link": [
            link(BY, "LINK@/href", rel="license"),
            link("https://creativecommons.org/ns#", "LINK@/href", rel="schema.CC"),
        ],
        "Metas": [
            {"name": "DCTERMS.license", "content": f"CC BY ({BY})"},
            {"name": "description", "content": f"All about {BY}"},
        ],
    }
    rows, _ = read_rows(wat(as_record(document([link(BY)], head=head))))
    assert [
        (row["link_section"], row["link_kind"], row["rel_license"], row["license"]) for row in rows
    ] == [
        ("head", "LINK@/href", True, "by"),
        ("head", "META@/content", False, "by"),
        ("links", "A@/href", False, "by"),
    ]


def test_what_is_no_response_with_html_gives_nothing() -> None:
    request = as_record(document([link(BY)], kind="request"))
    picture = document([link(BY)])
    del picture["Envelope"]["Payload-Metadata"]["HTTP-Response-Metadata"]["HTML-Metadata"]
    text = b"WARC/1.0\r\nContent-Type: text/plain\r\n\r\n" + BY.encode() + b"\r\n\r\n"
    rows, counts = read_rows(wat(request, as_record(picture), text))
    assert (rows, errors_in(counts)) == ([], {"errors.not_json_record": 1})


def test_invalid_json_is_counted_and_the_next_record_read() -> None:
    rows, counts = read_rows(wat(record(b'{"a": "' + BY.encode()), GOOD))
    assert (paths_of(rows), errors_in(counts)) == (["/good"], {"errors.invalid_json": 1})


def test_wrong_utf8_is_replaced_and_counted() -> None:
    body = json.dumps(document([link(BY, text="TEXT")], url="https://site.org/URL")).encode()
    broken = body.replace(b"TEXT", b"caf\xe9").replace(b"URL", b"caf\xe9")
    rows, counts = read_rows(wat(record(broken), GOOD))
    assert paths_of(rows) == ["/caf\ufffd", "/good"]
    assert errors_in(counts) == {"errors.invalid_utf8": 1}


def test_half_a_character_is_replaced_and_counted_and_a_whole_pair_kept() -> None:
    body = json.dumps(document([link(BY)], url="https://site.org/URL-\U0001f600")).encode()
    rows, counts = read_rows(wat(record(body.replace(b"URL", rb"\ud800"))))
    assert paths_of(rows) == ["/\ufffd-\U0001f600"]
    assert errors_in(counts) == {"errors.lone_surrogate": 1}


def test_values_that_are_lists_give_their_first_entry() -> None:
    listed = document([link(BY)], url=["https://site.org/a", "https://site.org/b"])
    rows, counts = read_rows(wat(as_record(listed)))
    assert (paths_of(rows), errors_in(counts)) == (["/a"], {"errors.list_value": 1})


def test_missing_and_odd_fields_are_null_and_counted() -> None:
    odd = document([link(BY, path=7), "no object", {"path": "A@/href"}], offset="many")
    del odd["Container"]["Gzip-Metadata"]
    odd["Envelope"]["WARC-Header-Metadata"]["WARC-Date"] = "yesterday"
    rows, counts = read_rows(wat(as_record(odd), GOOD))
    first = rows[0]
    assert (first["content_offset"], first["deflate_length"]) == (None, None)
    assert (first["crawled_at"], first["link_kind"]) == (None, None)
    assert paths_of(rows) == ["/page", "/good"]
    assert errors_in(counts) == {"errors.odd_field": 5}


@pytest.mark.parametrize("whole", ["[1]", '"creativecommons.org"', "null", "7"])
def test_json_that_is_no_object_gives_nothing(whole: str) -> None:
    rows, _ = read_rows(wat(record(whole.encode() + b" " * 5 + b"\n"), GOOD))
    assert paths_of(rows) == ["/good"]


def test_urls_that_cannot_be_split_are_counted() -> None:
    bad = "http://[bad creativecommons.org"
    rows, counts = read_rows(wat(page(bad, "http://[worse", BY), GOOD))
    assert paths_of(rows) == ["/page", "/good"]
    assert errors_in(counts) == {"errors.bad_url": 3}


def test_a_page_whose_own_url_cannot_be_split_is_counted() -> None:
    rows, counts = read_rows(wat(page(BY, url="http://[bad"), GOOD))
    assert (paths_of(rows), errors_in(counts)) == (["/good"], {"errors.bad_page_url": 1})


def test_damage_between_good_records_is_named_and_everything_else_extracted() -> None:
    damaged = bytearray(member(page(BY, url="https://site.org/damaged")))
    damaged[60:70] = bytes(10)
    data = wat(GOOD) + bytes(damaged) + wat(GOOD) + wat(GOOD)[:-20]
    rows, counts = read_rows(data)
    assert paths_of(rows) == ["/good", "/good"]
    assert errors_in(counts) == {"errors.damaged_member": 1, "errors.truncated_file": 1}


def test_the_rows_of_real_pages_are_the_expected_ones(shared: Path) -> None:
    folder = shared / "data" / "common-crawl"
    expected = [
        json.loads(line) for line in (folder / "expected_links.jsonl").read_text().splitlines()
    ]
    name = "CC-MAIN-20240517233122-20240518023122-00000.warc.wat.gz"
    rows, counts = read_rows((folder / name).read_bytes(), expected[0]["warc_segment"])
    found = [as_expected(row) for row in rows if row["link_section"] == "links"]
    assert found == expected
    assert errors_in(counts) == {}


def as_expected(row: dict[str, object]) -> dict[str, object]:
    metadata = json.loads(str(row["html_metadata"]))
    old = {name: value for name, value in row.items() if name in EXPECTED_COLUMNS}
    return old | {"images": metadata["Images"], "links": metadata["Links"]}


EXPECTED_COLUMNS = {
    "cc_domain",
    "cc_license",
    "content_offset",
    "content_path",
    "content_query_string",
    "deflate_length",
    "provider_domain",
    "warc_filename",
    "warc_segment",
}


@pytest.mark.parametrize("name", ["whirlwind.warc.wat.gz", "cc-2023-06-one-record.warc.wat.gz"])
def test_real_files_without_licences_give_no_rows_and_no_error(shared: Path, name: str) -> None:
    rows, counts = read_rows((shared / "data" / "common-crawl" / name).read_bytes())
    assert (rows, errors_in(counts)) == ([], {})


def test_a_record_that_no_reader_understands_costs_itself_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def read(found: Any, *rest: Any) -> Any:
        if found.url == "https://hostile.example/":
            raise OverflowError("4000 digits")
        return link_rows(found, *rest)

    monkeypatch.setattr("catalog.links.wat.link_rows", read)
    hostile = page(BY, url="https://hostile.example/")
    rows, counts = read_rows(wat(GOOD, hostile, GOOD), SEGMENT)
    assert [row["page_url"] for row in rows] == ["https://site.org/good"] * 2
    assert errors_in(counts) == {
        "errors.unreadable_record": 1,
        "errors.unreadable_record.OverflowError": 1,
    }


@pytest.mark.parametrize("odd", ["1_0", "+7", " 7", "²", "-0000", True, 1.5])
def test_an_offset_is_read_only_from_digits(odd: object) -> None:
    rows, counts = read_rows(wat(as_record(document([link(BY)], offset=odd))), SEGMENT)
    assert rows[0]["content_offset"] is None
    assert errors_in(counts) == {"errors.odd_field": 1}


def test_a_licence_meta_of_a_megabyte_is_read_at_once() -> None:
    metas = [{"name": "license", "content": f"see (<{BY}>) or creativecommons.org, {'a' * 2**20}"}]
    rows, _ = read_rows(wat(as_record(document([], head={"Metas": metas}))), SEGMENT)
    assert [row["cc_license"] for row in rows] == ["/licenses/by/4.0/", "creativecommons.org,"]


def test_what_follows_a_record_that_is_none_costs_nothing() -> None:
    rows, counts = read_rows(wat(page(BY), page(BY), b"hello"))
    assert (len(rows), counts["errors.invalid_json"]) == (2, 0)
