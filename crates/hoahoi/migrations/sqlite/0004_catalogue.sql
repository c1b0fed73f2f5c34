-- The public information database: records of declared kinds, each with reviewed versions.

CREATE TABLE record (
    id               BLOB NOT NULL PRIMARY KEY,
    slug             TEXT NOT NULL UNIQUE,
    kind             TEXT NOT NULL,
    org_id           BLOB NOT NULL REFERENCES org (id),
    -- draft | submitted | sent-back | published | withdrawn: the state of the working version
    state            TEXT NOT NULL,
    rev              INTEGER NOT NULL,
    title            TEXT NOT NULL,
    data             TEXT NOT NULL,
    review_note      TEXT,
    -- what the public sees; NULL until the first version is published, and again after a withdrawal
    public_title     TEXT,
    public_data      TEXT,
    public_sort_key  TEXT,
    -- when the public version appeared; kept after a withdrawal, so that its address answers "gone"
    published_at     INTEGER,
    -- how many versions have been published
    editions         INTEGER NOT NULL,
    created_by       BLOB REFERENCES account (id),
    created_at       INTEGER NOT NULL,
    updated_at       INTEGER NOT NULL,
    demo             INTEGER NOT NULL
) STRICT;
CREATE INDEX record_public ON record (kind, public_sort_key, id);
CREATE INDEX record_newest ON record (kind, published_at, id);
CREATE INDEX record_org ON record (org_id, state);
CREATE INDEX record_state ON record (state, updated_at);

CREATE TABLE record_version (
    id         BLOB NOT NULL PRIMARY KEY,
    record_id  BLOB NOT NULL REFERENCES record (id),
    number     INTEGER NOT NULL,
    action     TEXT NOT NULL,
    title      TEXT NOT NULL,
    data       TEXT NOT NULL,
    note       TEXT,
    account_id BLOB REFERENCES account (id),
    at         INTEGER NOT NULL,
    UNIQUE (record_id, number)
) STRICT;

-- Links both ways: to duties, plans, organisations and other records.
CREATE TABLE record_link (
    record_id   BLOB NOT NULL REFERENCES record (id),
    target_kind TEXT NOT NULL,
    target_id   BLOB NOT NULL,
    PRIMARY KEY (record_id, target_kind, target_id)
) STRICT;
CREATE INDEX record_link_target ON record_link (target_kind, target_id);

-- The values by which public lists are narrowed; rows exist for published records only.
CREATE TABLE record_facet (
    record_id BLOB NOT NULL REFERENCES record (id),
    kind      TEXT NOT NULL,
    field     TEXT NOT NULL,
    value     TEXT NOT NULL,
    PRIMARY KEY (record_id, field, value)
) STRICT;
CREATE INDEX record_facet_value ON record_facet (kind, field, value, record_id);

-- What the public can find: published records, paragraphs of confirmed plans. Terms stand between spaces.
CREATE TABLE search_entry (
    id           BLOB NOT NULL PRIMARY KEY,
    -- record | plan
    subject_kind TEXT NOT NULL,
    subject_id   BLOB NOT NULL,
    -- the kind of a record, or 'ke-hoach'
    kind         TEXT NOT NULL,
    href         TEXT NOT NULL,
    title        TEXT NOT NULL,
    body         TEXT NOT NULL,
    -- where it stands: a clause, a commune
    place        TEXT NOT NULL,
    at           INTEGER NOT NULL,
    demo         INTEGER NOT NULL,
    title_exact  TEXT NOT NULL,
    title_folded TEXT NOT NULL,
    exact        TEXT NOT NULL,
    folded       TEXT NOT NULL
) STRICT;
CREATE INDEX search_entry_subject ON search_entry (subject_kind, subject_id);
