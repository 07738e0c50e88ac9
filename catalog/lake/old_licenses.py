"""The licences of links in partitions of 2018 to 2020, which were written without parsing them."""

from typing import TYPE_CHECKING

import pyarrow as pa

from catalog import licenses
from catalog.files.columns import record_batch
from catalog.queries import query

if TYPE_CHECKING:
    import duckdb

_NAMES = ("cc_domain", "cc_license", "license", "license_version", "license_jurisdiction")
_SCHEMA = pa.schema([(name, pa.string()) for name in _NAMES])


def read_old_licenses(connection: "duckdb.DuckDBPyConnection") -> None:
    """Read the links of rows whose licence was never parsed, into the table `old_licenses`."""
    found = []
    for domain, path in connection.execute(query("report/old_links")).fetchall():
        license_ = licenses.from_url(f"https://{domain}{path}" if domain else path.strip())
        if license_:
            named = (domain, path, license_.slug, license_.version, license_.jurisdiction)
            found.append(dict(zip(_NAMES, named, strict=True)))
    batch = record_batch(found, _SCHEMA)
    connection.register("old_licenses", pa.Table.from_batches([batch]))
