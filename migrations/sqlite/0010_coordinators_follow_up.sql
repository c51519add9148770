-- What coordinators write to people who signed up.

-- Prepared messages of an association. It starts with the portal's own, which are in the program; a row here is one
-- that somebody changed or added.
CREATE TABLE messages (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    association_id INTEGER NOT NULL REFERENCES associations (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    changed_at INTEGER NOT NULL,
    CONSTRAINT messages_name UNIQUE (association_id, name)
) STRICT;

-- One mail to several people, now or at a time.
CREATE TABLE follow_ups (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    association_id INTEGER NOT NULL REFERENCES associations (id) ON DELETE CASCADE,
    coordinator_id INTEGER REFERENCES coordinators (id) ON DELETE SET NULL,
    reply_to TEXT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    send_at INTEGER NOT NULL,
    state TEXT NOT NULL CONSTRAINT follow_ups_state CHECK (state IN ('waiting', 'done', 'stopped')),
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX follow_ups_by_association ON follow_ups (association_id, id);
CREATE INDEX follow_ups_due ON follow_ups (send_at) WHERE state = 'waiting';

-- To whom. Each is written to once, whatever crashes: the letter goes into the outbox in the transaction that says so.
CREATE TABLE follow_up_people (
    follow_up_id INTEGER NOT NULL REFERENCES follow_ups (id) ON DELETE CASCADE,
    sign_up_id INTEGER NOT NULL REFERENCES sign_ups (id) ON DELETE CASCADE,
    state TEXT NOT NULL CONSTRAINT follow_up_people_state CHECK (state IN ('waiting', 'written', 'passed_over')),
    PRIMARY KEY (follow_up_id, sign_up_id)
) STRICT;
CREATE INDEX follow_up_people_waiting ON follow_up_people (follow_up_id, sign_up_id) WHERE state = 'waiting';
CREATE INDEX follow_up_people_by_sign_up ON follow_up_people (sign_up_id);

-- Addresses that a mail server refused for good: nothing more is sent there.
CREATE TABLE dead_addresses (
    email_key TEXT NOT NULL PRIMARY KEY,
    reason TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;
