-- Plans: the document as read, its sections and tasks, and the duties with their parties.

CREATE TABLE document (
    id          UUID NOT NULL PRIMARY KEY,
    sha256      TEXT NOT NULL UNIQUE,
    name        TEXT NOT NULL,
    format      TEXT NOT NULL,
    source_text TEXT NOT NULL,
    read_json   TEXT NOT NULL,
    -- set on a second copy, which only completes the header of the plan read from that document
    copy_of     UUID REFERENCES document (id),
    imported_by UUID REFERENCES account (id),
    imported_at BIGINT NOT NULL
);

CREATE TABLE plan (
    id                  UUID NOT NULL PRIMARY KEY,
    document_id         UUID NOT NULL REFERENCES document (id),
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
    rev                 BIGINT NOT NULL,
    created_by          UUID REFERENCES account (id),
    created_at          BIGINT NOT NULL,
    confirmed_by        UUID REFERENCES account (id),
    confirmed_at        BIGINT,
    -- agencies' timeliness is public only after a recorded "công bố" decision
    timeliness_decision TEXT,
    timeliness_from     TEXT,
    demo                BOOLEAN NOT NULL
);
CREATE INDEX plan_state ON plan (state, issued_on);

CREATE TABLE section (
    id         UUID NOT NULL PRIMARY KEY,
    plan_id    UUID NOT NULL REFERENCES plan (id),
    parent_id  UUID REFERENCES section (id),
    ordinal    BIGINT NOT NULL,
    path       TEXT NOT NULL,
    label      TEXT NOT NULL,
    heading    TEXT,
    span_start BIGINT NOT NULL,
    span_end   BIGINT NOT NULL
);
CREATE INDEX section_plan ON section (plan_id, ordinal);

CREATE TABLE task (
    id         UUID NOT NULL PRIMARY KEY,
    plan_id    UUID NOT NULL REFERENCES plan (id),
    section_id UUID REFERENCES section (id),
    ordinal    BIGINT NOT NULL,
    span_start BIGINT NOT NULL,
    span_end   BIGINT NOT NULL,
    text       TEXT NOT NULL
);
CREATE INDEX task_plan ON task (plan_id, ordinal);

CREATE TABLE duty (
    id            UUID NOT NULL PRIMARY KEY,
    plan_id       UUID NOT NULL REFERENCES plan (id),
    section_id    UUID REFERENCES section (id),
    section_path  TEXT NOT NULL,
    -- order in the plan over all duties, and which paragraph of its section ("đoạn 2")
    ordinal       BIGINT NOT NULL,
    paragraph     BIGINT NOT NULL,
    span_start    BIGINT,
    span_end      BIGINT,
    text          TEXT NOT NULL,
    folded        TEXT NOT NULL,
    -- printed | added | task | annex
    origin        TEXT NOT NULL,
    task_id       UUID REFERENCES task (id),
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
    to_track      BOOLEAN NOT NULL,
    -- set by confirmation alone: nothing is tracked before it
    tracked       BOOLEAN NOT NULL,
    -- security and defence: no content fields, state kept back (DESIGN 2.7)
    restricted    BOOLEAN NOT NULL,
    joint         BOOLEAN NOT NULL,
    state         TEXT NOT NULL,
    -- the day on which the last closing part was handed in; set while confirmation is awaited and afterwards
    closed_on     TEXT,
    -- kept by duties::refresh: the deadline moved off holidays (NULL = standing); whether all who close it are bodies
    -- outside the state system (asked, never late); sort key of the first owner's name; where it stands in duty_sum
    due_on        TEXT,
    asked         BOOLEAN NOT NULL DEFAULT false,
    owner_key     TEXT NOT NULL DEFAULT '',
    outcome       TEXT,
    rev           BIGINT NOT NULL,
    created_by    UUID REFERENCES account (id),
    updated_at    BIGINT NOT NULL
);
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
    id         UUID NOT NULL PRIMARY KEY,
    duty_id    UUID NOT NULL REFERENCES duty (id),
    field      TEXT NOT NULL,
    old        TEXT,
    new        TEXT,
    reason     TEXT,
    account_id UUID REFERENCES account (id),
    org_id     UUID REFERENCES org (id),
    at         BIGINT NOT NULL
);
CREATE INDEX duty_edit_duty ON duty_edit (duty_id, at);

CREATE TABLE duty_party (
    id         UUID NOT NULL PRIMARY KEY,
    duty_id    UUID NOT NULL REFERENCES duty (id),
    ordinal    BIGINT NOT NULL,
    name       TEXT NOT NULL,
    -- lead | responsible | coordinate | requested
    role       TEXT NOT NULL,
    -- owner | coordinator; names under "phối hợp với" owe nothing until a person makes them owners
    position   TEXT NOT NULL,
    -- the organisation as of the document's date; NULL when unknown or a group
    org_id     UUID REFERENCES org (id),
    -- which function of the organisation the duty belongs to, where a split needs it
    function   TEXT,
    is_group   BOOLEAN NOT NULL,
    -- printed | added | expanded
    origin     TEXT NOT NULL,
    group_id   UUID REFERENCES duty_party (id),
    added_by   UUID REFERENCES account (id),
    added_at   BIGINT,
    removed_at BIGINT
);
CREATE INDEX duty_party_duty ON duty_party (duty_id, ordinal);

-- Who answers today, worked out from the parties and the successions; rebuilt whenever either changes.
CREATE TABLE duty_owner (
    duty_id  UUID NOT NULL REFERENCES duty (id),
    org_id   UUID NOT NULL REFERENCES org (id),
    party_id UUID NOT NULL REFERENCES duty_party (id),
    plan_id  UUID NOT NULL REFERENCES plan (id),
    ordinal  BIGINT NOT NULL,
    role     TEXT NOT NULL,
    -- assigned | acknowledged | in-progress | awaiting-confirmation | done | refused …: where no lead is printed each owner closes its own part
    state    TEXT NOT NULL,
    state_at BIGINT NOT NULL,
    -- the day on which the part was last handed in as done
    declared_on TEXT,
    -- where the part stands in duty_sum
    outcome  TEXT,
    PRIMARY KEY (duty_id, org_id)
);
CREATE INDEX duty_owner_org ON duty_owner (org_id, plan_id, ordinal, duty_id);

CREATE TABLE duty_event (
    id         UUID NOT NULL PRIMARY KEY,
    duty_id    UUID NOT NULL REFERENCES duty (id),
    at         BIGINT NOT NULL,
    kind       TEXT NOT NULL,
    org_id     UUID REFERENCES org (id),
    account_id UUID REFERENCES account (id),
    text       TEXT,
    data       TEXT NOT NULL
);
CREATE INDEX duty_event_duty ON duty_event (duty_id, at);

-- Which duties carry out which tasks of part III (the matrix); a person's judgement.
CREATE TABLE duty_task (
    duty_id    UUID NOT NULL REFERENCES duty (id),
    task_id    UUID NOT NULL REFERENCES task (id),
    account_id UUID REFERENCES account (id),
    at         BIGINT NOT NULL,
    PRIMARY KEY (duty_id, task_id)
);

-- Maintained sums for the overview, as of the day kept in setting 'duties.as-of': per agency today (section '') and per
-- section (org nil), for each plan and (plan nil) for all plans together. A nil id stands for "all".
CREATE TABLE duty_sum (
    plan_id    UUID NOT NULL,
    org_id     UUID NOT NULL,
    section    TEXT NOT NULL,
    -- standing | open | overdue | done-on-time | done-late
    outcome    TEXT NOT NULL,
    restricted BOOLEAN NOT NULL,
    n          BIGINT NOT NULL,
    PRIMARY KEY (plan_id, org_id, section, outcome, restricted)
);
