"""The "Common Crawl ETL": one Parquet file of link rows for each WAT or WARC file of a crawl."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import pyarrow.parquet as pq

from catalog.files.columns import record_batch
from catalog.links.file_task import FileTask, Outcome, Read
from catalog.links.link_rows import LINK_SCHEMA, LinkRow
from catalog.links.wat import iter_link_rows
from catalog.warc.crawl_paths import segment_of
from catalog.warc.file_kind import Kind

# A batch becomes a row group: large enough to read well, small enough for a worker's memory.
_BATCH_ROWS = 20_000
_BATCH_BYTES = 2 << 20


@dataclass(frozen=True, slots=True)
class ExtractLinks(FileTask):
    """The task: read one WAT file, write its link rows and a report."""

    def write(self, item: str, read: Read, outcome: Outcome, path: Path) -> None:
        """Write the link rows of a file; see FileTask."""
        rows = iter_link_rows(read, segment_of(item), outcome.counts, outcome.unreadable)
        write_rows(rows, path)


@dataclass(frozen=True, slots=True)
class ExtractWarcLinks(FileTask):
    """The task: read one WARC file, write its link rows and a report."""

    kind: ClassVar[Kind] = "WARC"

    def write(self, item: str, read: Read, outcome: Outcome, path: Path) -> None:
        """Write the link rows of a file; see FileTask."""
        # It needs an HTML parser, which extracting from WAT does not.
        from catalog.links.warc_links import iter_warc_link_rows

        name = item.partition("?")[0].rpartition("/")[2]
        place = segment_of(item), name
        write_rows(iter_warc_link_rows(read, place, outcome.counts, outcome.unreadable), path)


def write_rows(rows: Iterator[LinkRow], path: Path) -> None:
    """Write link rows as Parquet; the same rows give the same bytes."""
    with pq.ParquetWriter(path, LINK_SCHEMA, compression="zstd") as writer:
        for batch in _batches(rows):
            writer.write_batch(record_batch(batch, LINK_SCHEMA))


def _batches(rows: Iterator[LinkRow]) -> Iterator[list[LinkRow]]:
    batch: list[LinkRow] = []
    size = 0
    for row in rows:
        batch.append(row)
        size += len(row["html_metadata"])
        if len(batch) >= _BATCH_ROWS or size >= _BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
