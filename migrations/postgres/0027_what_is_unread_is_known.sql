-- What was said since a moderator read, and what an association says beside needs that nobody has read with it yet.

-- How often something was said in this report: raised by whatever is added to it.
ALTER TABLE reports ADD COLUMN version BIGINT NOT NULL DEFAULT 1;

-- Needs whose association says something else of itself since they were read.
CREATE TABLE needs_unread (
    need_id BIGINT NOT NULL PRIMARY KEY REFERENCES needs (id) ON DELETE CASCADE
);
-- What is kept of needs that are down is made anew, so that what their associations correct from now on is noticed.
INSERT INTO needs_unread (need_id) SELECT need_id FROM need_holds WHERE state = 'down';
