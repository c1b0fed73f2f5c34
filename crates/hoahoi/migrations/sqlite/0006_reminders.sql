-- Urging: what was sent to whom and how far it came; addresses; calendar feeds.

-- One message to one body: to its people in the system, to its mailbox, to its people's own addresses.
CREATE TABLE notice (
    id         BLOB NOT NULL PRIMARY KEY,
    org_id     BLOB NOT NULL REFERENCES org (id),
    -- reminder | courtesy | request: bodies outside the state system are asked, never reminded
    kind       TEXT NOT NULL,
    -- whether it reaches the head of the agency, or its officers and clerk alone
    to_head    INTEGER NOT NULL,
    on_day     TEXT NOT NULL,
    at         INTEGER NOT NULL,
    -- set when a person sent it: who, for which body, in which words
    account_id BLOB REFERENCES account (id),
    by_org     BLOB REFERENCES org (id),
    words      TEXT
) STRICT;
CREATE INDEX notice_org ON notice (org_id, at);

-- The ledger: each rung of each ladder once. A new day for the same thing begins a new ladder.
CREATE TABLE reminder (
    id           BLOB NOT NULL PRIMARY KEY,
    -- submission | duty
    subject_kind TEXT NOT NULL,
    subject_id   BLOB NOT NULL,
    org_id       BLOB NOT NULL REFERENCES org (id),
    due_on       TEXT NOT NULL,
    -- T-7, T-1, T, T+3, T+7 … in working days; N1, N2 … sent by a person
    rung         TEXT NOT NULL,
    to_head      INTEGER NOT NULL,
    -- empty when a later rung went out in its place
    notice_id    BLOB REFERENCES notice (id),
    on_day       TEXT NOT NULL,
    UNIQUE (subject_id, org_id, due_on, rung)
) STRICT;
CREATE INDEX reminder_due ON reminder (due_on);
CREATE INDEX reminder_notice ON reminder (notice_id);

CREATE TABLE notice_read (
    notice_id  BLOB NOT NULL REFERENCES notice (id),
    account_id BLOB NOT NULL REFERENCES account (id),
    at         INTEGER NOT NULL,
    PRIMARY KEY (notice_id, account_id)
) STRICT;

-- One e-mail: to the agency's mailbox (account empty) or to a person.
CREATE TABLE delivery (
    id         BLOB NOT NULL PRIMARY KEY,
    notice_id  BLOB NOT NULL REFERENCES notice (id),
    account_id BLOB REFERENCES account (id),
    -- waiting | sent | withdrawn | failed
    state      TEXT NOT NULL,
    attempts   INTEGER NOT NULL,
    next_at    INTEGER NOT NULL,
    sent_at    INTEGER,
    error      TEXT
) STRICT;
CREATE INDEX delivery_waiting ON delivery (state, next_at);
CREATE INDEX delivery_notice ON delivery (notice_id);

-- The address of an agency as an office, and a person's own.
CREATE TABLE mailbox (
    org_id  BLOB NOT NULL PRIMARY KEY REFERENCES org (id),
    address TEXT NOT NULL,
    set_by  BLOB REFERENCES account (id),
    set_at  INTEGER NOT NULL
) STRICT;

CREATE TABLE account_mail (
    account_id BLOB NOT NULL PRIMARY KEY REFERENCES account (id),
    address    TEXT NOT NULL,
    -- no mail before the day; what comes on the day and after it, and what a person sends, always comes
    only_due   INTEGER NOT NULL,
    set_at     INTEGER NOT NULL
) STRICT;

-- A calendar behind a secret address; only the digest of the secret is kept.
CREATE TABLE feed (
    id          BLOB NOT NULL PRIMARY KEY,
    secret_hash BLOB NOT NULL UNIQUE,
    account_id  BLOB NOT NULL REFERENCES account (id),
    -- one agency, or (empty) all for which the person works
    org_id      BLOB REFERENCES org (id),
    created_at  INTEGER NOT NULL,
    revoked_at  INTEGER
) STRICT;
CREATE INDEX feed_account ON feed (account_id);
