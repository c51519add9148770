-- "Tell me when there are new ones": a search that somebody wants to be told of by mail. The row goes with the alert,
-- and the address with it.
CREATE TABLE alerts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    email_key TEXT NOT NULL,
    email TEXT NOT NULL,
    lang TEXT NOT NULL,
    -- As in the address of the search page, without order and page.
    search TEXT NOT NULL,
    -- The same for the same search, however it is written.
    search_key TEXT NOT NULL,
    rhythm TEXT NOT NULL CONSTRAINT alerts_rhythm CHECK (rhythm IN ('daily', 'weekly')),
    -- Only needs with a higher id are new. They get their ids in the order in which they become visible.
    after_id INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    confirmed_at INTEGER,
    -- When the search is looked at next; NULL until it is confirmed.
    next_at INTEGER,
    -- When the last letter was written.
    last_at INTEGER,
    claimed_until INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT alerts_once UNIQUE (email_key, search_key),
    CONSTRAINT alerts_run_once_confirmed CHECK ((confirmed_at IS NULL) = (next_at IS NULL))
) STRICT;
CREATE INDEX alerts_due ON alerts (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX alerts_unconfirmed ON alerts (created_at) WHERE confirmed_at IS NULL;

-- Needs after after_id that were told: none is told twice, and one that was closed when its turn came is told when it
-- opens. At most a thousand for each alert.
CREATE TABLE alert_told (
    alert_id INTEGER NOT NULL REFERENCES alerts (id) ON DELETE CASCADE,
    need_id INTEGER NOT NULL,
    PRIMARY KEY (alert_id, need_id)
) STRICT, WITHOUT ROWID;
