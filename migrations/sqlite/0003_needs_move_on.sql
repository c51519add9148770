-- Needs are closed when their last dated slot began, and dated anew when one did.

CREATE INDEX slots_by_start ON slots (starts_at) WHERE starts_at IS NOT NULL;
