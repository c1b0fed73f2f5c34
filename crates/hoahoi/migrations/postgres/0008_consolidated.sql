-- The consolidated report of a period: sections with their text, the lines they rest on, versions.

CREATE TABLE consolidated (
    id           UUID NOT NULL PRIMARY KEY,
    period_id    UUID NOT NULL UNIQUE REFERENCES period (id),
    -- draft | final
    state        TEXT NOT NULL,
    rev          BIGINT NOT NULL,
    -- the day on which the figures in it were drawn up
    drawn_on     TEXT NOT NULL,
    created_by   UUID REFERENCES account (id),
    created_at   BIGINT NOT NULL,
    updated_at   BIGINT NOT NULL,
    -- entered when the signed paper has its number
    number       TEXT,
    issued_on    TEXT,
    signer       TEXT,
    audit_head   TEXT,
    finalised_by UUID REFERENCES account (id),
    finalised_at BIGINT
);

CREATE TABLE consolidated_section (
    report_id UUID NOT NULL REFERENCES consolidated (id),
    code      TEXT NOT NULL,
    ordinal   BIGINT NOT NULL,
    level     BIGINT NOT NULL,
    label     TEXT NOT NULL,
    heading   TEXT NOT NULL,
    -- as last drawn up from the submissions, and as it stands; equal while nobody has edited it
    drafted   TEXT NOT NULL,
    text      TEXT NOT NULL,
    rev       BIGINT NOT NULL,
    edited_by UUID REFERENCES account (id),
    edited_at BIGINT,
    PRIMARY KEY (report_id, code)
);

-- What a mark [n] in the text stands for; a line keeps its mark however often the report is drawn up.
CREATE TABLE consolidated_source (
    report_id     UUID NOT NULL REFERENCES consolidated (id),
    mark          BIGINT NOT NULL,
    line_id       UUID NOT NULL REFERENCES submission_line (id),
    submission_id UUID NOT NULL REFERENCES submission (id),
    PRIMARY KEY (report_id, mark),
    UNIQUE (report_id, line_id)
);

CREATE TABLE consolidated_version (
    report_id  UUID NOT NULL REFERENCES consolidated (id),
    number     BIGINT NOT NULL,
    at         BIGINT NOT NULL,
    account_id UUID REFERENCES account (id),
    note       TEXT NOT NULL,
    body       TEXT NOT NULL,
    PRIMARY KEY (report_id, number)
);
