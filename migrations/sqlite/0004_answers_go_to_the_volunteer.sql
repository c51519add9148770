-- Where an answer to a letter goes, if not to the portal.

ALTER TABLE outbox ADD COLUMN reply_to TEXT;
