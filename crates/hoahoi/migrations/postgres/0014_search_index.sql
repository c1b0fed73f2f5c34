-- Search by an index folder on each replica, fed from what is written here.

-- Terms are kept by the index now; what it counts by comes with the entry.
ALTER TABLE search_entry DROP COLUMN title_exact;
ALTER TABLE search_entry DROP COLUMN title_folded;
ALTER TABLE search_entry DROP COLUMN exact;
ALTER TABLE search_entry DROP COLUMN folded;
-- fields of III.3, as the record's kind names them, a line each
ALTER TABLE search_entry ADD COLUMN field TEXT NOT NULL DEFAULT '';
-- slugs of communes and wards, a line each
ALTER TABLE search_entry ADD COLUMN communes TEXT NOT NULL DEFAULT '';
-- four figures, or nothing
ALTER TABLE search_entry ADD COLUMN year TEXT NOT NULL DEFAULT '';

-- what is public already
UPDATE search_entry SET field = COALESCE((SELECT string_agg(value, E'\n') FROM record_facet
    WHERE record_id = subject_id AND record_facet.field = 'linh-vuc'), '') WHERE subject_kind = 'record';
UPDATE search_entry SET communes = COALESCE((SELECT string_agg(value, E'\n') FROM record_facet
    WHERE record_id = subject_id AND record_facet.field = 'xa'), '') WHERE subject_kind = 'record';
UPDATE search_entry SET year = COALESCE((SELECT MIN(value) FROM record_facet
    WHERE record_id = subject_id AND record_facet.field IN ('nam-nghiem-thu', 'tu-nam')), '') WHERE subject_kind = 'record';
UPDATE search_entry SET year = COALESCE((SELECT substr(issued_on, 1, 4) FROM plan
    WHERE plan.id = subject_id), '') WHERE subject_kind = 'plan';

-- One row: how many changes there have been. Each change raises it in its own transaction, and the row stays locked
-- until that ends, so a lower number is always the earlier commit. `history` is another one after a restored backup
-- or a request to build every index anew: numbers of two histories cannot be compared.
CREATE TABLE search_clock (
    id      INTEGER NOT NULL PRIMARY KEY,
    history UUID NOT NULL,
    n       BIGINT NOT NULL
);
INSERT INTO search_clock (id, history, n) VALUES (1, gen_random_uuid(), 0);

-- The number of the last change of each subject, those taken out of search included.
CREATE TABLE search_change (
    subject_kind TEXT NOT NULL,
    subject_id   UUID NOT NULL,
    n            BIGINT NOT NULL,
    PRIMARY KEY (subject_kind, subject_id)
);
CREATE INDEX search_change_n ON search_change (n);
