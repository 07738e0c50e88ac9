from dataclasses import replace
from pathlib import Path

import duckdb
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from catalog.licenses import ALLOWED_PAIRS, BY_PATH, from_pair, from_text, from_url

CC = "https://creativecommons.org"
HOSTILE = st.text() | st.text(alphabet="htps:/.creativommnslby-34%@?#\\ []", max_size=80)


def named(url: str) -> tuple[str, str, str | None, str] | None:
    """Say what a link names: slug, version, jurisdiction and canonical path."""
    found = from_url(url)
    return found and (found.slug, found.version, found.jurisdiction, found.url.removeprefix(CC))


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://creativecommons.org/licenses/by/4.0/", "/licenses/by/4.0/"),
        ("http://creativecommons.org/licenses/by/4.0", "/licenses/by/4.0/"),
        ("HTTP://CreativeCommons.ORG/Licenses/BY/4.0/", "/licenses/by/4.0/"),
        ("//creativecommons.org/licenses/by/4.0/", "/licenses/by/4.0/"),
        ("creativecommons.org/licenses/by/4.0/", "/licenses/by/4.0/"),
        ("http://www.creativecommons.org:80/licenses/by/4.0/", "/licenses/by/4.0/"),
        ("https://creativecommons.org./licenses//by/4.0/", "/licenses/by/4.0/"),
        ("http://http://creativecommons.org/licenses/by/4.0/", "/licenses/by/4.0/"),
        (" http://creativecommons.org/licenses/by/4.0/%20\n", "/licenses/by/4.0/"),
        ("https://creativecommons.org/licenses/by/4.0/?ref=chooser-v1#a", "/licenses/by/4.0/"),
        ("https://creativecommons.org/licenses/by/4.0/deed.fi", "/licenses/by/4.0/"),
        ("https://creativecommons.org/licenses/by/4.0/deed.zh-hant/", "/licenses/by/4.0/"),
        ("https://creativecommons.org/licenses/by/3.0/rs/deed.sr_LATN", "/licenses/by/3.0/rs/"),
        ("https://creativecommons.org/licenses/by/4.0/deed.es_419", "/licenses/by/4.0/"),
        ("http://creativecommons.org/licenses/by-sa/3.0/deed.en_US", "/licenses/by-sa/3.0/"),
        ("http://creativecommons.org/licenses/by/4.0/legalcode.de", "/licenses/by/4.0/"),
        ("http://creativecommons.org/licenses/by/4.0/legalcode-plain", "/licenses/by/4.0/"),
        ("http://creativecommons.org/licenses/by/4.0/legalcode.txt", "/licenses/by/4.0/"),
        ("http://creativecommons.org/licenses/by/3.0/rdf", "/licenses/by/3.0/"),
        ("http://creativecommons.org/licences/by/3.0/", "/licenses/by/3.0/"),
        ("http://es.creativecommons.org/licenses/by/3.0/es/", "/licenses/by/3.0/es/"),
        ("http://pt-br.creativecommons.org/licenses/by/3.0/", "/licenses/by/3.0/"),
        ("https://creativecommons-org.translate.goog/licenses/by/3.0/", "/licenses/by/3.0/"),
        ("http://user:word@creativecommons.org/licenses/by/3.0/", "/licenses/by/3.0/"),
        ("https://creativecommons.org/licenses/by/4.0/../../by-nc/4.0/", "/licenses/by-nc/4.0/"),
        ("https://creativecommons.org/licenses/./by/4.0/.", "/licenses/by/4.0/"),
        ("https://creativecommons.org/licenses/by/4.0/%2e%2e/3.0/", "/licenses/by/3.0/"),
        ("https://creativecommons.org/licenses/by/4.0/\u200b", "/licenses/by/4.0/"),
        ("https://creativecommons.org:8443/licenses/by/4.0/", "/licenses/by/4.0/"),
        ("https://creativecommons.org/licenses/by-nc-nd/2.0/deed-music", "/licenses/by-nc-nd/2.0/"),
        ("https://creativecommons.org/about/cc0", "/publicdomain/zero/1.0/"),
        ("https://creativecommons.org/about/pdm", "/publicdomain/mark/1.0/"),
        ("https://creativecommons.org/public-domain/cc0/", "/publicdomain/zero/1.0/"),
        ("https://creativecommons.org/public-domain/pdm/", "/publicdomain/mark/1.0/"),
    ],
)
def test_an_address_of_a_licence_is_read_however_it_is_written(url: str, expected: str) -> None:
    found = from_url(url)
    assert found is not None
    assert (found.url, found.raw_url) == (CC + expected, url)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("licenses/by/3.0/us/deed.es", ("by", "3.0", "us", "/licenses/by/3.0/us/")),
        ("licenses/by-nc-nd/2.5/scotland", ("by-nc-nd", "2.5", "scotland")),
        ("licenses/by/3.0/igo/", ("by", "3.0", "igo")),
        ("licenses/by-nc/2.1/jp/", ("by-nc", "2.1", "jp")),
        ("licenses/by-nc-nd/2.0/", ("by-nc-nd", "2.0", None)),
        ("licenses/by-nc-nd/2.0/jp/", ("by-nc-nd", "2.0", "jp")),
        ("licenses/by-nd-nc/2.0/jp/", ("by-nc-nd", "2.0", "jp")),
        ("licenses/by-nd-nc/1.0/", ("by-nc-nd", "1.0", None)),
        ("licenses/by-nc-nd/1.0/", ("by-nc-nd", "1.0", None, "/licenses/by-nd-nc/1.0/")),
        ("licenses/by-nd-nc/1.0/fi/deed.en_US", ("by-nc-nd", "1.0", "fi")),
        ("licenses/nd-nc/1.0/", ("nd-nc", "1.0", None)),
        ("licenses/nc-nd/1.0/", ("nd-nc", "1.0", None, "/licenses/nd-nc/1.0/")),
        ("licenses/sa/2.0/jp/", ("sa", "2.0", "jp")),
        ("licenses/sampling/1.0/br/", ("sampling", "1.0", "br")),
        ("licenses/sampling+/1.0/", ("sampling+", "1.0", None)),
        ("licenses/sampling%2B/1.0/", ("sampling+", "1.0", None)),
        ("licenses/nc-sampling+/1.0/tw/", ("nc-sampling+", "1.0", "tw")),
        ("licenses/devnations/2.0/", ("devnations", "2.0", None)),
        ("licenses/publicdomain/", ("publicdomain", "N/A", None)),
        ("licenses/publicdomain/deed.en_CA", ("publicdomain", "N/A", None)),
        ("publicdomain/certification/1.0/us/", ("publicdomain", "N/A", "us")),
        ("publicdomain/zero/1.0/deed.ja", ("cc0", "1.0", None)),
        ("publicdomain/mark/1.0//deed.de", ("pdm", "1.0", None, "/publicdomain/mark/1.0/")),
        ("licenses/mark/1.0/", ("pdm", "1.0", None, "/publicdomain/mark/1.0/")),
        ("share-your-work/public-domain/cc0/", ("cc0", "1.0", None, "/publicdomain/zero/1.0/")),
        ("share-your-work/public-domain/pdm", ("pdm", "1.0", None, "/publicdomain/mark/1.0/")),
    ],
)
def test_ports_retired_licences_and_public_domain_tools_are_told_apart(
    path: str, expected: tuple[str, ...]
) -> None:
    found = named(f"{CC}/{path}")
    assert found is not None
    assert found[: len(expected)] == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://i.creativecommons.org/l/by-nc/2.5/88x31.png", "/licenses/by-nc/2.5/"),
        ("http://i.creativecommons.org/l/by-nc/2.5/ca/80x15.png", "/licenses/by-nc/2.5/ca/"),
        ("http://i.creativecommons.org/l/publicdomain/88x31.png", "/licenses/publicdomain/"),
        ("http://i.creativecommons.org/p/zero/1.0/80x15.png", "/publicdomain/zero/1.0/"),
        ("http://i.creativecommons.org/p/mark/1.0/88x31.png", "/publicdomain/mark/1.0/"),
        ("https://licensebuttons.net/l/by-sa/4.0/88x31.png", "/licenses/by-sa/4.0/"),
        ("https://licensebuttons.net/l/by-sa/3.0/de/88x31.svg", "/licenses/by-sa/3.0/de/"),
        ("https://licensebuttons.net/p/zero/1.0/88x31.png", "/publicdomain/zero/1.0/"),
        ("https://i2.wp.com/i.creativecommons.org/l/by/4.0/88x31.png?w=88", "/licenses/by/4.0/"),
        ("https://i0.wp.com/i.creativecommons.org%2Fl%2Fby%2F4.0%2F88x31.png", "/licenses/by/4.0/"),
        (
            "https://a.edu/ssl/i.creativecommons.org/l/by-nc/3.0/es/88x31.png",
            "/licenses/by-nc/3.0/es/",
        ),
        ("https://cdn.ai/w_88/https://licensebuttons.net/l/by/4.0/88x31.png", "/licenses/by/4.0/"),
        (
            "https://web.archive.org/web/2012/http://creativecommons.org/licenses/by/3.0/",
            "/licenses/by/3.0/",
        ),
        ("https://wsrv.nl/?url=i.creativecommons.org/l/by/4.0/88x31.png", "/licenses/by/4.0/"),
        (
            "https://images-blogger-opensocial.googleusercontent.com/gadgets/proxy?container=b"
            "&url=http%3A%2F%2Fi.creativecommons.org%2Fl%2Fby-sa%2F3.0%2F88x31.png",
            "/licenses/by-sa/3.0/",
        ),
        (
            "https://web.archive.org/web/2012im_/http://i.creativecommons.org/l/by/3.0/88x31.png",
            "/licenses/by/3.0/",
        ),
    ],
)
def test_buttons_name_their_licence_also_behind_an_image_proxy(url: str, expected: str) -> None:
    found = from_url(url)
    assert found is not None
    assert found.url == CC + expected


@pytest.mark.parametrize(
    "url",
    [
        "",
        "https://creativecommons.org/",
        "https://creativecommons.org/licenses/",
        "https://creativecommons.org/licenses/by/",
        "https://creativecommons.org/licenses/by/4.0/us/",
        "https://creativecommons.org/licenses/by/2.1/",
        "https://creativecommons.org/licenses/by/3.0/xx/",
        "https://creativecommons.org/licenses/by/3.0/jp/",
        "https://creativecommons.org/licenses/by/5.0/",
        "https://creativecommons.org/licenses/by/4/",
        "https://creativecommons.org/licenses/by-sa/4.0-3.0-2.5/",
        "https://creativecommons.org/licenses/by-nd-nc/2.0/",
        "https://creativecommons.org/licenses/by-nd-nc/4.0/",
        "https://creativecommons.org/licenses/sa/2.0/",
        "https://creativecommons.org/licenses/sa-by/4.0/",
        "https://creativecommons.org/licenses/cc0/1.0/",
        "https://creativecommons.org/licenses/GPL/2.0/",
        "https://creativecommons.org/licenses/MIT/",
        "https://creativecommons.org/licenses/by/4.0/whatever",
        "https://creativecommons.org/publicdomain/zero/2.0/",
        "https://creativecommons.org/publicdomain/",
        "mailto:x@creativecommons.org/licenses/by/4.0/",
        "https://creativecommons.org/images/public/somerights20.png",
        "https://creativecommons.org/?u=/licenses/by/4.0/",
        "https://i.creativecommons.org/licenses/by/4.0/",
        "https://i.creativecommons.org/by/4.0/88x31.png",
        "https://mirrors.creativecommons.org/presskit/buttons/88x31/png/by-sa.png",
        "https://wiki.creativecommons.org/licenses/by/4.0/",
        "https://creativecommons.org.evil.example/licenses/by/4.0/",
        "https://notcreativecommons.org/licenses/by/4.0/",
        "https://creativecommons.org@evil.example/licenses/by/4.0/",
        "https://evil.example\\@creativecommons.org/licenses/by/4.0/",
        "https://evil.example/creativecommons.org/licenses/by/4.0/",
        "https://evil.example/?url=https://creativecommons.org/licenses/by/4.0/",
        "https://evil.example/#https://creativecommons.org/licenses/by/4.0/",
        "https://i2.wp.com/creativecommons.org/images/public/somerights20.png",
        "https://example.org/i.creativecommons.org/l/by/9.0/88x31.png",
        "https://example.org/i.creativecommons.org/l/by/4.0/",
        "https://example.org/noti.creativecommons.org/l/by/4.0/88x31.png",
        "https://example.org/share?media=http://i.creativecommons.org/l/by/4.0/88x31.png",
        "javascript:location='https://creativecommons.org/licenses/by/4.0/'",
        "ftp://creativecommons.org/licenses/by/4.0/",
        "http://[bad/licenses/by/4.0/",
        "http://[::1]/licenses/by/4.0/",
        "by-sa",
        "https://creativecommons.org/licenses/by/4.0/" + "x" * 100_000_000,
    ],
    ids=lambda url: url[:70],
)
def test_any_other_link_names_no_licence(url: str) -> None:
    assert from_url(url) is None


@given(HOSTILE)
@example("\ud800")
@example("http://creativecommons.org\x00/licenses/by/4.0/")
def test_no_text_makes_resolution_raise(text: str) -> None:
    assert from_url(text) is None or from_url(text).url in {  # type: ignore[union-attr]
        found.url for found in BY_PATH.values()
    }
    from_text(text)
    from_pair(text, text)


@given(st.sampled_from(sorted(BY_PATH)), st.sampled_from(["", "deed.fr", "legalcode", "rdf"]))
def test_every_published_licence_resolves_to_itself(path: str, page: str) -> None:
    found = from_url(f"http://creativecommons.org/{path}/{page}")
    assert found is not None
    assert found.url == BY_PATH[path].url
    assert (found.slug, found.version) in ALLOWED_PAIRS
    assert from_url(found.url) == replace(BY_PATH[path], raw_url=found.url)


@given(st.sampled_from(sorted(BY_PATH)), st.text(min_size=1, max_size=6))
def test_an_unknown_word_after_a_licence_never_gives_another_one(path: str, word: str) -> None:
    found = from_url(f"{CC}/{path}/{word}")
    assert found is None or found.url.startswith(f"{CC}/{path}/")


def test_there_are_53_pairs_and_641_published_addresses() -> None:
    assert (len(ALLOWED_PAIRS), len(BY_PATH)) == (53, 641)


@given(st.sampled_from(sorted(ALLOWED_PAIRS - {(slug, "2.1") for slug, _ in ALLOWED_PAIRS})))
def test_a_pair_and_its_address_say_the_same(pair: tuple[str, str]) -> None:
    found = from_pair(*pair)
    assert found is not None
    again = from_url(found.url)
    assert again is not None
    assert (again.slug, again.version) == pair


@pytest.mark.parametrize(
    ("slug", "version", "path"),
    [
        ("by", "4.0", "licenses/by/4.0"),
        ("BY-SA", 4, "licenses/by-sa/4.0"),
        ("by", "2", "licenses/by/2.0"),
        ("by", "2.10", "licenses/by/2.0"),
        ("by-nc-nd", "2.0", "licenses/by-nc-nd/2.0"),
        ("by-nc-nd", "1.0", "licenses/by-nd-nc/1.0"),
        ("sa", "2.0", "licenses/sa/2.0/jp"),
        ("cc0", 1.0, "publicdomain/zero/1.0"),
        ("pdm", "1.0", "publicdomain/mark/1.0"),
        ("publicdomain", "n/a", "licenses/publicdomain"),
    ],
)
def test_a_pair_has_one_address(slug: str, version: str | float, path: str) -> None:
    found = from_pair(slug, version)
    assert found is not None
    assert found.url == f"{CC}/{path}/"


@pytest.mark.parametrize(
    ("slug", "version"),
    [
        ("by", ""),
        ("by", "4.5"),
        ("by", "4.04"),
        ("by", "nan"),
        ("gfdl", "1.0"),
        ("pdm", ""),
        ("cc0", "4.0"),
        ("by-nd-nc", "1.0"),
        ("publicdomain", "1.0"),
        ("", ""),
    ],
)
def test_a_pair_outside_the_table_is_no_licence(slug: str, version: str) -> None:
    assert from_pair(slug, version) is None


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("CC BY-NC-SA 4.0", "licenses/by-nc-sa/4.0"),
        ("CC-BY-4.0", "licenses/by/4.0"),
        ("cc by-sa  3.0 de", "licenses/by-sa/3.0/de"),
        ("Creative Commons BY 2.0", "licenses/by/2.0"),
        ("Attribution-ShareAlike 3.0 Unported", "licenses/by-sa/3.0"),
        (
            "Creative Commons Attribution-NonCommercial-NoDerivatives 4.0 International",
            "licenses/by-nc-nd/4.0",
        ),
        ("CC0", "publicdomain/zero/1.0"),
        ("CC0 1.0 Universal", "publicdomain/zero/1.0"),
        ("CC0-1.0", "publicdomain/zero/1.0"),
        ("Public Domain Mark 1.0", "publicdomain/mark/1.0"),
        ("CC-PDM-1.0", "publicdomain/mark/1.0"),
    ],
)
def test_a_label_that_is_exact_names_its_licence(text: str, path: str) -> None:
    assert from_text(text) == BY_PATH[path]


@pytest.mark.parametrize(
    "text",
    ["", "CC BY", "CC BY 9.0", "CC BY-XX 4.0", "CC BY 3.0 XX", "CC BY 4.0 US", "CC0 2.0",
     "Public domain", "GFDL 1.2", "Attribution", "All rights reserved", "no CC BY 4.0 here"],
)  # fmt: skip
def test_a_label_that_is_not_exact_names_no_licence(text: str) -> None:
    assert from_text(text) is None


def test_real_links_resolve_but_for_those_that_are_wrong(shared: Path) -> None:
    links = duckdb.sql(
        "SELECT DISTINCT 'http://' || cc_domain || cc_license FROM "
        f"'{shared}/data/lake-2018/*.parquet' "
        "WHERE cc_domain = 'creativecommons.org' AND cc_license LIKE '/licenses/b%/_._/%'"
    ).fetchall()
    unresolved = {url for (url,) in links if from_url(url) is None}
    assert unresolved == {
        "http://creativecommons.org/licenses/by-nc-  sa/3.0/",
        "http://creativecommons.org/licenses/by-nc-nd/4.0/pe/",
        "http://creativecommons.org/licenses/by-nc-sa/2.5/)",
        "http://creativecommons.org/licenses/by-sa/4.0/)",
        "http://creativecommons.org/licenses/by/4.0/pl/legalcode",
    }


def test_links_that_nearly_name_a_licence_name_the_one_that_was_agreed_on(shared: Path) -> None:
    lines = (shared / "data/licenses/near_misses.tsv").read_text().splitlines()
    wrong = []
    for link, agreed, *_ in (line.split("\t") for line in lines):
        found = from_url(link)
        words = [found.slug, found.version, found.jurisdiction or ""] if found else ["null"]
        if agreed != "?" and agreed != " ".join(w for w in words if w and w != "N/A"):
            wrong.append((link, agreed, words))
    assert wrong == []
