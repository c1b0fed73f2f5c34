-- Drafts open for comment (lấy ý kiến, phản biện xã hội); a comment is a message of the table feedback, of the kind
-- "comment".

CREATE TABLE consultation (
    id           UUID NOT NULL PRIMARY KEY,
    title        TEXT NOT NULL,
    intro        TEXT NOT NULL,
    -- whom it asks
    asked        TEXT NOT NULL,
    -- the draft, a paragraph a line; it does not change once announced
    text         TEXT NOT NULL,
    from_on      TEXT NOT NULL,
    to_on        TEXT NOT NULL,
    -- draft | announced | concluded | withdrawn
    state        TEXT NOT NULL,
    rev          BIGINT NOT NULL,
    -- what it is to carry out, if anything
    plan_id      UUID REFERENCES plan (id),
    duty_id      UUID REFERENCES duty (id),
    -- the agency that answers
    org_id       UUID NOT NULL REFERENCES org (id),
    created_by   UUID REFERENCES account (id),
    updated_at   BIGINT NOT NULL,
    -- when it became public; none for what never was
    announced_at BIGINT,
    -- when it was concluded or withdrawn
    ended_on     TEXT,
    -- why it was withdrawn
    reason       TEXT
);
CREATE INDEX consultation_days ON consultation (to_on, id);
CREATE INDEX consultation_plan ON consultation (plan_id, to_on);
CREATE INDEX consultation_duty ON consultation (duty_id, to_on);

-- of a comment: the draft, which paragraph of its text, and which part that is ("khoản 1 Điều 2"); none for the whole
ALTER TABLE feedback ADD COLUMN consultation_id UUID REFERENCES consultation (id);
ALTER TABLE feedback ADD COLUMN paragraph BIGINT;
ALTER TABLE feedback ADD COLUMN part TEXT;
-- the body for which it was sent from an account of that body
ALTER TABLE feedback ADD COLUMN speaker_id UUID REFERENCES org (id);
-- how a comment is taken: accepted | partly | not-accepted
ALTER TABLE feedback ADD COLUMN verdict TEXT;
CREATE INDEX feedback_consultation ON feedback (consultation_id, state);
