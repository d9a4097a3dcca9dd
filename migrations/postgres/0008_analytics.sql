-- The states of the analytics engine, and for whom their numbers stand.

CREATE TABLE analytics_rollups (
    id UUID PRIMARY KEY,
    version BIGINT NOT NULL CHECK (version >= 1),
    family TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    bucket BIGINT NOT NULL,
    state BYTEA NOT NULL
);
CREATE INDEX analytics_rollups_by_name ON analytics_rollups (family, name, bucket);

CREATE TABLE analytics_pseudonyms (
    id UUID PRIMARY KEY,
    version BIGINT NOT NULL CHECK (version >= 1),
    ordinal BIGINT NOT NULL UNIQUE CHECK (ordinal >= 0),
    subject_id UUID UNIQUE
);
