-- People who act for associations or moderate the portal. They have no password: a link by mail or a provider
-- that vouches for their address lets them in.

CREATE TABLE coordinators (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    email_key TEXT NOT NULL CONSTRAINT coordinators_email UNIQUE,
    email TEXT NOT NULL,
    -- As others of the association see them; empty until they say it.
    name TEXT NOT NULL,
    lang TEXT NOT NULL,
    moderator INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL
) STRICT;

-- What the cookie carries is never stored, only its SHA-256.
CREATE TABLE sessions (
    hash BLOB NOT NULL PRIMARY KEY,
    coordinator_id INTEGER REFERENCES coordinators (id) ON DELETE CASCADE,
    data TEXT NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX sessions_by_coordinator ON sessions (coordinator_id) WHERE coordinator_id IS NOT NULL;
CREATE INDEX sessions_by_expiry ON sessions (expires_at);

-- Links that let somebody in once. What they carry is never stored, only its SHA-256.
CREATE TABLE sign_in_links (
    hash BLOB NOT NULL PRIMARY KEY,
    email TEXT NOT NULL,
    lang TEXT NOT NULL,
    -- Where to go on, an address of this portal.
    next TEXT NOT NULL,
    -- An association to be entered once the address has proven itself, as JSON.
    registration TEXT,
    created_at INTEGER NOT NULL,
    opened_at INTEGER,
    used_at INTEGER
) STRICT;
CREATE INDEX sign_in_links_by_age ON sign_in_links (created_at);

-- Accounts elsewhere that vouch for somebody.
CREATE TABLE identities (
    provider TEXT NOT NULL,
    subject TEXT NOT NULL,
    coordinator_id INTEGER NOT NULL REFERENCES coordinators (id) ON DELETE CASCADE,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (provider, subject)
) STRICT;
CREATE INDEX identities_by_coordinator ON identities (coordinator_id);
