-- News of a need (moved, closed, a slot cancelled) reach everybody who is in, whether they want other mail or not.
ALTER TABLE follow_ups ADD COLUMN news INTEGER NOT NULL DEFAULT 0;
