-- What becomes of needs, counted by the day. Nobody is in these tables.

-- scope: 0 the portal, 1 an association, 2 a need, 3 the needs of an association (the need's id is the detail).
-- day: 20261121. detail: the channel of what was shared, the field at which a form was left. source: where they came from.
CREATE TABLE figures (
    scope BIGINT NOT NULL,
    of_id BIGINT NOT NULL,
    event TEXT NOT NULL,
    day BIGINT NOT NULL,
    detail TEXT NOT NULL,
    source TEXT NOT NULL,
    total BIGINT NOT NULL,
    PRIMARY KEY (scope, of_id, event, day, detail, source)
);

-- The salts of today and tomorrow, the same for all servers. That of yesterday is thrown away.
CREATE TABLE figures_salts (
    day BIGINT NOT NULL PRIMARY KEY,
    salt BYTEA NOT NULL
);

-- What was counted today, so that it is counted once: hashes that mean nothing without the salt, and go with it.
CREATE TABLE figures_seen (
    day BIGINT NOT NULL,
    hash BIGINT NOT NULL,
    PRIMARY KEY (day, hash)
);

-- The months of which an association has had its letter. month: 202611.
CREATE TABLE figures_reports (
    association_id BIGINT NOT NULL REFERENCES associations (id) ON DELETE CASCADE,
    month BIGINT NOT NULL,
    PRIMARY KEY (association_id, month)
);

ALTER TABLE coordinators ADD COLUMN monthly_figures BOOLEAN NOT NULL DEFAULT TRUE;
