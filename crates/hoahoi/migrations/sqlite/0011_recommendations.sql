-- Recommendations made in accepted reports, each followed to its answer; guidance for those who carry out duties.

CREATE TABLE recommendation (
    id            BLOB NOT NULL PRIMARY KEY,
    -- the line that made it, for good: a later version of the report changes the words, never the item
    line_id       BLOB NOT NULL UNIQUE REFERENCES submission_line (id),
    submission_id BLOB NOT NULL REFERENCES submission (id),
    period_id     BLOB NOT NULL REFERENCES period (id),
    duty_id       BLOB NOT NULL REFERENCES duty (id),
    org_id        BLOB NOT NULL REFERENCES org (id),
    text          TEXT NOT NULL,
    -- new | routed | declined | answered | resolved | not-taken-up | withdrawn
    state         TEXT NOT NULL,
    rev           INTEGER NOT NULL,
    made_at       INTEGER NOT NULL,
    updated_at    INTEGER NOT NULL,
    -- the body that is competent, in the directory or by name alone; set by the coordinator
    to_org        BLOB REFERENCES org (id),
    to_name       TEXT,
    routed_on     TEXT,
    -- being written by that body until its head sends it
    draft         TEXT NOT NULL,
    answer        TEXT,
    answer_number TEXT,
    answer_date   TEXT,
    answered_on   TEXT,
    -- why it was closed
    closing       TEXT
) STRICT;
CREATE INDEX recommendation_newest ON recommendation (made_at, id);
CREATE INDEX recommendation_org ON recommendation (org_id, state);
CREATE INDEX recommendation_to ON recommendation (to_org, state);
CREATE INDEX recommendation_duty ON recommendation (duty_id);
CREATE INDEX recommendation_submission ON recommendation (submission_id);
CREATE INDEX recommendation_period ON recommendation (period_id);

CREATE TABLE recommendation_event (
    id                BLOB NOT NULL PRIMARY KEY,
    recommendation_id BLOB NOT NULL REFERENCES recommendation (id),
    at                INTEGER NOT NULL,
    kind              TEXT NOT NULL,
    org_id            BLOB REFERENCES org (id),
    account_id        BLOB REFERENCES account (id),
    -- to which body it went
    to_name           TEXT,
    text              TEXT
) STRICT;
CREATE INDEX recommendation_event_of ON recommendation_event (recommendation_id, at);

CREATE TABLE guidance (
    id           BLOB NOT NULL PRIMARY KEY,
    title        TEXT NOT NULL,
    folded       TEXT NOT NULL,
    audience     TEXT NOT NULL,
    summary      TEXT NOT NULL,
    basis        TEXT NOT NULL,
    -- one step a paragraph, in order
    steps        TEXT NOT NULL,
    -- JSON: [{"name": …, "href": …}]
    links        TEXT NOT NULL,
    valid_from   TEXT,
    valid_to     TEXT,
    -- draft | published | withdrawn
    state        TEXT NOT NULL,
    -- whether those who have not signed in read it too
    public       INTEGER NOT NULL,
    rev          INTEGER NOT NULL,
    created_by   BLOB REFERENCES account (id),
    updated_at   INTEGER NOT NULL,
    published_at INTEGER
) STRICT;
CREATE INDEX guidance_state ON guidance (state, updated_at);

CREATE TABLE guidance_duty (
    guidance_id BLOB NOT NULL REFERENCES guidance (id),
    duty_id     BLOB NOT NULL REFERENCES duty (id),
    PRIMARY KEY (guidance_id, duty_id)
) STRICT;
CREATE INDEX guidance_duty_duty ON guidance_duty (duty_id);

-- A field of a form: bao-cao.ket-qua for the report, muc.<kind>.<field> for a record of the public database.
CREATE TABLE guidance_field (
    guidance_id BLOB NOT NULL REFERENCES guidance (id),
    field       TEXT NOT NULL,
    PRIMARY KEY (guidance_id, field)
) STRICT;
CREATE INDEX guidance_field_field ON guidance_field (field);
