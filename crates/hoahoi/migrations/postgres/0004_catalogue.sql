-- The public information database: records of declared kinds, each with reviewed versions.

CREATE TABLE record (
    id               UUID NOT NULL PRIMARY KEY,
    slug             TEXT NOT NULL UNIQUE,
    kind             TEXT NOT NULL,
    org_id           UUID NOT NULL REFERENCES org (id),
    -- draft | submitted | sent-back | published | withdrawn: the state of the working version
    state            TEXT NOT NULL,
    rev              BIGINT NOT NULL,
    title            TEXT NOT NULL,
    data             TEXT NOT NULL,
    review_note      TEXT,
    -- what the public sees; NULL until the first version is published, and again after a withdrawal
    public_title     TEXT,
    public_data      TEXT,
    public_sort_key  TEXT,
    -- when the public version appeared; kept after a withdrawal, so that its address answers "gone"
    published_at     BIGINT,
    -- how many versions have been published
    editions         BIGINT NOT NULL,
    created_by       UUID REFERENCES account (id),
    created_at       BIGINT NOT NULL,
    updated_at       BIGINT NOT NULL,
    demo             BOOLEAN NOT NULL
);
CREATE INDEX record_public ON record (kind, public_sort_key, id);
CREATE INDEX record_newest ON record (kind, published_at, id);
CREATE INDEX record_org ON record (org_id, state);
CREATE INDEX record_state ON record (state, updated_at);

CREATE TABLE record_version (
    id         UUID NOT NULL PRIMARY KEY,
    record_id  UUID NOT NULL REFERENCES record (id),
    number     BIGINT NOT NULL,
    action     TEXT NOT NULL,
    title      TEXT NOT NULL,
    data       TEXT NOT NULL,
    note       TEXT,
    account_id UUID REFERENCES account (id),
    at         BIGINT NOT NULL,
    UNIQUE (record_id, number)
);

-- Links both ways: to duties, plans, organisations and other records.
CREATE TABLE record_link (
    record_id   UUID NOT NULL REFERENCES record (id),
    target_kind TEXT NOT NULL,
    target_id   UUID NOT NULL,
    PRIMARY KEY (record_id, target_kind, target_id)
);
CREATE INDEX record_link_target ON record_link (target_kind, target_id);

-- The values by which public lists are narrowed; rows exist for published records only.
CREATE TABLE record_facet (
    record_id UUID NOT NULL REFERENCES record (id),
    kind      TEXT NOT NULL,
    field     TEXT NOT NULL,
    value     TEXT NOT NULL,
    PRIMARY KEY (record_id, field, value)
);
CREATE INDEX record_facet_value ON record_facet (kind, field, value, record_id);

-- What the public can find: published records, paragraphs of confirmed plans. Terms stand between spaces.
CREATE TABLE search_entry (
    id           UUID NOT NULL PRIMARY KEY,
    -- record | plan
    subject_kind TEXT NOT NULL,
    subject_id   UUID NOT NULL,
    -- the kind of a record, or 'ke-hoach'
    kind         TEXT NOT NULL,
    href         TEXT NOT NULL,
    title        TEXT NOT NULL,
    body         TEXT NOT NULL,
    -- where it stands: a clause, a commune
    place        TEXT NOT NULL,
    at           BIGINT NOT NULL,
    demo         BOOLEAN NOT NULL,
    title_exact  TEXT NOT NULL,
    title_folded TEXT NOT NULL,
    exact        TEXT NOT NULL,
    folded       TEXT NOT NULL
);
CREATE INDEX search_entry_subject ON search_entry (subject_kind, subject_id);
