-- Anybody can report a need; what looks like fraud waits for a moderator; links that die are noticed.

-- What moderators decided of a need, whether somebody reported it or its words raised a flag.
CREATE TABLE report_decisions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    need_id INTEGER NOT NULL REFERENCES needs (id) ON DELETE CASCADE,
    association_id INTEGER NOT NULL REFERENCES associations (id) ON DELETE CASCADE,
    moderator_id INTEGER REFERENCES coordinators (id) ON DELETE SET NULL,
    verdict TEXT NOT NULL
        CONSTRAINT report_decisions_verdict CHECK (verdict IN ('down', 'warned', 'dismissed', 'passed')),
    -- What the association was told.
    words TEXT NOT NULL,
    -- The flags that stood then, as JSON.
    flags TEXT NOT NULL,
    -- Since when it had waited, for a need that waited.
    asked_at INTEGER,
    -- How many reports it answers.
    reports INTEGER NOT NULL,
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX report_decisions_by_need ON report_decisions (need_id, id);
CREATE INDEX report_decisions_by_association ON report_decisions (association_id);
CREATE INDEX report_decisions_by_time ON report_decisions (at);

CREATE TABLE reports (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    need_id INTEGER NOT NULL REFERENCES needs (id) ON DELETE CASCADE,
    reason TEXT NOT NULL CONSTRAINT reports_reason
        CHECK (reason IN ('money', 'job', 'harm', 'wrong', 'over', 'spam', 'other')),
    words TEXT NOT NULL,
    -- Where the decision is told; gone as soon as it is.
    email TEXT,
    email_key TEXT,
    lang TEXT NOT NULL,
    -- A keyed hash of need and network, so that the same people count once; gone with the decision.
    reporter BLOB,
    created_at INTEGER NOT NULL,
    decision_id INTEGER REFERENCES report_decisions (id) ON DELETE SET NULL
) STRICT;
CREATE UNIQUE INDEX reports_once_a_network ON reports (need_id, reporter) WHERE decision_id IS NULL;
CREATE UNIQUE INDEX reports_once_an_address ON reports (need_id, email_key) WHERE decision_id IS NULL;
CREATE INDEX reports_by_need ON reports (need_id, id);
CREATE INDEX reports_by_time ON reports (created_at);

-- Needs that the public doesn't see, whatever else is done with them. `needs.state` says closed meanwhile, so that every
-- query and every version of the program takes them for closed.
CREATE TABLE need_holds (
    need_id INTEGER NOT NULL PRIMARY KEY REFERENCES needs (id) ON DELETE CASCADE,
    -- held: flags wait for a moderator; down: taken down by one; passed: seen by one, open again.
    state TEXT NOT NULL CONSTRAINT need_holds_state CHECK (state IN ('held', 'down', 'passed')),
    -- What its words raise now, and what a moderator let pass, as JSON.
    flags TEXT NOT NULL,
    passed TEXT NOT NULL,
    -- SHA-256 of what was last read of it.
    content BLOB NOT NULL,
    -- Its association wants it open.
    wanted INTEGER NOT NULL,
    -- Nobody but its association has seen it yet.
    unseen INTEGER NOT NULL,
    -- Since when it waits for a moderator; nothing to do without.
    asked_at INTEGER
) STRICT;
CREATE INDEX need_holds_asked ON need_holds (asked_at) WHERE asked_at IS NOT NULL;

CREATE TRIGGER needs_held_stay_closed AFTER UPDATE OF state ON needs
    WHEN NEW.state = 'open' AND EXISTS (
        SELECT 1 FROM need_holds WHERE need_id = NEW.id AND state IN ('held', 'down')) BEGIN
    UPDATE needs SET state = 'closed' WHERE id = NEW.id;
    UPDATE need_holds SET wanted = 1 WHERE need_id = NEW.id;
END;

-- When each moderator was last written to about what waits: not more than once an hour.
CREATE TABLE moderator_notices (
    coordinator_id INTEGER NOT NULL PRIMARY KEY REFERENCES coordinators (id) ON DELETE CASCADE,
    at INTEGER NOT NULL
) STRICT;

-- Months (2026-10) whose summary has been sent.
CREATE TABLE report_summaries (
    month TEXT NOT NULL PRIMARY KEY,
    at INTEGER NOT NULL
) STRICT;

-- Addresses elsewhere that our pages link to, and how they answered.
CREATE TABLE outward_links (
    url TEXT NOT NULL PRIMARY KEY,
    host TEXT NOT NULL,
    -- When to try next.
    due_at INTEGER NOT NULL,
    claimed_until INTEGER NOT NULL,
    checked_at INTEGER,
    -- How often in a row it was found dead, since when, and why.
    failures INTEGER NOT NULL,
    failing_since INTEGER,
    why TEXT NOT NULL
) STRICT;
CREATE INDEX outward_links_due ON outward_links (due_at);
CREATE INDEX outward_links_failing ON outward_links (failing_since) WHERE failing_since IS NOT NULL;

-- From when on a host may be asked again: one request at a time, whichever server asks.
CREATE TABLE outward_hosts (
    host TEXT NOT NULL PRIMARY KEY,
    free_at INTEGER NOT NULL
) STRICT;

-- Dead links that an association was told of, until they answer again.
CREATE TABLE dead_links_told (
    association_id INTEGER NOT NULL REFERENCES associations (id) ON DELETE CASCADE,
    url TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (association_id, url)
) STRICT;

-- How often a link to an association's own site was followed from its page here, by day since 1970-01-01.
CREATE TABLE association_visits (
    association_id INTEGER NOT NULL REFERENCES associations (id) ON DELETE CASCADE,
    day INTEGER NOT NULL,
    visits INTEGER NOT NULL,
    PRIMARY KEY (association_id, day)
) STRICT;
CREATE INDEX needs_by_page ON needs (page_url) WHERE page_url IS NOT NULL AND state = 'open';
