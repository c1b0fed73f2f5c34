-- Extensions of deadlines (gia hạn) and directions of the leadership (chỉ đạo).

-- The deadline that stood before the first extension; it stays visible.
ALTER TABLE duty ADD COLUMN first_deadline TEXT;

CREATE TABLE extension (
    id            UUID NOT NULL PRIMARY KEY,
    duty_id       UUID NOT NULL REFERENCES duty (id),
    org_id        UUID NOT NULL REFERENCES org (id),
    -- awaiting-head | open | granted | refused | withdrawn
    state         TEXT NOT NULL,
    rev           BIGINT NOT NULL,
    -- the deadline as it stood when the request was written, and the day asked for
    from_day      TEXT NOT NULL,
    asked_day     TEXT NOT NULL,
    -- empty for duties in security and defence, which have no content fields
    reason        TEXT NOT NULL,
    written_by    UUID REFERENCES account (id),
    written_at    BIGINT NOT NULL,
    -- when the head of the agency sent it; empty as long as it has not left the agency
    sent_by       UUID REFERENCES account (id),
    sent_on       TEXT,
    -- the decision: the day granted (perhaps another than asked), its words, the paper that carries it
    granted_day   TEXT,
    decision      TEXT NOT NULL,
    document      TEXT,
    document_date TEXT,
    decided_by    UUID REFERENCES account (id),
    decided_on    TEXT,
    updated_at    BIGINT NOT NULL
);
CREATE INDEX extension_duty ON extension (duty_id, state);
CREATE INDEX extension_org ON extension (org_id, updated_at);
CREATE INDEX extension_newest ON extension (updated_at, id);
-- one request of an agency for a duty at a time
CREATE UNIQUE INDEX extension_live ON extension (duty_id, org_id) WHERE state IN ('awaiting-head', 'open');

-- A direction on a duty or on a report. Never on duties in security and defence, which have no content fields.
CREATE TABLE direction (
    id            UUID NOT NULL PRIMARY KEY,
    duty_id       UUID REFERENCES duty (id),
    submission_id UUID REFERENCES submission (id),
    -- open | answered | closed
    state         TEXT NOT NULL,
    rev           BIGINT NOT NULL,
    -- leadership | office | coordinator: in which capacity it was given
    capacity      TEXT NOT NULL,
    text          TEXT NOT NULL,
    -- the day by which to answer, if one was named
    answer_by     TEXT,
    given_by      UUID NOT NULL REFERENCES account (id),
    given_org     UUID REFERENCES org (id),
    given_at      BIGINT NOT NULL,
    updated_at    BIGINT NOT NULL,
    CHECK ((duty_id IS NULL) <> (submission_id IS NULL))
);
CREATE INDEX direction_duty ON direction (duty_id);
CREATE INDEX direction_submission ON direction (submission_id);
CREATE INDEX direction_state ON direction (state, given_at, id);

-- Each body that is to answer.
CREATE TABLE direction_addressee (
    direction_id UUID NOT NULL REFERENCES direction (id),
    org_id       UUID NOT NULL REFERENCES org (id),
    ordinal      BIGINT NOT NULL,
    -- waiting | awaiting-head | answered | sent-back
    state        TEXT NOT NULL,
    rev          BIGINT NOT NULL,
    -- what is being written; what was sent stands in direction_event
    answer       TEXT NOT NULL,
    written_by   UUID REFERENCES account (id),
    answered_on  TEXT,
    PRIMARY KEY (direction_id, org_id)
);
CREATE INDEX direction_addressee_org ON direction_addressee (org_id, state);

-- What was said about it: answers, words with which one was sent back, the words at its end.
CREATE TABLE direction_event (
    id           UUID NOT NULL PRIMARY KEY,
    direction_id UUID NOT NULL REFERENCES direction (id),
    -- the addressee concerned
    org_id       UUID REFERENCES org (id),
    -- answer | send-back | close
    kind         TEXT NOT NULL,
    text         TEXT NOT NULL,
    account_id   UUID REFERENCES account (id),
    at           BIGINT NOT NULL
);
CREATE INDEX direction_event_direction ON direction_event (direction_id, at);
