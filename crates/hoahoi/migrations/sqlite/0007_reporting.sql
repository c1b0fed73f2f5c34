-- Reporting, second part: working days as data, regimes in full, money, versions, who is writing.

-- Working days of a year; a year that stands here replaces the one that comes with the program.
CREATE TABLE calendar_year (
    year       INTEGER NOT NULL PRIMARY KEY,
    -- the notice or decision that sets the year's days off
    decision   TEXT,
    unverified INTEGER NOT NULL,
    rev        INTEGER NOT NULL,
    updated_by BLOB REFERENCES account (id),
    updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE calendar_day (
    day        TEXT NOT NULL PRIMARY KEY,
    year       INTEGER NOT NULL REFERENCES calendar_year (year),
    -- off | worked
    kind       TEXT NOT NULL,
    name       TEXT NOT NULL,
    decision   TEXT,
    unverified INTEGER NOT NULL
) STRICT;
CREATE INDEX calendar_day_year ON calendar_day (year, day);

-- day of the closing month by which the recipient sends on (UBND tỉnh to the Government)
ALTER TABLE regime ADD COLUMN onward_day INTEGER;
-- a single report has days of its own, as a person named them
ALTER TABLE regime ADD COLUMN once_due TEXT;
ALTER TABLE regime ADD COLUMN once_forward TEXT;
-- how reports are sent, and the form their figures follow (Decree 09/2019, article 8)
ALTER TABLE regime ADD COLUMN method TEXT NOT NULL DEFAULT '';
ALTER TABLE regime ADD COLUMN form TEXT NOT NULL DEFAULT '';
UPDATE regime SET once_due = (SELECT MIN(p.due_on) FROM period p WHERE p.regime_id = regime.id) WHERE frequency = 'once';

-- Money of a line, exact in đồng; an amount that is missing is "chưa có số liệu", never zero.
CREATE TABLE submission_money (
    id         BLOB NOT NULL PRIMARY KEY,
    line_id    BLOB NOT NULL REFERENCES submission_line (id),
    ordinal    INTEGER NOT NULL,
    -- central | provincial | commune (state budget) | other
    source     TEXT NOT NULL,
    year       INTEGER NOT NULL,
    allotted   INTEGER,
    disbursed  INTEGER,
    commune_id BLOB REFERENCES org (id),
    border     INTEGER NOT NULL,
    minority   INTEGER NOT NULL,
    difficult  INTEGER NOT NULL
) STRICT;
CREATE INDEX submission_money_line ON submission_money (line_id, ordinal);

-- What was sent each time the head approved, with the paper that carried it.
CREATE TABLE submission_version (
    id            BLOB NOT NULL PRIMARY KEY,
    submission_id BLOB NOT NULL REFERENCES submission (id),
    number        INTEGER NOT NULL,
    -- the lines as they were sent, JSON
    content       TEXT NOT NULL,
    sent_by       BLOB REFERENCES account (id),
    sent_at       INTEGER NOT NULL,
    paper_number  TEXT,
    paper_symbol  TEXT,
    paper_date    TEXT,
    paper_by      BLOB REFERENCES account (id),
    paper_at      INTEGER,
    UNIQUE (submission_id, number)
) STRICT;

-- Who has a report's form open, so that the second is told of the first.
CREATE TABLE submission_writer (
    submission_id BLOB NOT NULL REFERENCES submission (id),
    account_id    BLOB NOT NULL REFERENCES account (id),
    seen_at       INTEGER NOT NULL,
    saved_at      INTEGER,
    PRIMARY KEY (submission_id, account_id)
) STRICT;
