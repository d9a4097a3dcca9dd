-- The states of the analytics engine, and for whom their numbers stand.

CREATE TABLE analytics_rollups (
    id BLOB PRIMARY KEY NOT NULL,
    version INTEGER NOT NULL CHECK (version >= 1),
    family TEXT NOT NULL,
    name TEXT NOT NULL,
    bucket INTEGER NOT NULL,
    state BLOB NOT NULL
) STRICT;
CREATE INDEX analytics_rollups_by_name ON analytics_rollups (family, name, bucket);

CREATE TABLE analytics_pseudonyms (
    id BLOB PRIMARY KEY NOT NULL,
    version INTEGER NOT NULL CHECK (version >= 1),
    ordinal INTEGER NOT NULL UNIQUE CHECK (ordinal >= 0),
    subject_id BLOB UNIQUE
) STRICT;
