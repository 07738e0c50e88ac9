-- Makes the registered files of one partition the table `data` of Athena, for DuckDB.
CREATE MACRO json_extract_scalar(document, path) AS
    CASE WHEN json_valid(document) THEN json_extract_string(document, path) END;

CREATE VIEW data AS
SELECT *, getvariable('crawl') AS crawl
FROM (
    SELECT * FROM every_column
    UNION ALL BY NAME
    SELECT * FROM partition_rows
);
