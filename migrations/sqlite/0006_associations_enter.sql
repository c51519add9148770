-- Associations that enter by themselves. Those that came by a feed are approved: their feed is.

ALTER TABLE associations ADD COLUMN state TEXT NOT NULL DEFAULT 'approved'
    CONSTRAINT associations_state CHECK (state IN ('pending', 'asked', 'approved', 'refused'));
ALTER TABLE associations ADD COLUMN insee TEXT;
ALTER TABLE associations ADD COLUMN city TEXT;
ALTER TABLE associations ADD COLUMN department_code TEXT;
ALTER TABLE associations ADD COLUMN field TEXT;
ALTER TABLE associations ADD COLUMN about TEXT;
-- Its pages on social networks, one address a line.
ALTER TABLE associations ADD COLUMN networks TEXT;
ALTER TABLE associations ADD COLUMN entered_at INTEGER;
-- What the moderators last wrote to it.
ALTER TABLE associations ADD COLUMN moderators_words TEXT;
CREATE INDEX associations_waiting ON associations (entered_at) WHERE state IN ('pending', 'asked');

CREATE TABLE members (
    association_id INTEGER NOT NULL REFERENCES associations (id) ON DELETE CASCADE,
    coordinator_id INTEGER NOT NULL REFERENCES coordinators (id) ON DELETE CASCADE,
    role TEXT NOT NULL CONSTRAINT members_role CHECK (role IN ('owner', 'coordinator', 'reader')),
    joined_at INTEGER NOT NULL,
    PRIMARY KEY (association_id, coordinator_id)
) STRICT;
CREATE INDEX members_by_coordinator ON members (coordinator_id);

-- What was done with people's data, by whom. The owner can read it.
CREATE TABLE acts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    association_id INTEGER NOT NULL REFERENCES associations (id) ON DELETE CASCADE,
    coordinator_id INTEGER REFERENCES coordinators (id) ON DELETE SET NULL,
    kind TEXT NOT NULL,
    need_id INTEGER REFERENCES needs (id) ON DELETE SET NULL,
    -- How many people it was about.
    people INTEGER NOT NULL,
    -- What more there is to know, without anybody's data.
    detail TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX acts_by_association ON acts (association_id, id);
