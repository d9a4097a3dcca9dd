-- The states of the analytics engine, and for whom their numbers stand.

CREATE TABLE analytics_rollups (
    id BLOB PRIMARY KEY NOT NULL,
    version INTEGER NOT NULL CHECK (version >= 1),
    family TEXT NOT NULL,
    name TEXT NOT NULL,
    part INTEGER NOT NULL,
    bucket INTEGER NOT NULL,
    state BLOB NOT NULL
) STRICT;
CREATE INDEX analytics_rollups_by_name ON analytics_rollups (family, name, part, bucket);

CREATE TABLE analytics_pseudonyms (
    id BLOB PRIMARY KEY NOT NULL,
    version INTEGER NOT NULL CHECK (version >= 1),
    ordinal INTEGER NOT NULL UNIQUE CHECK (ordinal >= 0),
    subject_id BLOB UNIQUE
) STRICT;

CREATE TABLE analytics_releases (
    id BLOB PRIMARY KEY NOT NULL,
    programme_id BLOB NOT NULL REFERENCES programmes (id),
    dashboard TEXT NOT NULL,
    cohort TEXT NOT NULL,
    as_of TEXT NOT NULL,
    digest TEXT NOT NULL,
    frozen TEXT NOT NULL,
    es TEXT NOT NULL,
    en TEXT NOT NULL,
    at INTEGER NOT NULL,
    UNIQUE (programme_id, dashboard, cohort, as_of)
) STRICT;
