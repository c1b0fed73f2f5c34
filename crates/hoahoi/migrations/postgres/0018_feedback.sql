-- What people from outside say: opinions, proposals, interest in a record; each answered by an agency.

CREATE TABLE feedback (
    id         UUID NOT NULL PRIMARY KEY,
    -- SHA-256 of the code under which the sender finds the answer; a form sent twice has the same
    code_hash  BYTEA NOT NULL UNIQUE,
    -- opinion | proposal | interest
    kind       TEXT NOT NULL,
    -- open | answered | published | unpublished | set-aside
    state      TEXT NOT NULL,
    rev        BIGINT NOT NULL,
    text       TEXT NOT NULL,
    -- who says it and for which body, as far as they said; the contact is never public
    name       TEXT,
    body       TEXT,
    contact    TEXT,
    -- named | unnamed | none
    consent    TEXT NOT NULL,
    -- what it is about; neither for what concerns everything
    record_id  UUID REFERENCES record (id),
    plan_id    UUID REFERENCES plan (id),
    -- the agency that answers
    org_id     UUID NOT NULL REFERENCES org (id),
    -- why the coordinator sent it there
    forwarded  TEXT,
    -- being written by that agency until its head sends it
    draft      TEXT NOT NULL,
    answer     TEXT,
    -- why it was set aside: suspected-spam | spam | not-competent | unclear
    ground     TEXT,
    sent_at    BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    -- when it was answered or set aside: from then on runs the time after which name and contact are erased
    settled_at BIGINT
);
CREATE INDEX feedback_newest ON feedback (sent_at, id);
CREATE INDEX feedback_org ON feedback (org_id, state, sent_at);
CREATE INDEX feedback_state ON feedback (state, sent_at, id);
CREATE INDEX feedback_settled ON feedback (settled_at);
