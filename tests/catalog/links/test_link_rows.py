from collections import Counter
from urllib.parse import urlsplit

from hypothesis import example, given
from hypothesis import strategies as st

from catalog.links.link_rows import LINK_SCHEMA, html_metadata

PARTS = st.sampled_from(
    [
        "http",
        "https",
        ":",
        "//",
        "/",
        "a.org",
        "B.org:80",
        "u@h",
        "?",
        "#",
        "[",
        "\n",
        "\t",
        " ",
        "x",
    ]
)


def test_the_columns_of_partitions_of_2018_to_2020_keep_their_order() -> None:
    assert tuple(LINK_SCHEMA.names[:10]) == (
        "provider_domain",
        "content_path",
        "content_query_string",
        "cc_domain",
        "cc_license",
        "warc_segment",
        "warc_filename",
        "content_offset",
        "deflate_length",
        "html_metadata",
    )
    assert len(LINK_SCHEMA) == 18


def counted_by_urlsplit(url: str) -> str:
    try:
        host = urlsplit(url).netloc
    except ValueError:
        host = ""
    return f'{{"Images":0,"Links":{{"{host}":1}}}}' if host else '{"Images":0,"Links":{}}'


@given(st.lists(PARTS, max_size=8).map("".join))
@example("https://plain.org/path")
@example("//host")
@example("http://host?q")
@example("/\n/host")
@example("1http://host")
def test_hosts_are_those_that_urlsplit_finds(url: str) -> None:
    links = [{"path": "A@/href", "url": url}]
    assert html_metadata(links, "page.org", Counter()) == counted_by_urlsplit(url)
