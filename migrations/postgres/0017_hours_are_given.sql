-- How long somebody who came has helped, in minutes, where the association says another length than the slot's.
ALTER TABLE sign_ups ADD COLUMN minutes BIGINT;
