"""A working output as an extraction leaves it, written with literal rows."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from catalog.files import storage
from catalog.links.link_rows import LINK_SCHEMA, LinkRow

CRAWL = "CC-MAIN-2026-43"


def link_row(domain: str, path: str = "/", **changed: Any) -> LinkRow:
    """Return a link row of a CC BY 4.0 footer."""
    row: LinkRow = {
        "provider_domain": domain,
        "content_path": path,
        "content_query_string": "",
        "cc_domain": "creativecommons.org",
        "cc_license": "/licenses/by/4.0/",
        "warc_segment": "crawl-data/CC-MAIN-2026-43/segments/1",
        "warc_filename": "w.warc.gz",
        "content_offset": 100,
        "deflate_length": 50,
        "html_metadata": '{"Images":2,"Links":{"creativecommons.org":1}}',
        "license": "by",
        "license_version": "4.0",
        "license_jurisdiction": None,
        "link_kind": "A@/href",
        "link_section": "links",
        "rel_license": True,
        "page_url": f"https://{domain}{path}",
        "crawled_at": datetime(2026, 10, 20, tzinfo=UTC),
    }
    return row | changed


def report(status: str = "done", rows: int = 0) -> bytes:
    """Return an extraction's report."""
    counts = {"rows": rows, "records": 9}
    item = "crawl-data/CC-MAIN-2026-43/segments/1/wat/x.warc.wat.gz"
    return json.dumps({"item": item, "status": status, "counts": counts}).encode()


def write_working_file(output: str, name: str, rows: list[LinkRow], folder: Path) -> None:
    """Write a file of link rows with its report to `<output>/<crawl>/`."""
    path = folder / f"{name}.tmp.parquet"
    pq.write_table(pa.Table.from_pylist(rows, LINK_SCHEMA), path, compression="zstd")
    base = storage.join(output, CRAWL)
    storage.write_bytes(storage.join(base, f"{name}.parquet"), path.read_bytes())
    storage.write_bytes(storage.join(base, f"{name}.report.json"), report(rows=len(rows)))
    path.unlink()
