-- The lines of published files that could not be read, each once, of what DuckDB noted while it read:
-- a file may be read several times.
CREATE OR REPLACE TABLE unreadable AS
SELECT DISTINCT
    reject_scans.file_path,
    reject_errors.line
FROM reject_errors
INNER JOIN reject_scans
    ON reject_errors.scan_id = reject_scans.scan_id
    AND reject_errors.file_id = reject_scans.file_id;
