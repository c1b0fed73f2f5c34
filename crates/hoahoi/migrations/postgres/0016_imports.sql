-- Records brought in from a spreadsheet: the file until it is confirmed, and what it did, so that it can be undone.

CREATE TABLE record_import (
    id         UUID NOT NULL PRIMARY KEY,
    kind       TEXT NOT NULL,
    org_id     UUID NOT NULL REFERENCES org (id),
    file_name  TEXT NOT NULL,
    -- tried | written | undone
    stage      TEXT NOT NULL,
    rev        BIGINT NOT NULL,
    -- the rows as read (JSON), until they are written
    sheet      TEXT,
    -- remarks on columns that are not read (JSON)
    notes      TEXT NOT NULL,
    -- which records doubtful rows are, as a person said (JSON)
    choices    TEXT NOT NULL,
    tried_at   BIGINT NOT NULL,
    tried_by   UUID NOT NULL REFERENCES account (id),
    written_at BIGINT,
    written_by UUID REFERENCES account (id),
    undone_at  BIGINT,
    undone_by  UUID REFERENCES account (id),
    added      BIGINT NOT NULL,
    changed    BIGINT NOT NULL,
    same       BIGINT NOT NULL,
    handed_in  BOOLEAN NOT NULL
);
CREATE INDEX record_import_newest ON record_import (org_id, tried_at);

-- A record that an import began or changed; the record itself may be gone again.
CREATE TABLE record_import_row (
    import_id    UUID NOT NULL REFERENCES record_import (id),
    record_id    UUID NOT NULL,
    -- added | changed
    deed         TEXT NOT NULL,
    -- the record's revision once the import was through with it: as long as it has this one, nothing happened since
    rev          BIGINT NOT NULL,
    before_rev   BIGINT,
    before_state TEXT,
    before_note  TEXT,
    before       TEXT,
    PRIMARY KEY (import_id, record_id)
);
CREATE INDEX record_import_row_record ON record_import_row (record_id);
