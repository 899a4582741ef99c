-- Batch, flex and priority have prices of their own: '' is the standard tier, '*' every tier.
ALTER TABLE price_overrides ${on_cluster} ADD COLUMN IF NOT EXISTS tier LowCardinality(String) DEFAULT '' AFTER model;
