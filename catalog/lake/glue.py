"""The lake's table in the Glue catalog, through which Athena sees it."""

from dataclasses import dataclass

from catalog.files import storage
from catalog.lake.lake import partition_uri
from catalog.links.link_rows import LINK_SCHEMA

PARTITION_KEY = "crawl"
_ATHENA_TYPES = {
    "string": "string",
    "int64": "bigint",
    "bool": "boolean",
    "timestamp[us, tz=UTC]": "timestamp",
}


@dataclass(frozen=True, slots=True)
class GlueTable:
    """One table over the lake's `data/`.

    The default name is the folder's, which is also what a Glue crawler calls the table it finds
    there, so that both keep the same one.
    """

    database: str
    table: str = "data"

    def ensure(self, lake: str) -> None:
        """Create the database and the table, or add to the table the columns it lacks."""
        import awswrangler as wr

        wr.catalog.create_database(self.database, exist_ok=True)
        if not wr.catalog.does_table_exist(self.database, self.table):
            wr.catalog.create_parquet_table(
                database=self.database,
                table=self.table,
                path=storage.join(lake, "data") + "/",
                columns_types=athena_columns(),
                partitions_types={PARTITION_KEY: "string"},
                compression=None,
                mode="append",
            )
            return
        existing = wr.catalog.get_table_types(self.database, self.table) or {}
        for name, kind in athena_columns().items():
            if name not in existing:
                # Without a comment, awswrangler 3.17 sends None, which Glue's client refuses.
                wr.catalog.add_column(self.database, self.table, name, kind, "")

    def show(self, lake: str, crawl: str) -> None:
        """Register a crawl's partition; it is no error when it is registered."""
        import awswrangler as wr

        wr.catalog.add_parquet_partitions(
            database=self.database,
            table=self.table,
            partitions_values={partition_uri(lake, crawl) + "/": [crawl]},
            columns_types=athena_columns(),
        )

    def hide(self, crawl: str) -> None:
        """Take a crawl's partition out of the catalog, if it is in it."""
        import awswrangler as wr

        if wr.catalog.does_table_exist(self.database, self.table):
            wr.catalog.delete_partitions(self.table, self.database, partitions_values=[[crawl]])


def athena_columns() -> dict[str, str]:
    """Return the lake's columns and their Athena types, in order."""
    return {field.name: _ATHENA_TYPES[str(field.type)] for field in LINK_SCHEMA}
