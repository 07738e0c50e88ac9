-- What publishing is measured against: DuckDB alone sorts the same files into one.
COPY (
    SELECT * FROM read_parquet($inputs) ORDER BY provider_domain
) TO $output (FORMAT parquet, COMPRESSION zstd)
