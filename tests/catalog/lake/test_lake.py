import re
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from catalog.errors import CatalogError, UsageError
from catalog.lake.lake import Manifest, open_partition, partitions, top_domains
from catalog.lake.publish import publish
from catalog.licenses import from_url
from catalog.queries import query
from tests.catalog.lake.working_output import CRAWL, link_row

OLD = "CC-MAIN-2018-22"
COLUMNS = [
    "provider_domain",
    "total",
    "pages",
    "unique_content_path",
    "unique_query_string",
    "images",
    "licenses",
    "top_license",
]


@pytest.fixture
def lake(tmp_path: Path, working: Callable[..., None]) -> str:
    output, lake = str(tmp_path / "out"), str(tmp_path / "lake")
    by_sa = {"license": "by-sa", "cc_license": "/licenses/by-sa/4.0/"}
    rows = [
        link_row("art.example", "/1"),
        link_row("art.example", "/1", **by_sa),
        link_row("art.example", "/2", content_query_string="p=1", **by_sa),
        link_row("art.example", "/2", content_query_string="p=2", html_metadata="{no json"),
        link_row("art.example", "/2", content_query_string="p=2", html_metadata=None, **by_sa),
        link_row("zoo.example", "/1", license=None, license_version=None),
        link_row("ant.example", "/1", license="publicdomain", license_version="N/A"),
    ]
    working(output, "a", rows)
    publish(CRAWL, output=output, lake=lake)
    return lake


@pytest.fixture
def old_lake(lake: str, shared: Path) -> str:
    partition = Path(lake, "data", f"crawl={OLD}")
    shutil.copytree(shared / "data" / "lake-2018", partition)
    return lake


def test_top_domains_counts_links_pages_paths_queries_images_and_licences(lake: str) -> None:
    assert top_domains(lake, CRAWL, 10) == (
        COLUMNS,
        [
            ("art.example", 5, 3, 2, 3, 4, 2, "by-sa 4.0"),
            ("ant.example", 1, 1, 1, 1, 2, 1, "publicdomain N/A"),
            ("zoo.example", 1, 1, 1, 1, 2, 0, None),
        ],
    )


def test_the_limit_keeps_the_first_rows(lake: str) -> None:
    assert [row[0] for row in top_domains(lake, CRAWL, 1)[1]] == ["art.example"]


def test_a_partition_that_is_not_there_is_answered_with_those_that_are(lake: str) -> None:
    with pytest.raises(UsageError, match=f"no partition of CC-MAIN-2026-44. It has: {CRAWL}"):
        top_domains(lake, "CC-MAIN-2026-44", 10)
    with pytest.raises(UsageError, match="It has: none at all"):
        top_domains(f"{lake}/nowhere", CRAWL, 10)
    with pytest.raises(UsageError, match="is no crawl"):
        top_domains(lake, "../data/crawl=CC-MAIN-2026-43", 10)


def test_the_query_has_one_parameter_and_no_other_question_mark() -> None:
    assert re.findall(r"\S*\?\S*", query("top_cc_licensed_domains")) == ["?"]


# Athena understands Trino's functions only: a DuckDB name would pass every test on DuckDB.
def test_the_query_calls_only_functions_that_trino_has_too() -> None:
    code = re.sub(r"'[^']*'|--.*", "", query("top_cc_licensed_domains"))
    called = Counter(re.findall(r"(\w+)\s?\(", code))
    assert sorted(called) == [
        "AS",
        "CAST",
        "COALESCE",
        "COUNT",
        "LOWER",
        "MAX",
        "OVER",
        "REGEXP_EXTRACT",
        "ROW_NUMBER",
        "SUM",
        "TRY_CAST",
        "json_extract_scalar",
    ]


def test_a_partition_of_2018_reads_with_nulls_beside_a_new_one(old_lake: str) -> None:
    assert partitions(old_lake) == [OLD, CRAWL]
    with open_partition(old_lake, OLD) as connection:
        counted = connection.execute(
            "SELECT crawl, COUNT(*), COUNT(provider_domain), COUNT(license), COUNT(crawled_at) "
            "FROM data GROUP BY crawl"
        ).fetchall()
    assert counted == [(OLD, 25_208, 25_208, 0, 0)]


def test_top_domains_of_a_partition_of_2018(old_lake: str) -> None:
    columns, rows = top_domains(old_lake, OLD, 1_000_000)
    assert columns == COLUMNS
    assert rows[:3] == [
        ("www.wikidata.org", 206, 103, 103, 2, 335, 2, "by-sa 3.0"),
        ("zinewiki.com", 157, 58, 2, 58, 139, 1, "by-nc-sa 3.0"),
        ("www.zinewiki.com", 137, 49, 1, 49, 116, 1, "by-nc-sa 3.0"),
    ]
    assert sum(row[1] for row in rows) == 25_208
    assert top_domains(old_lake, CRAWL, 1)[1][0][0] == "art.example"


# The old rows keep the link in two columns. Where the two readings differ, the link is odd: behind
# a redirector, with a bracket at its end, a port that never was.
def test_the_query_reads_old_licence_paths_as_the_licence_module_reads_links(
    old_lake: str,
) -> None:
    links_and_names = query("top_cc_licensed_domains").partition("\n),\n\npages AS")[0]
    with open_partition(old_lake, OLD) as connection:
        sql = links_and_names.replace(
            "        images,", "        cc_domain, cc_license, images,", 1
        )
        sql = sql.replace(
            "        link_section,", "        link_section, cc_domain, cc_license,", 1
        )
        rows = connection.execute(
            f"{sql}) SELECT cc_domain, cc_license, license_name, COUNT(*) FROM named GROUP BY ALL",
            [OLD],
        ).fetchall()
    assert sum(count for *_, count in rows) == 25_208
    differing = sum(count for *read, count in rows if named(*read[:2]) != read[2])
    assert differing <= 60


def named(domain: str, path: str) -> str | None:
    found = from_url(f"https://{domain}{path}" if path.startswith("/") else path.strip())
    return found and f"{found.slug} {found.version}"


def test_a_manifest_is_read_back_as_it_was_written() -> None:
    manifest = Manifest(CRAWL, 0, (), (), ("a.parquet",))
    assert Manifest.from_json(manifest.to_json()) == manifest
    with pytest.raises(CatalogError, match="cannot be read"):
        Manifest.from_json(b'{"crawl": 1}')


def test_a_host_from_the_web_is_data_and_never_sql_or_a_path(
    tmp_path: Path, working: Callable[..., None]
) -> None:
    output, lake = str(tmp_path / "out2"), str(tmp_path / "lake2")
    hostile: list[Any] = ["a'; DROP TABLE data; --", "<script>", "\x1b[31mred", "ü" * 300, None]
    working(output, "a", [link_row(host) | {"provider_domain": host} for host in hostile])
    publish(CRAWL, output=output, lake=lake)
    assert {row[0] for row in top_domains(lake, CRAWL, 10)[1]} == set(hostile)
