-- What people like. No network and no address is kept.

-- Somebody who likes: a browser, or whoever an address belongs to with all their browsers.
CREATE TABLE likers (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    -- What the cookie of each of their browsers carries, signed.
    key BLOB NOT NULL CONSTRAINT likers_key UNIQUE,
    -- A keyed hash of the address of a volunteer or coordinator; nothing for one browser alone.
    account BLOB CONSTRAINT likers_account UNIQUE,
    -- It came from a network where too many new ones appeared within an hour: its likes are kept, and not counted.
    marked INTEGER NOT NULL,
    seen_at INTEGER NOT NULL
) STRICT;
CREATE INDEX likers_unseen ON likers (seen_at) WHERE account IS NULL;

CREATE TABLE likes (
    liker_id INTEGER NOT NULL REFERENCES likers (id) ON DELETE CASCADE,
    need_id INTEGER NOT NULL REFERENCES needs (id) ON DELETE CASCADE,
    at INTEGER NOT NULL,
    PRIMARY KEY (liker_id, need_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX likes_by_need ON likes (need_id);

-- How many, kept in the transaction that adds or removes one. Apart from the need, whose row is large and changes for
-- other reasons.
CREATE TABLE like_counts (
    need_id INTEGER NOT NULL PRIMARY KEY REFERENCES needs (id) ON DELETE CASCADE,
    likes INTEGER NOT NULL,
    marked INTEGER NOT NULL
) STRICT;
CREATE INDEX like_counts_marked ON like_counts (marked) WHERE marked > 0;
