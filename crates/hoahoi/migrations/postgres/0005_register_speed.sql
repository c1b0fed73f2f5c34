-- Speed of the register: lists are counted from the sums, plans are chosen newest first, and what decides whether a
-- duty is counted stands in the index that counts it.

CREATE INDEX plan_newest ON plan (issued_on DESC, id DESC) WHERE confirmed_at IS NOT NULL;

DROP INDEX duty_outcome;
CREATE INDEX duty_outcome ON duty (tracked, outcome, plan_id, ordinal, id, restricted, asked);
DROP INDEX duty_state;
CREATE INDEX duty_state ON duty (tracked, state, plan_id, ordinal, id, restricted);
CREATE INDEX duty_role ON duty (tracked, role, plan_id, ordinal, id);

-- What an agency's list is filtered and sorted by, copied from the duty by duties::refresh.
ALTER TABLE duty_owner ADD COLUMN duty_due_on TEXT;
ALTER TABLE duty_owner ADD COLUMN duty_outcome TEXT;
ALTER TABLE duty_owner ADD COLUMN duty_restricted BOOLEAN NOT NULL DEFAULT FALSE;
CREATE INDEX duty_owner_outcome ON duty_owner (org_id, duty_outcome, plan_id, ordinal, duty_id, duty_restricted);
CREATE INDEX duty_owner_due ON duty_owner (org_id, duty_due_on, duty_id, duty_outcome, duty_restricted);

-- Suspended, cancelled and replaced duties have the outcome 'void' from now on, so that the sums of an agency or a plan
-- hold every duty. Forgetting the day has everything worked out anew when the program starts.
DELETE FROM setting WHERE name = 'duties.as-of';
