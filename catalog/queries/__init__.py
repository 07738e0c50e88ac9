"""SQL that runs unchanged on Athena and on DuckDB."""
