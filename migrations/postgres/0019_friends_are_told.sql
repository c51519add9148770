-- Who was told of a need by a friend, by a keyed hash that no address can be read from and that differs from need to
-- need: nobody is told of the same need twice.
CREATE TABLE friends_told (
    need_id BIGINT NOT NULL REFERENCES needs (id) ON DELETE CASCADE,
    address_hash BYTEA NOT NULL,
    told_at BIGINT NOT NULL,
    PRIMARY KEY (need_id, address_hash)
);

-- Who wants no such letter ever again, by another keyed hash.
CREATE TABLE friends_silent (
    address_hash BYTEA NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL
);
