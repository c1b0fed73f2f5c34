-- Records brought in from a spreadsheet: the file until it is confirmed, and what it did, so that it can be undone.

CREATE TABLE record_import (
    id         BLOB NOT NULL PRIMARY KEY,
    kind       TEXT NOT NULL,
    org_id     BLOB NOT NULL REFERENCES org (id),
    file_name  TEXT NOT NULL,
    -- tried | written | undone
    stage      TEXT NOT NULL,
    rev        INTEGER NOT NULL,
    -- the rows as read (JSON), until they are written
    sheet      TEXT,
    -- remarks on columns that are not read (JSON)
    notes      TEXT NOT NULL,
    -- which records doubtful rows are, as a person said (JSON)
    choices    TEXT NOT NULL,
    tried_at   INTEGER NOT NULL,
    tried_by   BLOB NOT NULL REFERENCES account (id),
    written_at INTEGER,
    written_by BLOB REFERENCES account (id),
    undone_at  INTEGER,
    undone_by  BLOB REFERENCES account (id),
    added      INTEGER NOT NULL,
    changed    INTEGER NOT NULL,
    same       INTEGER NOT NULL,
    handed_in  INTEGER NOT NULL
) STRICT;
CREATE INDEX record_import_newest ON record_import (org_id, tried_at);

-- A record that an import began or changed; the record itself may be gone again.
CREATE TABLE record_import_row (
    import_id    BLOB NOT NULL REFERENCES record_import (id),
    record_id    BLOB NOT NULL,
    -- added | changed
    deed         TEXT NOT NULL,
    -- the record's revision once the import was through with it: as long as it has this one, nothing happened since
    rev          INTEGER NOT NULL,
    before_rev   INTEGER,
    before_state TEXT,
    before_note  TEXT,
    before       TEXT,
    PRIMARY KEY (import_id, record_id)
) STRICT;
CREATE INDEX record_import_row_record ON record_import_row (record_id);
