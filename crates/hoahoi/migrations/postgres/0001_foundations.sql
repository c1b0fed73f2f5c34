-- Foundations: settings, organisations with their succession, people and sessions, audit, jobs, files.
-- Types: ids UUIDv7 made by the program; instants in milliseconds since 1970; dates ISO text; JSON as opaque text.

CREATE TABLE setting (
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);

CREATE TABLE org (
    id         UUID NOT NULL PRIMARY KEY,
    slug       TEXT NOT NULL UNIQUE,
    kind       TEXT NOT NULL,
    system     TEXT NOT NULL,
    name       TEXT NOT NULL,
    short_name TEXT,
    parent_id  UUID REFERENCES org (id),
    valid_from TEXT,
    valid_to   TEXT,
    code       TEXT,
    sort_key   TEXT NOT NULL,
    folded     TEXT NOT NULL,
    note       TEXT,
    confidence TEXT
);
CREATE INDEX org_by_name ON org (sort_key, id);

CREATE TABLE org_alias (
    org_id UUID NOT NULL REFERENCES org (id),
    alias  TEXT NOT NULL,
    folded TEXT NOT NULL,
    PRIMARY KEY (org_id, alias)
);

CREATE TABLE org_succession (
    id         UUID NOT NULL PRIMARY KEY,
    from_org   UUID NOT NULL REFERENCES org (id),
    to_org     UUID REFERENCES org (id),
    kind       TEXT NOT NULL,
    function   TEXT,
    on_date    TEXT NOT NULL,
    decision   TEXT NOT NULL,
    confidence TEXT,
    note       TEXT
);
CREATE INDEX org_succession_from ON org_succession (from_org);
CREATE INDEX org_succession_to ON org_succession (to_org);

CREATE TABLE account (
    id             UUID NOT NULL PRIMARY KEY,
    login          TEXT NOT NULL UNIQUE,
    name           TEXT NOT NULL,
    folded         TEXT NOT NULL,
    password_hash  TEXT,
    totp_secret    TEXT,
    totp_on        BOOLEAN NOT NULL,
    totp_last_step BIGINT,
    lang           TEXT NOT NULL,
    must_change    BOOLEAN NOT NULL,
    created_at     BIGINT NOT NULL,
    disabled_at    BIGINT
);

CREATE TABLE account_role (
    account_id UUID NOT NULL REFERENCES account (id),
    org_id     UUID NOT NULL REFERENCES org (id),
    role       TEXT NOT NULL,
    granted_at BIGINT NOT NULL,
    from_day   TEXT,
    until_day  TEXT,
    PRIMARY KEY (account_id, org_id, role)
);
CREATE INDEX account_role_org ON account_role (org_id, role);

CREATE TABLE session (
    token_hash  BYTEA NOT NULL PRIMARY KEY,
    id          UUID NOT NULL UNIQUE,
    account_id  UUID NOT NULL REFERENCES account (id),
    created_at  BIGINT NOT NULL,
    seen_at     BIGINT NOT NULL,
    expires_at  BIGINT NOT NULL,
    totp_passed BOOLEAN NOT NULL,
    ip          TEXT NOT NULL,
    agent       TEXT NOT NULL
);
CREATE INDEX session_account ON session (account_id);

CREATE TABLE one_time_token (
    token_hash BYTEA NOT NULL PRIMARY KEY,
    purpose    TEXT NOT NULL,
    account_id UUID REFERENCES account (id),
    expires_at BIGINT NOT NULL,
    used_at    BIGINT
);

CREATE TABLE throttle (
    name          TEXT NOT NULL PRIMARY KEY,
    failures      BIGINT NOT NULL,
    window_start  BIGINT NOT NULL,
    blocked_until BIGINT
);

-- Written in the transaction of the change; sealed afterwards in batches: `hash` chains each entry to the one
-- sealed before it, and the seal keeps the chain's head.
CREATE TABLE audit_entry (
    id           UUID NOT NULL PRIMARY KEY,
    at           BIGINT NOT NULL,
    account_id   UUID,
    org_id       UUID,
    action       TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id   UUID,
    fields       TEXT NOT NULL,
    seal         BIGINT,
    hash         TEXT
);
CREATE INDEX audit_entry_at ON audit_entry (at, id);
CREATE INDEX audit_entry_subject ON audit_entry (subject_id, at);
CREATE INDEX audit_entry_unsealed ON audit_entry (seal, at, id);

CREATE TABLE audit_seal (
    number    BIGINT NOT NULL PRIMARY KEY,
    entries   BIGINT NOT NULL,
    hash      TEXT NOT NULL,
    sealed_at BIGINT NOT NULL
);

CREATE TABLE job (
    id          UUID NOT NULL PRIMARY KEY,
    kind        TEXT NOT NULL,
    payload     TEXT NOT NULL,
    state       TEXT NOT NULL,
    run_at      BIGINT NOT NULL,
    lease_until BIGINT,
    attempts    BIGINT NOT NULL,
    last_error  TEXT
);
CREATE INDEX job_ready ON job (state, run_at);

-- Bytes live in the file store under sha256; a row says what they are attached to and who may fetch them.
CREATE TABLE file (
    id           UUID NOT NULL PRIMARY KEY,
    subject_kind TEXT NOT NULL,
    subject_id   UUID NOT NULL,
    org_id       UUID REFERENCES org (id),
    name         TEXT NOT NULL,
    media_type   TEXT NOT NULL,
    size         BIGINT NOT NULL,
    sha256       TEXT NOT NULL,
    uploaded_by  UUID REFERENCES account (id),
    uploaded_at  BIGINT NOT NULL,
    removed_at   BIGINT
);
CREATE INDEX file_subject ON file (subject_kind, subject_id);
