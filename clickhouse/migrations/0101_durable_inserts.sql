-- A segment of the spool is deleted once ClickHouse has confirmed it. By default ClickHouse confirms before the parts
-- have reached the disk, so a power loss within the next half minute would lose what was acknowledged.
-- Costs about a tenth of the CPU time of a load.
ALTER TABLE spans ${on_cluster} MODIFY SETTING fsync_after_insert = 1, fsync_part_directory = 1;
ALTER TABLE span_content ${on_cluster} MODIFY SETTING fsync_after_insert = 1, fsync_part_directory = 1;
ALTER TABLE adjustments ${on_cluster} MODIFY SETTING fsync_after_insert = 1, fsync_part_directory = 1;
ALTER TABLE usage_hourly ${on_cluster} MODIFY SETTING fsync_after_insert = 1, fsync_part_directory = 1;
ALTER TABLE usage_daily ${on_cluster} MODIFY SETTING fsync_after_insert = 1, fsync_part_directory = 1;
ALTER TABLE latency_hourly ${on_cluster} MODIFY SETTING fsync_after_insert = 1, fsync_part_directory = 1;
ALTER TABLE tenant_usage_hourly ${on_cluster} MODIFY SETTING fsync_after_insert = 1, fsync_part_directory = 1;
ALTER TABLE tenant_usage_daily ${on_cluster} MODIFY SETTING fsync_after_insert = 1, fsync_part_directory = 1;
ALTER TABLE tenant_latency_daily ${on_cluster} MODIFY SETTING fsync_after_insert = 1, fsync_part_directory = 1;
