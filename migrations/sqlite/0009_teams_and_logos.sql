-- Several people act for one association: invitations by mail. What a link carries is never stored, only its SHA-256.

CREATE TABLE invitations (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    hash BLOB NOT NULL CONSTRAINT invitations_hash UNIQUE,
    association_id INTEGER NOT NULL REFERENCES associations (id) ON DELETE CASCADE,
    email_key TEXT NOT NULL,
    email TEXT NOT NULL,
    role TEXT NOT NULL CONSTRAINT invitations_role CHECK (role IN ('owner', 'coordinator', 'reader')),
    -- Code of the language that it was written in.
    lang TEXT NOT NULL,
    invited_by INTEGER REFERENCES coordinators (id) ON DELETE SET NULL,
    created_at INTEGER NOT NULL,
    used_at INTEGER
) STRICT;
CREATE INDEX invitations_by_association ON invitations (association_id, email_key);
CREATE INDEX invitations_by_age ON invitations (created_at);

-- Logos, made anew by the portal from what was sent.
CREATE TABLE association_logos (
    association_id INTEGER NOT NULL PRIMARY KEY REFERENCES associations (id) ON DELETE CASCADE,
    -- In its address, so that browsers may keep it for ever.
    hash TEXT NOT NULL,
    kind TEXT NOT NULL,
    bytes BLOB NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL
) STRICT;
