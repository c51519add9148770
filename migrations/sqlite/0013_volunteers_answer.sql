-- Volunteers answer, and say when they want no more mail.

-- Addresses that want nothing more of what an association writes of its own accord; what they ask for still comes.
CREATE TABLE unsubscribed (
    association_id INTEGER NOT NULL REFERENCES associations (id) ON DELETE CASCADE,
    email_key TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (association_id, email_key)
) STRICT;

-- Where a letter of an association says that it can be unsubscribed from (RFC 8058); none for the others.
ALTER TABLE outbox ADD COLUMN unsubscribe TEXT;

-- What volunteers wrote to their association from their own page.
CREATE TABLE volunteer_words (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    sign_up_id INTEGER NOT NULL REFERENCES sign_ups (id) ON DELETE CASCADE,
    text TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX volunteer_words_by_sign_up ON volunteer_words (sign_up_id, id);
