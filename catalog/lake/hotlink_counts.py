"""In-links: how often, and from how many hosts, other sites show each image, over a whole crawl.

The counting is done file by file (catalog/links/hotlinks.py); here the files' counts are added up,
out of core, into one Parquet file of (url, inlinks, inlink_hosts), the most shown image first.
"""

import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from catalog.errors import CatalogError
from catalog.files import storage
from catalog.files.columns import record_batch
from catalog.files.faults import explained
from catalog.lake.duck import run_bounded
from catalog.queries import query
from catalog.urls import url_key

if TYPE_CHECKING:
    import duckdb

_WANTED_ROWS = 100_000


@contextmanager
def scratch(output: str) -> Iterator[Path]:
    """Give an empty local folder for what is half done, removed at the end.

    Below a local output it always has the same name: a rerun clears what a killed run left in it.

    Raises:
        CatalogError: the output cannot be written.
    """
    if storage.is_s3(output):
        with tempfile.TemporaryDirectory(prefix="catalog-inlinks-") as name:
            yield Path(name)
        return
    folder = Path(output, "inlinks.scratch")
    shutil.rmtree(folder, ignore_errors=True)
    with explained(output, "write to"):
        folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def merge_hotlinks(
    inputs: Sequence[str],
    output: str,
    folder: Path,
    *,
    wanted: Path | None = None,
    memory_mb: int = 2048,
) -> int:
    """Add up the hotlinks of all files of a crawl; return how many images there are.

    The same inputs give the same bytes, whatever the memory.

    Args:
        inputs: what CountHotlinks wrote, local or `s3://`.
        output: the Parquet file to write, local or `s3://`.
        folder: what `scratch` gave.
        wanted: what `write_wanted` wrote; only these images count, or all of them.
        memory_mb: what the sum may take before it goes to disk.

    Raises:
        CatalogError: that is too little, or a file is damaged.
    """
    paths = [str(storage.fetch(uri, folder)) for uri in inputs]
    counting = wanted or folder / "wanted.parquet"
    if not wanted:
        write_wanted((), counting)
    with _explained(paths, memory_mb), storage.open_write(output, beside=folder) as target:
        values = {"inputs": paths, "everything": wanted is None, "output": str(target)}
        return _add_up(values, counting, folder, memory_mb)


@contextmanager
def _explained(paths: Sequence[str], memory_mb: int) -> Iterator[None]:
    import duckdb

    try:
        yield
    except duckdb.OutOfMemoryException as error:
        raise CatalogError(
            f"{memory_mb} MB are too little to add up {len(paths)} files. Give more (--memory-mb)."
        ) from error
    except duckdb.Error as error:
        reason = str(error).partition("\n")[0]
        raise CatalogError(
            f"the counts cannot be added up: {reason}. Delete a file that is damaged, and run the "
            "same command again."
        ) from error


def _add_up(values: Mapping[str, Any], wanted: Path, folder: Path, memory_mb: int) -> int:
    def count(connection: "duckdb.DuckDBPyConnection") -> int:
        connection.read_parquet(str(wanted)).create_view("wanted")
        counted = connection.execute(query("count_inlinks"), values).fetchone()
        return int(counted[0]) if counted else 0

    return run_bounded(count, folder, memory_mb)


def write_wanted(urls: Iterable[str], path: Path) -> frozenset[str]:
    """Write the addresses of images that count, in bounded memory; return their hosts."""
    schema = pa.schema([pa.field("address", pa.string())])
    hosts: set[str] = set()
    with pq.ParquetWriter(path, schema) as writer:
        batch: list[dict[str, str]] = []
        for url in urls:
            address = url_key(url)
            hosts.add(address.partition("/")[0].lower())
            batch.append({"address": address})
            if len(batch) >= _WANTED_ROWS:
                writer.write_batch(record_batch(batch, schema))
                batch = []
        writer.write_batch(record_batch(batch, schema))
    return frozenset(hosts)
