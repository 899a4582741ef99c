-- The salts of the commitments that the evidence log keeps of this span's content, `field=salt;field=salt`. With the texts
-- of this row (and user_id, session_id of `spans`) they make the openings; deleting the row erases text and salts at once.
-- A span without content has a row too, with empty texts, when its user or session was committed to.
ALTER TABLE span_content ${on_cluster} ADD COLUMN IF NOT EXISTS salts String CODEC(ZSTD(1)) AFTER seq;
