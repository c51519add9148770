-- Feeds that the portal fetches by itself: an association's own, or a partner's with the needs of many.
CREATE TABLE feed_sources (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    -- Whose all its needs are; none for a partner's.
    association_id INTEGER REFERENCES associations (id) ON DELETE CASCADE,
    address TEXT NOT NULL,
    -- Of the feed in `feeds`.
    name TEXT NOT NULL CONSTRAINT feed_sources_name UNIQUE,
    every_hours INTEGER NOT NULL,
    paused_at INTEGER,
    -- What came with the last answer that was taken, sent back with the next question.
    etag TEXT,
    last_modified TEXT,
    due_at INTEGER NOT NULL,
    claimed_until INTEGER NOT NULL DEFAULT 0,
    -- How often in a row nothing could be taken.
    failures INTEGER NOT NULL DEFAULT 0,
    -- Somebody said that the next reading may close most needs, or all.
    losses_meant INTEGER NOT NULL DEFAULT 0,
    added_by INTEGER REFERENCES coordinators (id) ON DELETE SET NULL,
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX feed_sources_due ON feed_sources (due_at) WHERE paused_at IS NULL;
CREATE INDEX feed_sources_by_association ON feed_sources (association_id);

-- What came of fetching one.
CREATE TABLE feed_runs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    source_id INTEGER NOT NULL REFERENCES feed_sources (id) ON DELETE CASCADE,
    started_at INTEGER NOT NULL,
    ended_at INTEGER NOT NULL,
    outcome TEXT NOT NULL CONSTRAINT feed_runs_outcome CHECK (outcome IN ('taken', 'same', 'failed')),
    -- Why nothing was taken, as a code with what it is about.
    trouble TEXT NOT NULL,
    detail TEXT NOT NULL,
    added INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    unchanged INTEGER NOT NULL,
    closed INTEGER NOT NULL,
    refused INTEGER NOT NULL,
    -- What was mended, as a JSON array of codes and counts.
    notes TEXT NOT NULL
) STRICT;
CREATE INDEX feed_runs_by_source ON feed_runs (source_id, id);

-- The first missions that were left out, each with the code of why and what it is about.
CREATE TABLE feed_refusals (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    run_id INTEGER NOT NULL REFERENCES feed_runs (id) ON DELETE CASCADE,
    client_id TEXT NOT NULL,
    title TEXT NOT NULL,
    reason TEXT NOT NULL,
    detail TEXT NOT NULL
) STRICT;
CREATE INDEX feed_refusals_by_run ON feed_refusals (run_id, id);
