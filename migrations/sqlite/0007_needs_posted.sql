-- Needs that associations post here, and their drafts.

-- What was typed, as JSON; none for what came by a feed, which is changed there.
ALTER TABLE needs ADD COLUMN posted_form TEXT;
-- How often it was changed here: two people who change it at once are told.
ALTER TABLE needs ADD COLUMN version INTEGER NOT NULL DEFAULT 0;
-- Out of the list of its association since then.
ALTER TABLE needs ADD COLUMN archived_at INTEGER;

CREATE TABLE drafts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    association_id INTEGER NOT NULL REFERENCES associations (id) ON DELETE CASCADE,
    -- The need that it changes; none for a new one.
    need_id INTEGER CONSTRAINT drafts_once_a_need UNIQUE REFERENCES needs (id) ON DELETE CASCADE,
    form TEXT NOT NULL,
    -- To be published once the association is let in.
    ready INTEGER NOT NULL DEFAULT 0,
    updated_at INTEGER NOT NULL,
    updated_by INTEGER REFERENCES coordinators (id) ON DELETE SET NULL
) STRICT;
CREATE INDEX drafts_by_association ON drafts (association_id, updated_at);
