-- Pictures and files that an organisation brought for its records. A record's versions name them; what nobody names is
-- shown to nobody but its organisation.

CREATE TABLE record_media (
    id           UUID NOT NULL PRIMARY KEY,
    org_id       UUID NOT NULL REFERENCES org (id),
    name         TEXT NOT NULL,
    media_type   TEXT NOT NULL,
    size         BIGINT NOT NULL,
    sha256       TEXT NOT NULL,
    -- set for pictures alone: the size in pixels, and the small picture for cards
    width        BIGINT,
    height       BIGINT,
    small_sha256 TEXT,
    uploaded_by  UUID NOT NULL REFERENCES account (id),
    uploaded_at  BIGINT NOT NULL
);
CREATE INDEX record_media_sha256 ON record_media (sha256);
