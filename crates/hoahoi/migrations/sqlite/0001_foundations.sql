-- Foundations: settings, organisations with their succession, people and sessions, audit, jobs, files.
-- Types: ids UUIDv7 made by the program; instants in milliseconds since 1970; dates ISO text; JSON as opaque text.

CREATE TABLE setting (
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

CREATE TABLE org (
    id         BLOB NOT NULL PRIMARY KEY,
    slug       TEXT NOT NULL UNIQUE,
    kind       TEXT NOT NULL,
    system     TEXT NOT NULL,
    name       TEXT NOT NULL,
    short_name TEXT,
    parent_id  BLOB REFERENCES org (id),
    valid_from TEXT,
    valid_to   TEXT,
    code       TEXT,
    sort_key   TEXT NOT NULL,
    folded     TEXT NOT NULL,
    note       TEXT,
    confidence TEXT
) STRICT;
CREATE INDEX org_by_name ON org (sort_key, id);

CREATE TABLE org_alias (
    org_id BLOB NOT NULL REFERENCES org (id),
    alias  TEXT NOT NULL,
    folded TEXT NOT NULL,
    PRIMARY KEY (org_id, alias)
) STRICT;

CREATE TABLE org_succession (
    id         BLOB NOT NULL PRIMARY KEY,
    from_org   BLOB NOT NULL REFERENCES org (id),
    to_org     BLOB REFERENCES org (id),
    kind       TEXT NOT NULL,
    function   TEXT,
    on_date    TEXT NOT NULL,
    decision   TEXT NOT NULL,
    confidence TEXT,
    note       TEXT
) STRICT;
CREATE INDEX org_succession_from ON org_succession (from_org);
CREATE INDEX org_succession_to ON org_succession (to_org);

CREATE TABLE account (
    id             BLOB NOT NULL PRIMARY KEY,
    login          TEXT NOT NULL UNIQUE,
    name           TEXT NOT NULL,
    folded         TEXT NOT NULL,
    password_hash  TEXT,
    totp_secret    TEXT,
    totp_on        INTEGER NOT NULL,
    totp_last_step INTEGER,
    lang           TEXT NOT NULL,
    must_change    INTEGER NOT NULL,
    created_at     INTEGER NOT NULL,
    disabled_at    INTEGER
) STRICT;

CREATE TABLE account_role (
    account_id BLOB NOT NULL REFERENCES account (id),
    org_id     BLOB NOT NULL REFERENCES org (id),
    role       TEXT NOT NULL,
    granted_at INTEGER NOT NULL,
    from_day   TEXT,
    until_day  TEXT,
    PRIMARY KEY (account_id, org_id, role)
) STRICT;
CREATE INDEX account_role_org ON account_role (org_id, role);

CREATE TABLE session (
    token_hash  BLOB NOT NULL PRIMARY KEY,
    id          BLOB NOT NULL UNIQUE,
    account_id  BLOB NOT NULL REFERENCES account (id),
    created_at  INTEGER NOT NULL,
    seen_at     INTEGER NOT NULL,
    expires_at  INTEGER NOT NULL,
    totp_passed INTEGER NOT NULL,
    ip          TEXT NOT NULL,
    agent       TEXT NOT NULL
) STRICT;
CREATE INDEX session_account ON session (account_id);

CREATE TABLE one_time_token (
    token_hash BLOB NOT NULL PRIMARY KEY,
    purpose    TEXT NOT NULL,
    account_id BLOB REFERENCES account (id),
    expires_at INTEGER NOT NULL,
    used_at    INTEGER
) STRICT;

CREATE TABLE throttle (
    name          TEXT NOT NULL PRIMARY KEY,
    failures      INTEGER NOT NULL,
    window_start  INTEGER NOT NULL,
    blocked_until INTEGER
) STRICT;

-- Written in the transaction of the change; sealed afterwards in batches: `hash` chains each entry to the one
-- sealed before it, and the seal keeps the chain's head.
CREATE TABLE audit_entry (
    id           BLOB NOT NULL PRIMARY KEY,
    at           INTEGER NOT NULL,
    account_id   BLOB,
    org_id       BLOB,
    action       TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id   BLOB,
    fields       TEXT NOT NULL,
    seal         INTEGER,
    hash         TEXT
) STRICT;
CREATE INDEX audit_entry_at ON audit_entry (at, id);
CREATE INDEX audit_entry_subject ON audit_entry (subject_id, at);
CREATE INDEX audit_entry_unsealed ON audit_entry (seal, at, id);

CREATE TABLE audit_seal (
    number    INTEGER NOT NULL PRIMARY KEY,
    entries   INTEGER NOT NULL,
    hash      TEXT NOT NULL,
    sealed_at INTEGER NOT NULL
) STRICT;

CREATE TABLE job (
    id          BLOB NOT NULL PRIMARY KEY,
    kind        TEXT NOT NULL,
    payload     TEXT NOT NULL,
    state       TEXT NOT NULL,
    run_at      INTEGER NOT NULL,
    lease_until INTEGER,
    attempts    INTEGER NOT NULL,
    last_error  TEXT
) STRICT;
CREATE INDEX job_ready ON job (state, run_at);

-- Bytes live in the file store under sha256; a row says what they are attached to and who may fetch them.
CREATE TABLE file (
    id           BLOB NOT NULL PRIMARY KEY,
    subject_kind TEXT NOT NULL,
    subject_id   BLOB NOT NULL,
    org_id       BLOB REFERENCES org (id),
    name         TEXT NOT NULL,
    media_type   TEXT NOT NULL,
    size         INTEGER NOT NULL,
    sha256       TEXT NOT NULL,
    uploaded_by  BLOB REFERENCES account (id),
    uploaded_at  INTEGER NOT NULL,
    removed_at   INTEGER
) STRICT;
CREATE INDEX file_subject ON file (subject_kind, subject_id);
