-- Associations that came by a feed are claimed by mail; entries are changed by several owners; a form counts once.
-- What a link carries is never stored, only its SHA-256.

-- When an owner last changed the entry: from then on its feed doesn't.
ALTER TABLE associations ADD COLUMN edited_at INTEGER;
-- Counts the changes, so that of two owners who change it at once the second sees both.
ALTER TABLE associations ADD COLUMN entry_version INTEGER NOT NULL DEFAULT 0;

CREATE TABLE claims (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    hash BLOB NOT NULL CONSTRAINT claims_hash UNIQUE,
    association_id INTEGER NOT NULL REFERENCES associations (id) ON DELETE CASCADE,
    email_key TEXT NOT NULL,
    email TEXT NOT NULL,
    -- Code of the language that it was asked in.
    lang TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    used_at INTEGER
) STRICT;
CREATE INDEX claims_by_association ON claims (association_id, email_key);
CREATE INDEX claims_by_age ON claims (created_at);

-- A contact address that waits for its click; the last one asked for is the one that counts.
CREATE TABLE contact_changes (
    association_id INTEGER NOT NULL PRIMARY KEY REFERENCES associations (id) ON DELETE CASCADE,
    hash BLOB NOT NULL CONSTRAINT contact_changes_hash UNIQUE,
    email TEXT NOT NULL,
    -- Code of the language that it was asked in.
    lang TEXT NOT NULL,
    asked_by INTEGER REFERENCES coordinators (id) ON DELETE SET NULL,
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX contact_changes_by_age ON contact_changes (created_at);

-- Forms that were taken, each by what it carries: sent twice, it counts once.
CREATE TABLE forms_taken (
    association_id INTEGER NOT NULL REFERENCES associations (id) ON DELETE CASCADE,
    form TEXT NOT NULL,
    taken_at INTEGER NOT NULL,
    PRIMARY KEY (association_id, form)
) STRICT;
CREATE INDEX forms_taken_by_age ON forms_taken (taken_at);
