-- The lines of published files that could not be read, each once, of what DuckDB noted while it read:
-- a file may be read several times. Of lines of JSON the load has found those that are no object.
CREATE TABLE IF NOT EXISTS unreadable (file_path VARCHAR, line UBIGINT);

INSERT INTO unreadable
SELECT DISTINCT
    reject_scans.file_path,
    reject_errors.line
FROM reject_errors
INNER JOIN reject_scans
    ON reject_errors.scan_id = reject_scans.scan_id
    AND reject_errors.file_id = reject_scans.file_id;
