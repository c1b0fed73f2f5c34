-- Versions that are reviewed and wait for their hour; the desk for the press.

-- when the working version appears; set while it waits for that (state 'scheduled'), and never otherwise
ALTER TABLE record ADD COLUMN publish_at INTEGER;
CREATE INDEX record_publish_at ON record (publish_at);

-- What the public sees, said once. A version that waits is not in these columns: no door can show it before its hour.
CREATE VIEW public_record AS
    SELECT id, slug, kind, org_id, public_title AS title, public_data AS data, public_sort_key AS sort_key,
           published_at, editions, demo
    FROM record WHERE public_title IS NOT NULL;

-- One row, once the office has said whom the press may call.
CREATE TABLE press_desk (
    id         INTEGER NOT NULL PRIMARY KEY,
    rev        INTEGER NOT NULL,
    -- the office and its speaker; telephone, e-mail and hours of the office
    office     TEXT NOT NULL,
    speaker    TEXT NOT NULL,
    phone      TEXT NOT NULL,
    email      TEXT NOT NULL,
    hours      TEXT NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;
