-- What the association's coordinators make of a sign-up; `state` stays the life of its place.

ALTER TABLE sign_ups ADD COLUMN handling TEXT NOT NULL DEFAULT 'new'
    CONSTRAINT sign_ups_handling CHECK (handling IN ('new', 'contacted', 'accepted', 'declined', 'came', 'absent'));
-- Who looks after them.
ALTER TABLE sign_ups ADD COLUMN assigned_to INTEGER REFERENCES coordinators (id) ON DELETE SET NULL;
-- When the association was reminded that nobody has answered.
ALTER TABLE sign_ups ADD COLUMN nudged_at INTEGER;
-- The need's association, so that one index serves the table of all of them.
ALTER TABLE sign_ups ADD COLUMN association_id INTEGER REFERENCES associations (id);
-- What a coordinator sees: who withdrew has withdrawn, whatever was made of it before.
ALTER TABLE sign_ups ADD COLUMN standing TEXT GENERATED ALWAYS AS (CASE
    WHEN handling = 'declined' THEN 'declined'
    WHEN state IN ('cancelled', 'expired') THEN 'cancelled'
    ELSE handling END) VIRTUAL;
-- The words of name and address, without capitals and accents, a space before each: what is searched, and sorted by.
-- Empty, as `association_id` is, until a second after the sign-up.
ALTER TABLE sign_ups ADD COLUMN name_key TEXT NOT NULL DEFAULT '';

-- Nobody is reminded of what was there before there were reminders.
UPDATE sign_ups SET nudged_at = created_at;
CREATE INDEX sign_ups_unlisted ON sign_ups (id) WHERE name_key = '' OR association_id IS NULL;

CREATE TRIGGER needs_change_association AFTER UPDATE OF association_id ON needs
    WHEN NEW.association_id <> OLD.association_id BEGIN
    UPDATE sign_ups SET association_id = NEW.association_id WHERE need_id = NEW.id;
END;

-- Each holds all that the table filters by, so that no filter reads more than the index. Who just signed up isn't in
-- them yet: signing up stays quick.
CREATE INDEX sign_ups_of_association ON sign_ups
    (association_id, created_at, id, standing, need_id, assigned_to) WHERE association_id IS NOT NULL;
CREATE INDEX sign_ups_by_name ON sign_ups (association_id, name_key, id, standing, need_id, assigned_to)
    WHERE association_id IS NOT NULL;
CREATE INDEX sign_ups_by_standing ON sign_ups (association_id, standing, created_at, id, assigned_to)
    WHERE association_id IS NOT NULL;
CREATE INDEX sign_ups_of_need ON sign_ups (association_id, need_id, created_at, id, standing, assigned_to)
    WHERE association_id IS NOT NULL;
CREATE INDEX sign_ups_assigned ON sign_ups (assigned_to, association_id, created_at, id) WHERE assigned_to IS NOT NULL;
CREATE INDEX sign_ups_to_nudge ON sign_ups (created_at)
    WHERE nudged_at IS NULL AND handling = 'new' AND association_id IS NOT NULL;

-- The words of `name_key` one by one, beside all that the table filters by. Whatever changes a sign-up changes them.
CREATE TABLE sign_up_words (
    association_id INTEGER NOT NULL,
    word TEXT NOT NULL,
    sign_up_id INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    standing TEXT NOT NULL,
    need_id INTEGER NOT NULL,
    assigned_to INTEGER,
    PRIMARY KEY (association_id, word, sign_up_id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER sign_ups_words_come AFTER INSERT ON sign_ups
    WHEN NEW.name_key <> '' AND NEW.association_id IS NOT NULL BEGIN
    INSERT OR IGNORE INTO sign_up_words
    SELECT NEW.association_id, value, NEW.id, NEW.created_at, NEW.standing, NEW.need_id, NEW.assigned_to
    FROM json_each('["' || replace(trim(NEW.name_key), ' ', '","') || '"]');
END;
CREATE TRIGGER sign_ups_words_go AFTER DELETE ON sign_ups WHEN OLD.name_key <> '' BEGIN
    DELETE FROM sign_up_words WHERE association_id = OLD.association_id AND sign_up_id = OLD.id
        AND word IN (SELECT value FROM json_each('["' || replace(trim(OLD.name_key), ' ', '","') || '"]'));
END;
CREATE TRIGGER sign_ups_words_change
    AFTER UPDATE OF name_key, association_id, created_at, state, handling, need_id, assigned_to ON sign_ups
    WHEN NEW.name_key <> OLD.name_key OR NEW.association_id IS NOT OLD.association_id
        OR NEW.created_at <> OLD.created_at OR NEW.standing <> OLD.standing OR NEW.need_id <> OLD.need_id
        OR NEW.assigned_to IS NOT OLD.assigned_to BEGIN
    DELETE FROM sign_up_words WHERE association_id = OLD.association_id AND sign_up_id = OLD.id
        AND word IN (SELECT value FROM json_each('["' || replace(trim(OLD.name_key), ' ', '","') || '"]'));
    INSERT OR IGNORE INTO sign_up_words
    SELECT NEW.association_id, value, NEW.id, NEW.created_at, NEW.standing, NEW.need_id, NEW.assigned_to
    FROM json_each('["' || replace(trim(NEW.name_key), ' ', '","') || '"]')
    WHERE NEW.association_id IS NOT NULL AND NEW.name_key <> '';
END;

CREATE TABLE sign_up_notes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    sign_up_id INTEGER NOT NULL REFERENCES sign_ups (id) ON DELETE CASCADE,
    coordinator_id INTEGER REFERENCES coordinators (id) ON DELETE SET NULL,
    text TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX sign_up_notes_by_sign_up ON sign_up_notes (sign_up_id, id);
