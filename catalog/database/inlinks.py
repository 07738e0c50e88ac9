"""In-links in the catalog: kept by URL, and copied into the `meta_data` of the images.

`meta_data.inlinks` counts the pages of other sites that show an image, `meta_data.inlink_hosts`
their hosts. They are measured alike for every provider, so they make a popularity metric that is
comparable across them: `catalog popularity set --media image --provider '*' --metric inlinks`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq

from catalog.database.connection import Connection
from catalog.database.sql import statement

_COLUMNS = ["url", "inlinks", "inlink_hosts"]


@dataclass(frozen=True, slots=True)
class InlinkCounts:
    """What was done: URLs whose counts are known, and images that changed."""

    urls: int
    images: int


def iter_image_urls(connection: Connection) -> Iterator[str]:
    """Yield the URL of every image, from the server as they are read."""
    for (url,) in connection.cursor().stream(statement("list_image_urls")):
        yield url


def load_inlinks(
    connection: Connection,
    path: Path,
    crawl: str,
    *,
    batch_rows: int = 10_000,
    progress: Callable[[int], None] = lambda done: None,
) -> InlinkCounts:
    """Keep the counts of a crawl and copy them into the images; doing it again changes nothing.

    The connection is in autocommit mode: each batch of URLs is its own transaction, and a run that
    is killed is finished by the next one. Progress is told how many URLs are done.
    """
    _keep(connection, path, crawl)
    return _apply(connection, batch_rows, progress)


def _keep(connection: Connection, path: Path, crawl: str) -> None:
    with connection.transaction(), pq.ParquetFile(path) as file:
        connection.execute(statement("create_counted_inlink"))
        with connection.cursor().copy(statement("copy_counted_inlink")) as copy:
            for batch in file.iter_batches(columns=_COLUMNS):
                for row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                    copy.write_row(row)
        connection.execute(statement("keep_inlinks"), {"crawl": crawl})


def _apply(
    connection: Connection, batch_rows: int, progress: Callable[[int], None]
) -> InlinkCounts:
    after, urls, images = None, 0, 0
    while True:
        values = {"after": after, "rows": batch_rows}
        found = connection.execute(statement("apply_inlinks"), values).fetchone()
        after, read, updated = found or (None, 0, 0)
        urls, images = urls + read, images + updated
        progress(urls)
        if read < batch_rows:
            return InlinkCounts(urls, images)
