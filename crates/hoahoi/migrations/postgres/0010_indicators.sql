-- Indicators: what is measured and where it is to go, what agencies and the coordinator report of it, and how goals
-- that have no figure are judged.

CREATE TABLE indicator (
    id            UUID NOT NULL PRIMARY KEY,
    plan_id       UUID NOT NULL REFERENCES plan (id),
    -- the sentence of the plan's text that sets the target; empty when a person added it
    span_start    BIGINT,
    span_end      BIGINT,
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
    relative      BOOLEAN NOT NULL,
    target_by     TEXT,
    rev           BIGINT NOT NULL,
    created_by    UUID REFERENCES account (id),
    created_at    BIGINT NOT NULL,
    updated_at    BIGINT NOT NULL,
    -- no longer followed, and why
    retired_at    BIGINT,
    retired_why   TEXT,
    demo          BOOLEAN NOT NULL
);
CREATE INDEX indicator_plan ON indicator (plan_id, created_at, id);

-- The agencies that report it; none: the coordinator enters its values.
CREATE TABLE indicator_org (
    indicator_id UUID NOT NULL REFERENCES indicator (id),
    org_id       UUID NOT NULL REFERENCES org (id),
    PRIMARY KEY (indicator_id, org_id)
);
CREATE INDEX indicator_org_org ON indicator_org (org_id, indicator_id);

-- What one agency reports in one period, with its report: it counts while that report is accepted. Without value it
-- says why there is none.
CREATE TABLE observation (
    id            UUID NOT NULL PRIMARY KEY,
    indicator_id  UUID NOT NULL REFERENCES indicator (id),
    submission_id UUID NOT NULL REFERENCES submission (id),
    value         TEXT,
    numerator     TEXT,
    denominator   TEXT,
    missing       TEXT NOT NULL,
    rev           BIGINT NOT NULL,
    updated_by    UUID REFERENCES account (id),
    updated_at    BIGINT NOT NULL,
    UNIQUE (submission_id, indicator_id)
);
CREATE INDEX observation_indicator ON observation (indicator_id);

-- What the coordinator enters for an indicator that no agency reports: one value a day, with its source.
CREATE TABLE indicator_value (
    id           UUID NOT NULL PRIMARY KEY,
    indicator_id UUID NOT NULL REFERENCES indicator (id),
    on_day       TEXT NOT NULL,
    value        TEXT,
    numerator    TEXT,
    denominator  TEXT,
    source       TEXT NOT NULL,
    account_id   UUID REFERENCES account (id),
    at           BIGINT NOT NULL,
    UNIQUE (indicator_id, on_day)
);

-- Each change of an indicator and of the values entered, for its page.
CREATE TABLE indicator_event (
    id           UUID NOT NULL PRIMARY KEY,
    indicator_id UUID NOT NULL REFERENCES indicator (id),
    at           BIGINT NOT NULL,
    -- create | edit | value | remove-value | retire
    kind         TEXT NOT NULL,
    account_id   UUID REFERENCES account (id),
    -- names of the fields changed, or the day of the value
    text         TEXT NOT NULL
);
CREATE INDEX indicator_event_indicator ON indicator_event (indicator_id, at);

-- A goal in words is a paragraph of the plan's text; its place there is its name.
CREATE TABLE goal_assessment (
    id         UUID NOT NULL PRIMARY KEY,
    plan_id    UUID NOT NULL REFERENCES plan (id),
    span_start BIGINT NOT NULL,
    period_id  UUID NOT NULL REFERENCES period (id),
    -- reached | in-progress | at-risk | not-assessed
    level      TEXT NOT NULL,
    text       TEXT NOT NULL,
    rev        BIGINT NOT NULL,
    updated_by UUID REFERENCES account (id),
    updated_at BIGINT NOT NULL,
    UNIQUE (plan_id, span_start, period_id)
);

-- Which duties carry out which goals; a person's judgement.
CREATE TABLE goal_duty (
    plan_id    UUID NOT NULL REFERENCES plan (id),
    span_start BIGINT NOT NULL,
    duty_id    UUID NOT NULL REFERENCES duty (id),
    account_id UUID REFERENCES account (id),
    at         BIGINT NOT NULL,
    PRIMARY KEY (plan_id, span_start, duty_id)
);

-- The observations as they were sent with each version of a report, JSON.
ALTER TABLE submission_version ADD COLUMN observations TEXT NOT NULL DEFAULT '[]';

-- Marks of a consolidated report that stand for an observation; numbered together with those of lines.
CREATE TABLE consolidated_observation (
    report_id      UUID NOT NULL REFERENCES consolidated (id),
    mark           BIGINT NOT NULL,
    observation_id UUID NOT NULL REFERENCES observation (id),
    submission_id  UUID NOT NULL REFERENCES submission (id),
    PRIMARY KEY (report_id, mark),
    UNIQUE (report_id, observation_id)
);
