-- Reporting under Decree 09/2019/NĐ-CP: regime, period, obligation, submission with one line per obligation.

CREATE TABLE regime (
    id             BLOB NOT NULL PRIMARY KEY,
    plan_id        BLOB NOT NULL REFERENCES plan (id),
    name           TEXT NOT NULL,
    -- monthly | quarterly | half-yearly | nine-months | annual | once
    frequency      TEXT NOT NULL,
    coordinator_id BLOB NOT NULL REFERENCES org (id),
    recipient_id   BLOB REFERENCES org (id),
    outline        TEXT NOT NULL,
    -- day of the closing month by which agencies send to the coordinator
    send_day       INTEGER NOT NULL,
    -- day of that month by which the coordinator sends on to the recipient
    forward_day    INTEGER,
    starts_on      TEXT NOT NULL,
    ends_on        TEXT,
    basis          TEXT,
    created_by     BLOB REFERENCES account (id),
    created_at     INTEGER NOT NULL,
    demo           INTEGER NOT NULL
) STRICT;
CREATE INDEX regime_plan ON regime (plan_id);

CREATE TABLE period (
    id        BLOB NOT NULL PRIMARY KEY,
    regime_id BLOB NOT NULL REFERENCES regime (id),
    code      TEXT NOT NULL,
    starts_on TEXT NOT NULL,
    closes_on TEXT NOT NULL,
    due_on    TEXT NOT NULL,
    UNIQUE (regime_id, code)
) STRICT;
CREATE INDEX period_due ON period (due_on);

CREATE TABLE obligation (
    id            BLOB NOT NULL PRIMARY KEY,
    period_id     BLOB NOT NULL REFERENCES period (id),
    duty_id       BLOB NOT NULL REFERENCES duty (id),
    org_id        BLOB NOT NULL REFERENCES org (id),
    role          TEXT NOT NULL,
    exempt_reason TEXT,
    exempt_by     BLOB REFERENCES account (id),
    UNIQUE (period_id, duty_id, org_id)
) STRICT;
CREATE INDEX obligation_org ON obligation (org_id, period_id);
CREATE INDEX obligation_duty ON obligation (duty_id, period_id);

CREATE TABLE submission (
    id           BLOB NOT NULL PRIMARY KEY,
    period_id    BLOB NOT NULL REFERENCES period (id),
    org_id       BLOB NOT NULL REFERENCES org (id),
    -- draft | awaiting-head | submitted | sent-back | accepted
    state        TEXT NOT NULL,
    rev          INTEGER NOT NULL,
    -- the period's day, or the new one given when completion was asked for
    due_on       TEXT NOT NULL,
    -- maintained with the obligations: lines owed, of these in security and defence, and obligations exempted
    owed         INTEGER NOT NULL,
    restricted   INTEGER NOT NULL,
    exempted     INTEGER NOT NULL,
    drafted_by   BLOB REFERENCES account (id),
    approved_by  BLOB REFERENCES account (id),
    -- the first time it left the agency decides whether it was on time
    submitted_on TEXT,
    submitted_at INTEGER,
    accepted_by  BLOB REFERENCES account (id),
    accepted_at  INTEGER,
    updated_at   INTEGER NOT NULL,
    UNIQUE (period_id, org_id)
) STRICT;
CREATE INDEX submission_org ON submission (org_id, state);
CREATE INDEX submission_due ON submission (due_on, id);

CREATE TABLE submission_line (
    id            BLOB NOT NULL PRIMARY KEY,
    submission_id BLOB NOT NULL REFERENCES submission (id),
    obligation_id BLOB NOT NULL UNIQUE REFERENCES obligation (id),
    -- not-started | in-progress | done | continuing; for security and defence on-track | behind; NULL = not yet said
    progress      TEXT,
    result        TEXT NOT NULL,
    difficulty    TEXT NOT NULL,
    cause         TEXT NOT NULL,
    proposal      TEXT NOT NULL,
    return_note   TEXT,
    -- the line of the period before whose words were taken over and not yet touched
    carried_from  BLOB REFERENCES submission_line (id),
    rev           INTEGER NOT NULL,
    updated_by    BLOB REFERENCES account (id),
    updated_at    INTEGER NOT NULL
) STRICT;
CREATE INDEX submission_line_submission ON submission_line (submission_id);

-- Typed figures; a figure without a value is "chưa có số liệu", never zero. Value is a decimal in plain notation.
CREATE TABLE submission_figure (
    id      BLOB NOT NULL PRIMARY KEY,
    line_id BLOB NOT NULL REFERENCES submission_line (id),
    ordinal INTEGER NOT NULL,
    name    TEXT NOT NULL,
    value   TEXT,
    unit    TEXT NOT NULL
) STRICT;
CREATE INDEX submission_figure_line ON submission_figure (line_id, ordinal);

CREATE TABLE submission_event (
    id            BLOB NOT NULL PRIMARY KEY,
    submission_id BLOB NOT NULL REFERENCES submission (id),
    at            INTEGER NOT NULL,
    kind          TEXT NOT NULL,
    account_id    BLOB REFERENCES account (id),
    org_id        BLOB REFERENCES org (id),
    text          TEXT
) STRICT;
CREATE INDEX submission_event_submission ON submission_event (submission_id, at);
