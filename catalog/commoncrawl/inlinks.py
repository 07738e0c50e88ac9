"""In-links: how often, and from how many hosts, other sites show each image, over a whole crawl.

The counting is done file by file (`embeds.py`); here the files' counts are added up, out of core,
into one Parquet file of (url, inlinks, inlink_hosts), the most shown image first.
"""

import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from catalog import storage
from catalog.queries import query
from catalog.urls import url_key

_WANTED_ROWS = 100_000


def merge_embeds(
    inputs: Sequence[str], output: str, *, wanted: Path | None = None, memory_mb: int = 2048
) -> int:
    """Add up the embeds of all files of a crawl; return how many images there are.

    The same inputs give the same bytes.

    Args:
        inputs: what CountEmbeds wrote, local or `s3://`.
        output: the Parquet file to write, local or `s3://`.
        wanted: what `write_wanted` wrote; only these images count, or all of them.
        memory_mb: what the sum may take before it goes to disk.
    """
    import duckdb

    with tempfile.TemporaryDirectory(prefix="catalog-inlinks-") as folder:
        paths = [str(storage.fetch(uri, Path(folder))) for uri in inputs]
        config: dict[str, Any] = {
            "memory_limit": f"{memory_mb}MB",
            "temp_directory": f"{folder}/spill",
        }
        with duckdb.connect(config=config) as connection, storage.open_write(output) as target:
            _show_wanted(connection, wanted)
            values = {"inputs": paths, "everything": wanted is None, "output": str(target)}
            counted = connection.execute(query("count_inlinks"), values).fetchone()
    return int(counted[0]) if counted else 0


def _show_wanted(connection: Any, wanted: Path | None) -> None:
    """Make the wanted addresses the view `wanted`; an empty one where everything is wanted."""
    if wanted:
        connection.read_parquet(str(wanted)).create_view("wanted")
    else:
        connection.register("wanted", pa.table({"address": pa.array([], pa.string())}))


def write_wanted(urls: Iterable[str], path: Path) -> frozenset[str]:
    """Write the addresses of images that count, in bounded memory; return their hosts."""
    schema = pa.schema([pa.field("address", pa.string())])
    hosts: set[str] = set()
    with pq.ParquetWriter(path, schema) as writer:
        batch: list[str] = []
        for url in urls:
            address = url_key(url)
            hosts.add(address.partition("/")[0].lower())
            batch.append(address)
            if len(batch) >= _WANTED_ROWS:
                writer.write_table(pa.table({"address": batch}, schema))
                batch = []
        writer.write_table(pa.table({"address": batch}, schema))
    return frozenset(hosts)
