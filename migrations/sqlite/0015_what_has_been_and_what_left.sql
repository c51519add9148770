-- When the calendar closed a need, and nobody by hand: who signed up still comes.
ALTER TABLE needs ADD COLUMN over_at INTEGER;

-- Which follow-up a letter is of: its progress counts what has left, and stopping it stops what hasn't.
ALTER TABLE outbox ADD COLUMN follow_up_id INTEGER REFERENCES follow_ups (id) ON DELETE SET NULL;
CREATE INDEX outbox_of_follow_up ON outbox (follow_up_id) WHERE follow_up_id IS NOT NULL;
