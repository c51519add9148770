-- Needs are numbered by when they opened to the public; links that say nothing for weeks are noticed.

-- The row that every change of a need locks is locked first, so that none is half done.
-- Every number is the revision of the opening. Needs of before have their id, and revisions go on above it.
UPDATE need_revision SET last = GREATEST(last, (SELECT COALESCE(MAX(id), 0) FROM needs));

-- NULL: not open since it was posted, or since it was over. Alerts go by it (alerts.after_id), for ids say when a need
-- was written and not when anybody could read it.
ALTER TABLE needs ADD COLUMN opened_seq BIGINT;
UPDATE needs SET opened_seq = id WHERE over_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM need_holds h WHERE h.need_id = needs.id AND h.state = 'held' AND h.unseen);

-- Since when nothing but refusals, silence and errors of its own came from a link.
ALTER TABLE outward_links ADD COLUMN unsure_since BIGINT;

-- figures.scope 4: the ways from an association's page to its own site. association_visits isn't read any more; it goes
-- once no version writes it.
