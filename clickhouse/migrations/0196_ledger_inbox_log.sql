-- The log that must hold the record, because it is about records of that log; '' for the one of whoever takes it up.
ALTER TABLE ledger_inbox ${on_cluster} ADD COLUMN IF NOT EXISTS log LowCardinality(String) DEFAULT '';
