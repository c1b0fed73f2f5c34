-- The consolidated report of a period: sections with their text, the lines they rest on, versions.

CREATE TABLE consolidated (
    id           BLOB NOT NULL PRIMARY KEY,
    period_id    BLOB NOT NULL UNIQUE REFERENCES period (id),
    -- draft | final
    state        TEXT NOT NULL,
    rev          INTEGER NOT NULL,
    -- the day on which the figures in it were drawn up
    drawn_on     TEXT NOT NULL,
    created_by   BLOB REFERENCES account (id),
    created_at   INTEGER NOT NULL,
    updated_at   INTEGER NOT NULL,
    -- entered when the signed paper has its number
    number       TEXT,
    issued_on    TEXT,
    signer       TEXT,
    audit_head   TEXT,
    finalised_by BLOB REFERENCES account (id),
    finalised_at INTEGER
) STRICT;

CREATE TABLE consolidated_section (
    report_id BLOB NOT NULL REFERENCES consolidated (id),
    code      TEXT NOT NULL,
    ordinal   INTEGER NOT NULL,
    level     INTEGER NOT NULL,
    label     TEXT NOT NULL,
    heading   TEXT NOT NULL,
    -- as last drawn up from the submissions, and as it stands; equal while nobody has edited it
    drafted   TEXT NOT NULL,
    text      TEXT NOT NULL,
    rev       INTEGER NOT NULL,
    edited_by BLOB REFERENCES account (id),
    edited_at INTEGER,
    PRIMARY KEY (report_id, code)
) STRICT;

-- What a mark [n] in the text stands for; a line keeps its mark however often the report is drawn up.
CREATE TABLE consolidated_source (
    report_id     BLOB NOT NULL REFERENCES consolidated (id),
    mark          INTEGER NOT NULL,
    line_id       BLOB NOT NULL REFERENCES submission_line (id),
    submission_id BLOB NOT NULL REFERENCES submission (id),
    PRIMARY KEY (report_id, mark),
    UNIQUE (report_id, line_id)
) STRICT;

CREATE TABLE consolidated_version (
    report_id  BLOB NOT NULL REFERENCES consolidated (id),
    number     INTEGER NOT NULL,
    at         INTEGER NOT NULL,
    account_id BLOB REFERENCES account (id),
    note       TEXT NOT NULL,
    body       TEXT NOT NULL,
    PRIMARY KEY (report_id, number)
) STRICT;
