-- What changes for people who signed up is told to them by a mail that a coordinator has read first. Until it is sent,
-- or they say that nothing is to be sent, it stands here.
CREATE TABLE news (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    need_id INTEGER NOT NULL REFERENCES needs (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CONSTRAINT news_kind CHECK (kind IN ('saved', 'closed', 'slot')),
    -- The slot that doesn't take place; 0 where the whole need is meant.
    slot_id INTEGER NOT NULL,
    at INTEGER NOT NULL,
    -- Since then there is nothing more to do: sent as this follow-up, or not to be sent.
    settled_at INTEGER,
    follow_up_id INTEGER REFERENCES follow_ups (id) ON DELETE SET NULL
) STRICT;
-- What changes again before anybody was told is told once.
CREATE UNIQUE INDEX news_untold ON news (need_id, kind, slot_id) WHERE settled_at IS NULL;
CREATE INDEX news_by_follow_up ON news (follow_up_id) WHERE follow_up_id IS NOT NULL;

CREATE TABLE news_people (
    news_id INTEGER NOT NULL REFERENCES news (id) ON DELETE CASCADE,
    sign_up_id INTEGER NOT NULL REFERENCES sign_ups (id) ON DELETE CASCADE,
    PRIMARY KEY (news_id, sign_up_id)
) STRICT;
CREATE INDEX news_people_by_sign_up ON news_people (sign_up_id);

-- Of two who have the draft of a new need open, the second to keep it sees both.
ALTER TABLE drafts ADD COLUMN version INTEGER NOT NULL DEFAULT 0;

-- What coordinators typed into a posted need and haven't saved, each their own. Until now a need had one draft for all,
-- in `drafts`; who kept it last finds it again here.
CREATE TABLE change_drafts (
    need_id INTEGER NOT NULL REFERENCES needs (id) ON DELETE CASCADE,
    coordinator_id INTEGER NOT NULL REFERENCES coordinators (id) ON DELETE CASCADE,
    form TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (need_id, coordinator_id)
) STRICT;
CREATE INDEX change_drafts_by_coordinator ON change_drafts (coordinator_id);
INSERT INTO change_drafts (need_id, coordinator_id, form, updated_at)
    SELECT need_id, updated_by, form, updated_at FROM drafts WHERE need_id IS NOT NULL AND updated_by IS NOT NULL;

-- Who isn't in the team any more looks after nobody.
UPDATE sign_ups SET assigned_to = NULL WHERE assigned_to IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM needs n JOIN members m ON m.association_id = n.association_id
    WHERE n.id = sign_ups.need_id AND m.coordinator_id = sign_ups.assigned_to);
