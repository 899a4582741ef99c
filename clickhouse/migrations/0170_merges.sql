-- Merging rows again costs as much CPU time as loading them, so that how often a row is merged decides.
-- Parts are merged fifteen at a time rather than five, and column by column from the first merge on: half the time, for up
-- to twice as many parts. A list of dictionary-coded values costs eight times as much to merge as a list of texts.
ALTER TABLE spans ${on_cluster} MODIFY SETTING merge_selector_base = 15, vertical_merge_algorithm_min_rows_to_activate = 1;
ALTER TABLE span_content ${on_cluster} MODIFY SETTING merge_selector_base = 15;
ALTER TABLE spans ${on_cluster} MODIFY COLUMN finish_reasons Array(String);
ALTER TABLE spans ${on_cluster} MODIFY COLUMN flags Array(String);
ALTER TABLE spans ${on_cluster} MODIFY COLUMN price_modifiers Array(String);
