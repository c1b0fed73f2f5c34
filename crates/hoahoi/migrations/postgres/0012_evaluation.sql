-- Evaluation of agencies as of any day: what stood before a later change; assessments of standing duties.

-- What a report owed until an exemption, or its being taken back, changed it.
CREATE TABLE submission_past (
    id            UUID NOT NULL PRIMARY KEY,
    submission_id UUID NOT NULL REFERENCES submission (id),
    until         BIGINT NOT NULL,
    owed          BIGINT NOT NULL,
    restricted    BIGINT NOT NULL
);
CREATE INDEX submission_past_of ON submission_past (submission_id, until);

-- A party to a tracked duty as it stood until a person changed it.
CREATE TABLE duty_party_past (
    id       UUID NOT NULL PRIMARY KEY,
    party_id UUID NOT NULL REFERENCES duty_party (id),
    duty_id  UUID NOT NULL REFERENCES duty (id),
    until    BIGINT NOT NULL,
    role     TEXT NOT NULL,
    position TEXT NOT NULL,
    org_id   UUID REFERENCES org (id),
    function TEXT,
    is_group BOOLEAN NOT NULL
);
CREATE INDEX duty_party_past_duty ON duty_party_past (duty_id, until);

-- How an agency carried out a standing duty in a period, as the coordinator judged it; the latest row holds.
CREATE TABLE standing_assessment (
    id         UUID NOT NULL PRIMARY KEY,
    duty_id    UUID NOT NULL REFERENCES duty (id),
    org_id     UUID NOT NULL REFERENCES org (id),
    period_id  UUID NOT NULL REFERENCES period (id),
    -- good | done | not-done | unassessed
    level      TEXT NOT NULL,
    note       TEXT NOT NULL,
    account_id UUID REFERENCES account (id),
    at         BIGINT NOT NULL
);
CREATE INDEX standing_assessment_duty ON standing_assessment (duty_id, at);
CREATE INDEX standing_assessment_period ON standing_assessment (period_id, org_id, at);
