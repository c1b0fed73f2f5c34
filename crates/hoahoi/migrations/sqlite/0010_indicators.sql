-- Indicators: what is measured and where it is to go, what agencies and the coordinator report of it, and how goals
-- that have no figure are judged.

CREATE TABLE indicator (
    id            BLOB NOT NULL PRIMARY KEY,
    plan_id       BLOB NOT NULL REFERENCES plan (id),
    -- the sentence of the plan's text that sets the target; empty when a person added it
    span_start    INTEGER,
    span_end      INTEGER,
    name          TEXT NOT NULL,
    definition    TEXT NOT NULL,
    -- the document that defines it
    source        TEXT NOT NULL,
    unit          TEXT NOT NULL,
    -- higher | lower: which way is better
    direction     TEXT NOT NULL,
    -- sum | mean | ratio | register
    rollup        TEXT NOT NULL,
    -- of a ratio: what stands above and below the line
    numerator     TEXT NOT NULL,
    denominator   TEXT NOT NULL,
    -- of a register: the kind of record, what it must say, the field with the year from which it counts; JSON
    register      TEXT,
    -- decimals in plain notation; days as year, month or day (2023, 2023-06, 2023-12-31). NULL: "chưa xác định"
    baseline      TEXT,
    baseline_on   TEXT,
    baseline_source TEXT NOT NULL,
    -- increase | decrease | reach
    change        TEXT NOT NULL,
    target        TEXT,
    -- whether the target is a percentage of the baseline
    relative      INTEGER NOT NULL,
    target_by     TEXT,
    rev           INTEGER NOT NULL,
    created_by    BLOB REFERENCES account (id),
    created_at    INTEGER NOT NULL,
    updated_at    INTEGER NOT NULL,
    -- no longer followed, and why
    retired_at    INTEGER,
    retired_why   TEXT,
    demo          INTEGER NOT NULL
) STRICT;
CREATE INDEX indicator_plan ON indicator (plan_id, created_at, id);

-- The agencies that report it; none: the coordinator enters its values.
CREATE TABLE indicator_org (
    indicator_id BLOB NOT NULL REFERENCES indicator (id),
    org_id       BLOB NOT NULL REFERENCES org (id),
    PRIMARY KEY (indicator_id, org_id)
) STRICT;
CREATE INDEX indicator_org_org ON indicator_org (org_id, indicator_id);

-- What one agency reports in one period, with its report: it counts while that report is accepted. Without value it
-- says why there is none.
CREATE TABLE observation (
    id            BLOB NOT NULL PRIMARY KEY,
    indicator_id  BLOB NOT NULL REFERENCES indicator (id),
    submission_id BLOB NOT NULL REFERENCES submission (id),
    value         TEXT,
    numerator     TEXT,
    denominator   TEXT,
    missing       TEXT NOT NULL,
    rev           INTEGER NOT NULL,
    updated_by    BLOB REFERENCES account (id),
    updated_at    INTEGER NOT NULL,
    UNIQUE (submission_id, indicator_id)
) STRICT;
CREATE INDEX observation_indicator ON observation (indicator_id);

-- What the coordinator enters for an indicator that no agency reports: one value a day, with its source.
CREATE TABLE indicator_value (
    id           BLOB NOT NULL PRIMARY KEY,
    indicator_id BLOB NOT NULL REFERENCES indicator (id),
    on_day       TEXT NOT NULL,
    value        TEXT,
    numerator    TEXT,
    denominator  TEXT,
    source       TEXT NOT NULL,
    account_id   BLOB REFERENCES account (id),
    at           INTEGER NOT NULL,
    UNIQUE (indicator_id, on_day)
) STRICT;

-- Each change of an indicator and of the values entered, for its page.
CREATE TABLE indicator_event (
    id           BLOB NOT NULL PRIMARY KEY,
    indicator_id BLOB NOT NULL REFERENCES indicator (id),
    at           INTEGER NOT NULL,
    -- create | edit | value | remove-value | retire
    kind         TEXT NOT NULL,
    account_id   BLOB REFERENCES account (id),
    -- names of the fields changed, or the day of the value
    text         TEXT NOT NULL
) STRICT;
CREATE INDEX indicator_event_indicator ON indicator_event (indicator_id, at);

-- A goal in words is a paragraph of the plan's text; its place there is its name.
CREATE TABLE goal_assessment (
    id         BLOB NOT NULL PRIMARY KEY,
    plan_id    BLOB NOT NULL REFERENCES plan (id),
    span_start INTEGER NOT NULL,
    period_id  BLOB NOT NULL REFERENCES period (id),
    -- reached | in-progress | at-risk | not-assessed
    level      TEXT NOT NULL,
    text       TEXT NOT NULL,
    rev        INTEGER NOT NULL,
    updated_by BLOB REFERENCES account (id),
    updated_at INTEGER NOT NULL,
    UNIQUE (plan_id, span_start, period_id)
) STRICT;

-- Which duties carry out which goals; a person's judgement.
CREATE TABLE goal_duty (
    plan_id    BLOB NOT NULL REFERENCES plan (id),
    span_start INTEGER NOT NULL,
    duty_id    BLOB NOT NULL REFERENCES duty (id),
    account_id BLOB REFERENCES account (id),
    at         INTEGER NOT NULL,
    PRIMARY KEY (plan_id, span_start, duty_id)
) STRICT;

-- The observations as they were sent with each version of a report, JSON.
ALTER TABLE submission_version ADD COLUMN observations TEXT NOT NULL DEFAULT '[]';

-- Marks of a consolidated report that stand for an observation; numbered together with those of lines.
CREATE TABLE consolidated_observation (
    report_id      BLOB NOT NULL REFERENCES consolidated (id),
    mark           INTEGER NOT NULL,
    observation_id BLOB NOT NULL REFERENCES observation (id),
    submission_id  BLOB NOT NULL REFERENCES submission (id),
    PRIMARY KEY (report_id, mark),
    UNIQUE (report_id, observation_id)
) STRICT;
