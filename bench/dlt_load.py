"""dlt's merge of a landing file, for a Python that has dlt (docs/benchmarks.md says how).

    python bench/dlt_load.py postgresql://... first.parquet FOLDER

Prints the seconds that it took, without starting Python or importing dlt. It is no part of the
package: dlt wants other versions of what we pin.
"""

import sys
import time
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import dlt  # type: ignore[import-not-found]  # only where this is run
import pyarrow.parquet as pq


def main(url: str, path: str, folder: str) -> None:
    """Load one file into the schema `by_dlt`."""
    parts = urlsplit(url)
    credentials = dlt.sources.credentials.ConnectionStringCredentials()
    credentials.drivername, credentials.database = "postgresql", parts.path.lstrip("/")
    credentials.username = parts.username
    # A socket's directory, which goes into a URL once more.
    credentials.host = quote(parse_qs(parts.query)["host"][0], safe="")
    credentials.password, credentials.port = "none is asked for", 5432
    pipeline = dlt.pipeline(
        "bench",
        pipelines_dir=str(Path(folder) / "dlt"),
        destination=dlt.destinations.postgres(credentials),
        dataset_name="by_dlt",
    )
    rows = dlt.resource(
        pq.read_table(path),
        name="image",
        write_disposition={"disposition": "merge", "strategy": "upsert"},
        primary_key=["provider", "foreign_identifier"],
    )
    begun = time.perf_counter()
    pipeline.run(rows)
    print(time.perf_counter() - begun)


if __name__ == "__main__":
    main(*sys.argv[1:])
