-- Times are epoch seconds (UTC), days are days since 1970-01-01, ids never come back after a deletion.

CREATE TABLE secrets (
    name TEXT NOT NULL PRIMARY KEY,
    value BLOB NOT NULL
) STRICT;

-- One row: the last revision given to a need. Bumping it inside the writing transaction makes revisions
-- visible in their own order, so that a server that read up to N has missed nothing below N.
CREATE TABLE need_revision (
    id INTEGER NOT NULL PRIMARY KEY CONSTRAINT need_revision_single CHECK (id = 1),
    last INTEGER NOT NULL
) STRICT;
INSERT INTO need_revision (id, last) VALUES (1, 0);

CREATE TABLE feeds (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL CONSTRAINT feeds_name UNIQUE,
    url TEXT NOT NULL,
    credit TEXT NOT NULL,
    imported_at INTEGER NOT NULL
) STRICT;

CREATE TABLE associations (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    feed_id INTEGER REFERENCES feeds (id),
    feed_key TEXT,
    name TEXT NOT NULL,
    slug TEXT NOT NULL,
    web_page TEXT,
    contact_email TEXT,
    created_at INTEGER NOT NULL,
    CONSTRAINT associations_feed_key UNIQUE (feed_id, feed_key)
) STRICT;

CREATE TABLE needs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    association_id INTEGER NOT NULL REFERENCES associations (id),
    feed_id INTEGER REFERENCES feeds (id),
    client_id TEXT,
    content_hash TEXT,
    title TEXT NOT NULL,
    slug TEXT NOT NULL,
    description_html TEXT NOT NULL,
    description_text TEXT NOT NULL,
    field TEXT NOT NULL,
    activity TEXT,
    remote TEXT NOT NULL CONSTRAINT needs_remote CHECK (remote IN ('no', 'possible', 'full')),
    schedule TEXT,
    audience TEXT,
    requirements TEXT,
    open_to_minors INTEGER NOT NULL,
    reduced_mobility INTEGER NOT NULL,
    close_to_transport INTEGER NOT NULL,
    page_url TEXT,
    sign_up TEXT NOT NULL CONSTRAINT needs_sign_up CHECK (sign_up IN ('here', 'there')),
    first_day INTEGER,
    last_day INTEGER,
    state TEXT NOT NULL CONSTRAINT needs_state CHECK (state IN ('open', 'closed')),
    page_clicks INTEGER NOT NULL DEFAULT 0,
    posted_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    CONSTRAINT needs_client_id UNIQUE (feed_id, client_id),
    CONSTRAINT needs_page_where_sign_up_is CHECK (sign_up = 'here' OR page_url IS NOT NULL)
) STRICT;
CREATE INDEX needs_by_revision ON needs (revision);
CREATE INDEX needs_by_association ON needs (association_id);

CREATE TABLE need_addresses (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    need_id INTEGER NOT NULL REFERENCES needs (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    street TEXT NOT NULL,
    postcode TEXT NOT NULL,
    city TEXT NOT NULL,
    insee TEXT NOT NULL,
    department_code TEXT NOT NULL,
    lat REAL NOT NULL,
    lon REAL NOT NULL,
    CONSTRAINT need_addresses_position UNIQUE (need_id, position)
) STRICT;

-- Every need has at least one slot: an undated one where people come regularly or whenever they can.
CREATE TABLE slots (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    need_id INTEGER NOT NULL REFERENCES needs (id) ON DELETE CASCADE,
    starts_at INTEGER,
    ends_at INTEGER,
    capacity INTEGER NOT NULL,
    taken INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT slots_never_overbooked CHECK (taken BETWEEN 0 AND capacity),
    CONSTRAINT slots_end_after_start CHECK (ends_at IS NULL OR ends_at > starts_at)
) STRICT;
CREATE INDEX slots_by_need ON slots (need_id);

CREATE TABLE sign_ups (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    need_id INTEGER NOT NULL REFERENCES needs (id),
    slot_id INTEGER NOT NULL REFERENCES slots (id),
    email_key TEXT NOT NULL,
    email TEXT NOT NULL,
    first_name TEXT NOT NULL,
    last_name TEXT,
    phone TEXT,
    message TEXT,
    lang TEXT NOT NULL,
    minor INTEGER NOT NULL,
    parent_email TEXT,
    parent_consented_at INTEGER,
    state TEXT NOT NULL CONSTRAINT sign_ups_state
        CHECK (state IN ('unconfirmed', 'confirmed', 'waiting', 'offered', 'cancelled', 'expired')),
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    confirmed_at INTEGER,
    waiting_since INTEGER,
    -- When an unconfirmed sign-up or an offered place gives its place back.
    due_at INTEGER,
    CONSTRAINT sign_ups_once UNIQUE (need_id, email_key),
    CONSTRAINT sign_ups_minor_has_parent CHECK (minor = 0 OR parent_email IS NOT NULL)
) STRICT;
CREATE INDEX sign_ups_due ON sign_ups (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX sign_ups_waiting ON sign_ups (slot_id, waiting_since) WHERE state = 'waiting';
CREATE INDEX sign_ups_by_email ON sign_ups (email_key);
CREATE INDEX sign_ups_by_slot ON sign_ups (slot_id);

-- What a mailed link carries is never stored, only its SHA-256.
CREATE TABLE links (
    hash BLOB NOT NULL PRIMARY KEY,
    sign_up_id INTEGER NOT NULL REFERENCES sign_ups (id) ON DELETE CASCADE,
    purpose TEXT NOT NULL CONSTRAINT links_purpose CHECK (purpose IN ('volunteer', 'parent')),
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX links_by_sign_up ON links (sign_up_id);

-- Written in the transaction of what it tells of. The bodies go once the mail has gone.
CREATE TABLE outbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    message_id TEXT NOT NULL CONSTRAINT outbox_message_id UNIQUE,
    sign_up_id INTEGER REFERENCES sign_ups (id) ON DELETE SET NULL,
    kind TEXT NOT NULL,
    to_address TEXT NOT NULL,
    subject TEXT NOT NULL,
    body_text TEXT NOT NULL,
    body_html TEXT NOT NULL,
    calendar TEXT,
    created_at INTEGER NOT NULL,
    -- When to try next; NULL once it is sent or given up.
    due_at INTEGER,
    claimed_until INTEGER NOT NULL DEFAULT 0,
    tries INTEGER NOT NULL DEFAULT 0,
    sent_at INTEGER,
    gave_up_at INTEGER,
    last_error TEXT
) STRICT;
CREATE INDEX outbox_due ON outbox (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX outbox_by_sign_up ON outbox (sign_up_id) WHERE sign_up_id IS NOT NULL;

-- Counters of the rate limits. The key is a keyed hash: no address and no network is stored.
CREATE TABLE rate_limits (
    bucket BLOB NOT NULL PRIMARY KEY,
    window_start INTEGER NOT NULL,
    hits INTEGER NOT NULL
) STRICT;
CREATE INDEX rate_limits_by_window ON rate_limits (window_start);
