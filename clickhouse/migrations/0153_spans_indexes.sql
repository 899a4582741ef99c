-- The slowest calls are in few granules, and so are those that another tenant's cache entry answered.
ALTER TABLE spans ${on_cluster} ADD INDEX IF NOT EXISTS ix_duration duration_ns TYPE minmax GRANULARITY 1;
ALTER TABLE spans ${on_cluster} ADD INDEX IF NOT EXISTS ix_foreign_entry if(cache_entry_tenant = '', 0, cache_entry_tenant != tenant) TYPE minmax GRANULARITY 1;
