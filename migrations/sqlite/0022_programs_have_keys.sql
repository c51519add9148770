-- Associations give keys to their own programs. What a key is made of is never stored, only its SHA-256.

CREATE TABLE api_keys (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    association_id INTEGER NOT NULL REFERENCES associations (id) ON DELETE CASCADE,
    hash BLOB NOT NULL CONSTRAINT api_keys_hash UNIQUE,
    name TEXT NOT NULL,
    -- How it begins, so that its owners know which one it is.
    begins TEXT NOT NULL,
    -- What it may do: codes, with a space between them.
    scopes TEXT NOT NULL,
    created_by INTEGER REFERENCES coordinators (id) ON DELETE SET NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER,
    revoked_at INTEGER,
    -- The last day on which it was used: days since 1970.
    last_used_on INTEGER
) STRICT;
CREATE INDEX api_keys_by_association ON api_keys (association_id, id);

-- What a program did is in the journal under the name of its key.
ALTER TABLE acts ADD COLUMN api_key_id INTEGER REFERENCES api_keys (id) ON DELETE SET NULL;

-- What an association's own program calls the needs that it pushes.
CREATE TABLE pushed_needs (
    association_id INTEGER NOT NULL REFERENCES associations (id) ON DELETE CASCADE,
    external_id TEXT NOT NULL,
    need_id INTEGER NOT NULL CONSTRAINT pushed_needs_need UNIQUE REFERENCES needs (id) ON DELETE CASCADE,
    PRIMARY KEY (association_id, external_id)
) STRICT, WITHOUT ROWID;

-- Who keeps a copy asks for what changed since.
CREATE INDEX needs_by_change ON needs (updated_at, id);
CREATE INDEX needs_of_association_by_change ON needs (association_id, updated_at, id);
CREATE INDEX sign_ups_by_change ON sign_ups (association_id, updated_at, id) WHERE association_id IS NOT NULL;
