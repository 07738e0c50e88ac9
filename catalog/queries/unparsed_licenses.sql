-- Links whose licence was not parsed when the partition was written: all of 2018 to 2020.
SELECT DISTINCT
    cc_domain,
    cc_license
FROM data
WHERE license IS NULL AND cc_license IS NOT NULL
