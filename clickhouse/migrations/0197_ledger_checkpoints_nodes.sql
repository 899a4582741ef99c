-- The right edge of the tree at this size, `frontier.json`'s nodes in base64 with spaces between: an export that begins here
-- need not hash the log from its first record. '' where it was not kept.
ALTER TABLE ledger_checkpoints ${on_cluster} ADD COLUMN IF NOT EXISTS nodes String DEFAULT '' CODEC(ZSTD(1)) AFTER note;
