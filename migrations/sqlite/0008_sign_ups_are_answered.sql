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
-- Empty until somebody who knows the column writes it.
ALTER TABLE sign_ups ADD COLUMN name_key TEXT NOT NULL DEFAULT '';

-- Nobody is reminded of what was there before there were reminders.
UPDATE sign_ups SET nudged_at = created_at;
-- What a server that doesn't know these columns wrote, until upkeep has completed it.
CREATE INDEX sign_ups_unlisted ON sign_ups (id) WHERE name_key = '' OR association_id IS NULL;

CREATE TRIGGER needs_change_association AFTER UPDATE OF association_id ON needs
    WHEN NEW.association_id <> OLD.association_id BEGIN
    UPDATE sign_ups SET association_id = NEW.association_id WHERE need_id = NEW.id;
END;

-- Each holds all that the table filters by, so that no filter reads more than the index.
CREATE INDEX sign_ups_of_association ON sign_ups
    (association_id, created_at, id, standing, need_id, assigned_to, name_key);
CREATE INDEX sign_ups_by_name ON sign_ups (association_id, name_key, id, standing, need_id, assigned_to);
CREATE INDEX sign_ups_by_standing ON sign_ups (association_id, standing, created_at, id, assigned_to);
CREATE INDEX sign_ups_of_need ON sign_ups (need_id, created_at, id, standing);
CREATE INDEX sign_ups_assigned ON sign_ups (assigned_to, association_id, created_at, id) WHERE assigned_to IS NOT NULL;
CREATE INDEX sign_ups_to_nudge ON sign_ups (created_at) WHERE nudged_at IS NULL AND handling = 'new';

-- The words of `name_key` one by one, for those that few have. Whatever changes `name_key` changes them.
CREATE TABLE sign_up_words (
    association_id INTEGER NOT NULL,
    word TEXT NOT NULL,
    sign_up_id INTEGER NOT NULL,
    PRIMARY KEY (association_id, word, sign_up_id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER sign_ups_words_come AFTER INSERT ON sign_ups
    WHEN NEW.name_key <> '' AND NEW.association_id IS NOT NULL BEGIN
    INSERT OR IGNORE INTO sign_up_words (association_id, word, sign_up_id)
    SELECT NEW.association_id, value, NEW.id FROM json_each('["' || replace(trim(NEW.name_key), ' ', '","') || '"]');
END;
CREATE TRIGGER sign_ups_words_go AFTER DELETE ON sign_ups WHEN OLD.name_key <> '' BEGIN
    DELETE FROM sign_up_words WHERE association_id = OLD.association_id AND sign_up_id = OLD.id
        AND word IN (SELECT value FROM json_each('["' || replace(trim(OLD.name_key), ' ', '","') || '"]'));
END;
CREATE TRIGGER sign_ups_words_change AFTER UPDATE OF name_key, association_id ON sign_ups
    WHEN NEW.name_key <> OLD.name_key OR NEW.association_id IS NOT OLD.association_id BEGIN
    DELETE FROM sign_up_words WHERE association_id = OLD.association_id AND sign_up_id = OLD.id
        AND word IN (SELECT value FROM json_each('["' || replace(trim(OLD.name_key), ' ', '","') || '"]'));
    INSERT OR IGNORE INTO sign_up_words (association_id, word, sign_up_id)
    SELECT NEW.association_id, value, NEW.id FROM json_each('["' || replace(trim(NEW.name_key), ' ', '","') || '"]')
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
