-- Where a database is published whole (CREATE PUBLICATION ... FOR ALL TABLES, as for a copy by logical
-- replication, a blue/green deployment or change data capture), rows of a table without a key could not be
-- deleted or updated, and so no file be loaded. They are known by all that is in them; it is logged only
-- where `wal_level` is logical. Expands only.
ALTER TABLE seen_keys REPLICA IDENTITY FULL;
ALTER TABLE record_change_horizon REPLICA IDENTITY FULL;
