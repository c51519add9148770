-- By which rules the last answer of a feed was read: others read the same answer anew.
ALTER TABLE feed_sources ADD COLUMN rules TEXT NOT NULL DEFAULT '';

-- Whether what was taken of a mission earlier is still shown after its new version was left out.
ALTER TABLE feed_refusals ADD COLUMN still_shown BIGINT NOT NULL DEFAULT 0;
