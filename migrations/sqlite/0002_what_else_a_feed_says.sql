-- All that a feed says is kept: what has a meaning here in columns of its own, the rest as the JSON object
-- that it was read as, so that it can be handed on.

ALTER TABLE needs ADD COLUMN tags TEXT;
ALTER TABLE needs ADD COLUMN feed_extra TEXT;
ALTER TABLE associations ADD COLUMN rna TEXT;
ALTER TABLE associations ADD COLUMN siren TEXT;
ALTER TABLE associations ADD COLUMN feed_extra TEXT;
