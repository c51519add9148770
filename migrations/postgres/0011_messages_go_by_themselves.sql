-- Messages that go out by themselves, where an association changed the portal's own: before a slot, the day after.
CREATE TABLE rules (
    association_id BIGINT NOT NULL REFERENCES associations (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CONSTRAINT rules_kind CHECK (kind IN ('signed_up', 'before', 'after')),
    active BOOLEAN NOT NULL,
    -- Before a slot: how many days.
    days BIGINT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (association_id, kind)
);

-- What was told to whom by itself: nobody gets the same twice for the same reason, whatever crashes.
CREATE TABLE told (
    sign_up_id BIGINT NOT NULL REFERENCES sign_ups (id) ON DELETE CASCADE,
    reason TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (sign_up_id, reason)
);

-- How it was, in the volunteer's words; the association reads it.
CREATE TABLE ratings (
    sign_up_id BIGINT NOT NULL PRIMARY KEY REFERENCES sign_ups (id) ON DELETE CASCADE,
    rating BIGINT NOT NULL CONSTRAINT ratings_scale CHECK (rating BETWEEN 1 AND 5),
    words TEXT NOT NULL,
    at BIGINT NOT NULL
);
