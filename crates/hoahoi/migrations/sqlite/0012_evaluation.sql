-- Evaluation of agencies as of any day: what stood before a later change; assessments of standing duties.

-- What a report owed until an exemption, or its being taken back, changed it.
CREATE TABLE submission_past (
    id            BLOB NOT NULL PRIMARY KEY,
    submission_id BLOB NOT NULL REFERENCES submission (id),
    until         INTEGER NOT NULL,
    owed          INTEGER NOT NULL,
    restricted    INTEGER NOT NULL
) STRICT;
CREATE INDEX submission_past_of ON submission_past (submission_id, until);

-- A party to a tracked duty as it stood until a person changed it.
CREATE TABLE duty_party_past (
    id       BLOB NOT NULL PRIMARY KEY,
    party_id BLOB NOT NULL REFERENCES duty_party (id),
    duty_id  BLOB NOT NULL REFERENCES duty (id),
    until    INTEGER NOT NULL,
    role     TEXT NOT NULL,
    position TEXT NOT NULL,
    org_id   BLOB REFERENCES org (id),
    function TEXT,
    is_group INTEGER NOT NULL
) STRICT;
CREATE INDEX duty_party_past_duty ON duty_party_past (duty_id, until);

-- How an agency carried out a standing duty in a period, as the coordinator judged it; the latest row holds.
CREATE TABLE standing_assessment (
    id         BLOB NOT NULL PRIMARY KEY,
    duty_id    BLOB NOT NULL REFERENCES duty (id),
    org_id     BLOB NOT NULL REFERENCES org (id),
    period_id  BLOB NOT NULL REFERENCES period (id),
    -- good | done | not-done | unassessed
    level      TEXT NOT NULL,
    note       TEXT NOT NULL,
    account_id BLOB REFERENCES account (id),
    at         INTEGER NOT NULL
) STRICT;
CREATE INDEX standing_assessment_duty ON standing_assessment (duty_id, at);
CREATE INDEX standing_assessment_period ON standing_assessment (period_id, org_id, at);
