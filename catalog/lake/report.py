"""What the report of a partition says: its figures, asked of the lake."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from catalog.lake.charts import Bar
from catalog.lake.lake import open_partition, partition_files
from catalog.lake.old_licenses import read_old_licenses
from catalog.queries import query

if TYPE_CHECKING:
    import duckdb

_TOP = 20
_BAR_QUERIES = (
    "jurisdictions",
    "link_kinds",
    "link_places",
    "images",
    "top_level_domains",
    "linked_hosts",
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What the page shows; every list is in the order in which it is shown.

    Attributes:
        headline: the figures at the top, by the name of their column.
        domains: rows of Top_CC_Licensed_Domains.
        licenses: (slug, version, links).
    """

    crawl: str
    files: int
    headline: dict[str, Any]
    domains: list[tuple[Any, ...]]
    licenses: list[tuple[str, str, int]]
    jurisdictions: list[Bar]
    link_kinds: list[Bar]
    link_places: list[Bar]
    images: list[Bar]
    top_level_domains: list[Bar]
    linked_hosts: list[Bar]


def read_facts(lake: str, crawl: str) -> Facts:
    """Ask a partition everything that the page shows.

    Raises:
        UsageError: there is no such partition.
    """
    files = len(partition_files(lake, crawl))
    with open_partition(lake, crawl) as connection:
        read_old_licenses(connection)
        connection.execute(query("report/links"))
        headline = connection.execute(query("report/headline"))
        names = [column[0] for column in headline.description]
        figures = dict(zip(names, headline.fetchall()[0], strict=True))
        top = connection.execute(query("top_cc_licensed_domains"), [crawl]).fetchmany(_TOP)
        by_license = connection.execute(query("report/licenses")).fetchall()
        return Facts(
            crawl,
            files,
            figures,
            top,
            [(slug, version or "", links) for slug, version, links in by_license],
            **{name: _bars(connection, name) for name in _BAR_QUERIES},
        )


def _bars(connection: "duckdb.DuckDBPyConnection", name: str) -> list[Bar]:
    rows = connection.execute(query(f"report/{name}")).fetchall()
    return [Bar(label or "?", count) for label, count in rows]
