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
-- Names and address without capitals and accents: what is searched, and sorted by.
ALTER TABLE sign_ups ADD COLUMN name_key TEXT GENERATED ALWAYS AS (
    replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
    replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
    replace(replace(replace(lower(COALESCE(last_name || ' ', '') || first_name || ' ' || email), 'à', 'a'),
    'â', 'a'), 'À', 'a'), 'Â', 'a'), 'ç', 'c'), 'Ç', 'c'), 'é', 'e'), 'è', 'e'), 'ê', 'e'), 'ë', 'e'), 'É',
    'e'), 'È', 'e'), 'Ê', 'e'), 'î', 'i'), 'ï', 'i'), 'Î', 'i'), 'ô', 'o'), 'ö', 'o'), 'Ô', 'o'), 'ù', 'u'),
    'û', 'u'), 'ü', 'u'), 'œ', 'oe')) VIRTUAL;

UPDATE sign_ups SET association_id = (SELECT n.association_id FROM needs n WHERE n.id = sign_ups.need_id),
    -- Nobody is reminded of what was there before there were reminders.
    nudged_at = created_at;

-- Triggers, since servers that don't know the column yet sign people up too.
CREATE TRIGGER sign_ups_association AFTER INSERT ON sign_ups BEGIN
    UPDATE sign_ups SET association_id = (SELECT n.association_id FROM needs n WHERE n.id = NEW.need_id)
    WHERE id = NEW.id;
END;
CREATE TRIGGER needs_change_association AFTER UPDATE OF association_id ON needs
    WHEN NEW.association_id <> OLD.association_id BEGIN
    UPDATE sign_ups SET association_id = NEW.association_id WHERE need_id = NEW.id;
END;

-- Each holds all that the table filters by, so that no filter reads more than the index.
CREATE INDEX sign_ups_of_association ON sign_ups
    (association_id, created_at, id, standing, need_id, assigned_to, name_key);
CREATE INDEX sign_ups_by_name ON sign_ups (association_id, name_key, id, standing, need_id, assigned_to);
CREATE INDEX sign_ups_by_standing ON sign_ups (association_id, standing, created_at, id);
CREATE INDEX sign_ups_of_need ON sign_ups (need_id, created_at, id, standing);
CREATE INDEX sign_ups_assigned ON sign_ups (assigned_to, association_id, created_at, id) WHERE assigned_to IS NOT NULL;
CREATE INDEX sign_ups_to_nudge ON sign_ups (created_at) WHERE nudged_at IS NULL AND handling = 'new';

CREATE TABLE sign_up_notes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    sign_up_id INTEGER NOT NULL REFERENCES sign_ups (id) ON DELETE CASCADE,
    coordinator_id INTEGER REFERENCES coordinators (id) ON DELETE SET NULL,
    text TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX sign_up_notes_by_sign_up ON sign_up_notes (sign_up_id, id);
