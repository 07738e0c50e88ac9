"""The lake: link rows of past crawls, one partition a crawl, and how to read it.

`<lake>/data/crawl=<crawl>/part-NNNNN.parquet`, with `_manifest.json` beside the parts: Athena and
Glue pass over names that begin with an underscore. Partitions written before 2021 have no manifest
and fewer columns; they are read like any other.
"""

import hashlib
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from catalog.errors import CatalogError, NotFoundError, UsageError
from catalog.files import storage
from catalog.files.s3 import arrow_filesystem, split_s3
from catalog.queries import query
from catalog.warc.crawl_paths import check_crawl_id

if TYPE_CHECKING:
    import duckdb

MANIFEST = "_manifest.json"


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What is known of one Parquet file; `sha256` is of its bytes, in hex."""

    name: str
    rows: int
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a partition holds and what it was made of.

    Attributes:
        parts: the partition's files.
        inputs: the working files that were merged, in order.
        failed: the crawl's files that could not be extracted and are missing here.
        incomplete: the inputs that were made of a file that ended inside a record.
        left_out: working files whose pages are in another one that was preferred.
    """

    crawl: str
    rows: int
    parts: tuple[FileFacts, ...]
    inputs: tuple[FileFacts, ...]
    failed: tuple[str, ...] = ()
    incomplete: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()

    @property
    def known(self) -> frozenset[str]:
        """The names of all working files that the partition knows of, merged or not."""
        inputs = (facts.name for facts in self.inputs)
        return frozenset([*inputs, *self.failed, *self.left_out])

    def to_json(self) -> bytes:
        """Return the file's text, the same for the same facts."""
        return orjson.dumps(asdict(self), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)

    @classmethod
    def from_json(cls, text: bytes) -> "Manifest":
        """Read what `to_json` wrote.

        Raises:
            CatalogError: it is something else.
        """
        try:
            return cls._parse(text)
        except (ValueError, KeyError, TypeError) as error:
            raise CatalogError(
                f"a partition's {MANIFEST} cannot be read ({error!r}). "
                "Delete it, then publish with --replace."
            ) from error

    @classmethod
    def _parse(cls, text: bytes) -> "Manifest":
        data: dict[str, Any] = orjson.loads(text)
        parts = tuple(FileFacts(**part) for part in data["parts"])
        inputs = tuple(FileFacts(**file) for file in data["inputs"])
        lists = [data["failed"], data.get("incomplete", ()), data.get("left_out", ())]
        # Older manifests have no more than the first of them.
        return cls(data["crawl"], data["rows"], parts, inputs, *map(tuple, lists))


def partition_uri(lake: str, crawl: str) -> str:
    """Return where a crawl's partition lies."""
    return storage.join(lake, "data", f"crawl={crawl}")


def read_manifest(lake: str, crawl: str) -> Manifest | None:
    """Return a partition's manifest, or None where there is no partition or it has none."""
    try:
        text = storage.read_bytes(storage.join(partition_uri(lake, crawl), MANIFEST))
    except NotFoundError:
        return None
    return Manifest.from_json(text)


def partitions(lake: str) -> list[str]:
    """Return the crawls that the lake holds, oldest first."""
    names = storage.iter_files(storage.join(lake, "data"), ".parquet")
    found = (re.search(r"/crawl=([^/]+)/[^/]+$", name) for name in names)
    return sorted({match[1] for match in found if match})


def partition_files(lake: str, crawl: str) -> list[str]:
    """Return a partition's Parquet files.

    Raises:
        UsageError: there is no such partition; the message names those there are.
    """
    check_crawl_id(crawl)
    files = list(storage.iter_files(partition_uri(lake, crawl), ".parquet"))
    if not files:
        existing = ", ".join(partitions(lake)) or "none at all"
        raise UsageError(f"{lake} has no partition of {crawl}. It has: {existing}.")
    return files


def file_facts(name: str, rows: int, path: Path) -> FileFacts:
    """Return the facts about a local file."""
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return FileFacts(name, rows, path.stat().st_size, digest)


@contextmanager
def open_partition(
    lake: str, crawl: str, *, memory_mb: int = 2048
) -> Iterator["duckdb.DuckDBPyConnection"]:
    """Open one partition as the DuckDB view `data`, with every column, null where it has none.

    Trino's functions that the queries use are there under Trino's names.

    Raises:
        UsageError: there is no such partition.
    """
    import duckdb

    files = partition_files(lake, crawl)
    with (
        tempfile.TemporaryDirectory(prefix="catalog-lake-") as spill,
        duckdb.connect(
            config={"memory_limit": f"{memory_mb}MB", "temp_directory": spill}
        ) as connection,
    ):
        _register(connection, files)
        connection.execute("SET VARIABLE crawl = $crawl", {"crawl": crawl})
        connection.execute(query("open_lake"))
        yield connection


def top_domains(lake: str, crawl: str, limit: int) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Run Top_CC_Licensed_Domains on a partition; return the columns and the first rows.

    Raises:
        UsageError: there is no such partition.
    """
    with open_partition(lake, crawl) as connection:
        found = connection.execute(query("top_cc_licensed_domains"), [crawl])
        return [column[0] for column in found.description], found.fetchmany(limit)


def _register(connection: "duckdb.DuckDBPyConnection", files: list[str]) -> None:
    """Make the files readable as `partition` and the columns of today as `every_column`."""
    import pyarrow.dataset

    from catalog.links.link_rows import LINK_SCHEMA

    connection.register("every_column", LINK_SCHEMA.empty_table())
    if storage.is_s3(files[0]):
        names = ["/".join(split_s3(file)) for file in files]
        dataset = pyarrow.dataset.dataset(names, schema=LINK_SCHEMA, filesystem=arrow_filesystem())
        connection.register("partition_rows", dataset)
    else:
        connection.read_parquet(files, union_by_name=True).create_view("partition_rows")
