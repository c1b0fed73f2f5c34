-- Plans: the document as read, its sections and tasks, and the duties with their parties.

CREATE TABLE document (
    id          BLOB NOT NULL PRIMARY KEY,
    sha256      TEXT NOT NULL UNIQUE,
    name        TEXT NOT NULL,
    format      TEXT NOT NULL,
    source_text TEXT NOT NULL,
    read_json   TEXT NOT NULL,
    -- set on a second copy, which only completes the header of the plan read from that document
    copy_of     BLOB REFERENCES document (id),
    imported_by BLOB REFERENCES account (id),
    imported_at INTEGER NOT NULL
) STRICT;

CREATE TABLE plan (
    id                  BLOB NOT NULL PRIMARY KEY,
    document_id         BLOB NOT NULL REFERENCES document (id),
    state               TEXT NOT NULL,
    type                TEXT,
    number              TEXT,
    issuer              TEXT,
    place               TEXT,
    issued_on           TEXT,
    title               TEXT NOT NULL,
    folded              TEXT NOT NULL,
    -- for each header field, where its value comes from: {"number": {"from": "document", "document_id": …, "span": [s,e]}}
    header_sources      TEXT NOT NULL,
    rev                 INTEGER NOT NULL,
    created_by          BLOB REFERENCES account (id),
    created_at          INTEGER NOT NULL,
    confirmed_by        BLOB REFERENCES account (id),
    confirmed_at        INTEGER,
    -- agencies' timeliness is public only after a recorded "công bố" decision
    timeliness_decision TEXT,
    timeliness_from     TEXT,
    demo                INTEGER NOT NULL
) STRICT;
CREATE INDEX plan_state ON plan (state, issued_on);

CREATE TABLE section (
    id         BLOB NOT NULL PRIMARY KEY,
    plan_id    BLOB NOT NULL REFERENCES plan (id),
    parent_id  BLOB REFERENCES section (id),
    ordinal    INTEGER NOT NULL,
    path       TEXT NOT NULL,
    label      TEXT NOT NULL,
    heading    TEXT,
    span_start INTEGER NOT NULL,
    span_end   INTEGER NOT NULL
) STRICT;
CREATE INDEX section_plan ON section (plan_id, ordinal);

CREATE TABLE task (
    id         BLOB NOT NULL PRIMARY KEY,
    plan_id    BLOB NOT NULL REFERENCES plan (id),
    section_id BLOB REFERENCES section (id),
    ordinal    INTEGER NOT NULL,
    span_start INTEGER NOT NULL,
    span_end   INTEGER NOT NULL,
    text       TEXT NOT NULL
) STRICT;
CREATE INDEX task_plan ON task (plan_id, ordinal);

CREATE TABLE duty (
    id            BLOB NOT NULL PRIMARY KEY,
    plan_id       BLOB NOT NULL REFERENCES plan (id),
    section_id    BLOB REFERENCES section (id),
    section_path  TEXT NOT NULL,
    -- order in the plan over all duties, and which paragraph of its section ("đoạn 2")
    ordinal       INTEGER NOT NULL,
    paragraph     INTEGER NOT NULL,
    span_start    INTEGER,
    span_end      INTEGER,
    text          TEXT NOT NULL,
    folded        TEXT NOT NULL,
    -- printed | added | task | annex
    origin        TEXT NOT NULL,
    task_id       BLOB REFERENCES task (id),
    role          TEXT NOT NULL,
    -- the reader's own reading of this duty, never altered afterwards
    printed       TEXT NOT NULL,
    product       TEXT,
    indicator     TEXT,
    deadline      TEXT,
    deadline_text TEXT,
    recurrence    TEXT,
    -- unseen | accepted | rejected
    review        TEXT NOT NULL,
    -- what the draft says: to be tracked once the plan is confirmed
    to_track      INTEGER NOT NULL,
    -- set by confirmation alone: nothing is tracked before it
    tracked       INTEGER NOT NULL,
    -- security and defence: no content fields, state kept back (DESIGN 2.7)
    restricted    INTEGER NOT NULL,
    joint         INTEGER NOT NULL,
    state         TEXT NOT NULL,
    -- the day on which the last closing part was handed in; set while confirmation is awaited and afterwards
    closed_on     TEXT,
    -- kept by duties::refresh: the deadline moved off holidays (NULL = standing); whether all who close it are bodies
    -- outside the state system (asked, never late); sort key of the first owner's name; where it stands in duty_sum
    due_on        TEXT,
    asked         INTEGER NOT NULL DEFAULT 0,
    owner_key     TEXT NOT NULL DEFAULT '',
    outcome       TEXT,
    rev           INTEGER NOT NULL,
    created_by    BLOB REFERENCES account (id),
    updated_at    INTEGER NOT NULL
) STRICT;
CREATE INDEX duty_plan ON duty (plan_id, ordinal);
CREATE INDEX duty_tracked ON duty (tracked, plan_id, ordinal, id);
CREATE INDEX duty_due ON duty (tracked, due_on, id);
CREATE INDEX duty_state ON duty (tracked, state, plan_id, ordinal, id);
CREATE INDEX duty_outcome_due ON duty (tracked, outcome, due_on, id);
CREATE INDEX duty_outcome ON duty (tracked, outcome, plan_id, ordinal, id);
CREATE INDEX duty_owner_name ON duty (tracked, owner_key, plan_id, ordinal, id);
CREATE INDEX duty_updated ON duty (tracked, updated_at, id);
CREATE INDEX duty_section ON duty (plan_id, section_path);

-- Each field that a person set or changed on a duty: what stays distinguishable from print ("mực xanh").
CREATE TABLE duty_edit (
    id         BLOB NOT NULL PRIMARY KEY,
    duty_id    BLOB NOT NULL REFERENCES duty (id),
    field      TEXT NOT NULL,
    old        TEXT,
    new        TEXT,
    reason     TEXT,
    account_id BLOB REFERENCES account (id),
    org_id     BLOB REFERENCES org (id),
    at         INTEGER NOT NULL
) STRICT;
CREATE INDEX duty_edit_duty ON duty_edit (duty_id, at);

CREATE TABLE duty_party (
    id         BLOB NOT NULL PRIMARY KEY,
    duty_id    BLOB NOT NULL REFERENCES duty (id),
    ordinal    INTEGER NOT NULL,
    name       TEXT NOT NULL,
    -- lead | responsible | coordinate | requested
    role       TEXT NOT NULL,
    -- owner | coordinator; names under "phối hợp với" owe nothing until a person makes them owners
    position   TEXT NOT NULL,
    -- the organisation as of the document's date; NULL when unknown or a group
    org_id     BLOB REFERENCES org (id),
    -- which function of the organisation the duty belongs to, where a split needs it
    function   TEXT,
    is_group   INTEGER NOT NULL,
    -- printed | added | expanded
    origin     TEXT NOT NULL,
    group_id   BLOB REFERENCES duty_party (id),
    added_by   BLOB REFERENCES account (id),
    added_at   INTEGER,
    removed_at INTEGER
) STRICT;
CREATE INDEX duty_party_duty ON duty_party (duty_id, ordinal);

-- Who answers today, worked out from the parties and the successions; rebuilt whenever either changes.
CREATE TABLE duty_owner (
    duty_id  BLOB NOT NULL REFERENCES duty (id),
    org_id   BLOB NOT NULL REFERENCES org (id),
    party_id BLOB NOT NULL REFERENCES duty_party (id),
    plan_id  BLOB NOT NULL REFERENCES plan (id),
    ordinal  INTEGER NOT NULL,
    role     TEXT NOT NULL,
    -- assigned | acknowledged | in-progress | awaiting-confirmation | done | refused …: where no lead is printed each owner closes its own part
    state    TEXT NOT NULL,
    state_at INTEGER NOT NULL,
    -- the day on which the part was last handed in as done
    declared_on TEXT,
    -- where the part stands in duty_sum
    outcome  TEXT,
    PRIMARY KEY (duty_id, org_id)
) STRICT;
CREATE INDEX duty_owner_org ON duty_owner (org_id, plan_id, ordinal, duty_id);

CREATE TABLE duty_event (
    id         BLOB NOT NULL PRIMARY KEY,
    duty_id    BLOB NOT NULL REFERENCES duty (id),
    at         INTEGER NOT NULL,
    kind       TEXT NOT NULL,
    org_id     BLOB REFERENCES org (id),
    account_id BLOB REFERENCES account (id),
    text       TEXT,
    data       TEXT NOT NULL
) STRICT;
CREATE INDEX duty_event_duty ON duty_event (duty_id, at);

-- Which duties carry out which tasks of part III (the matrix); a person's judgement.
CREATE TABLE duty_task (
    duty_id    BLOB NOT NULL REFERENCES duty (id),
    task_id    BLOB NOT NULL REFERENCES task (id),
    account_id BLOB REFERENCES account (id),
    at         INTEGER NOT NULL,
    PRIMARY KEY (duty_id, task_id)
) STRICT;

-- Maintained sums for the overview, as of the day kept in setting 'duties.as-of': per agency today (section '') and per
-- section (org nil), for each plan and (plan nil) for all plans together. A nil id stands for "all".
CREATE TABLE duty_sum (
    plan_id    BLOB NOT NULL,
    org_id     BLOB NOT NULL,
    section    TEXT NOT NULL,
    -- standing | open | overdue | done-on-time | done-late
    outcome    TEXT NOT NULL,
    restricted INTEGER NOT NULL,
    n          INTEGER NOT NULL,
    PRIMARY KEY (plan_id, org_id, section, outcome, restricted)
) STRICT;
