-- Pictures and files that an organisation brought for its records. A record's versions name them; what nobody names is
-- shown to nobody but its organisation.

CREATE TABLE record_media (
    id           BLOB NOT NULL PRIMARY KEY,
    org_id       BLOB NOT NULL REFERENCES org (id),
    name         TEXT NOT NULL,
    media_type   TEXT NOT NULL,
    size         INTEGER NOT NULL,
    sha256       TEXT NOT NULL,
    -- set for pictures alone: the size in pixels, and the small picture for cards
    width        INTEGER,
    height       INTEGER,
    small_sha256 TEXT,
    uploaded_by  BLOB NOT NULL REFERENCES account (id),
    uploaded_at  INTEGER NOT NULL
) STRICT;
CREATE INDEX record_media_sha256 ON record_media (sha256);
