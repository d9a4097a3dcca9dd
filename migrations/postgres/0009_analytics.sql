-- The states of the analytics engine, and for whom their numbers stand.

CREATE TABLE analytics_rollups (
    id UUID PRIMARY KEY,
    version BIGINT NOT NULL CHECK (version >= 1),
    family TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    part BIGINT NOT NULL,
    bucket BIGINT NOT NULL,
    state BYTEA NOT NULL
);
CREATE INDEX analytics_rollups_by_name ON analytics_rollups (family, name, part, bucket);

CREATE TABLE analytics_pseudonyms (
    id UUID PRIMARY KEY,
    version BIGINT NOT NULL CHECK (version >= 1),
    ordinal BIGINT NOT NULL UNIQUE CHECK (ordinal >= 0),
    subject_id UUID UNIQUE
);

CREATE TABLE analytics_releases (
    id UUID PRIMARY KEY,
    programme_id UUID NOT NULL REFERENCES programmes (id),
    dashboard TEXT COLLATE "C" NOT NULL,
    cohort TEXT COLLATE "C" NOT NULL,
    as_of TEXT COLLATE "C" NOT NULL,
    digest TEXT COLLATE "C" NOT NULL,
    frozen JSONB NOT NULL,
    es JSONB NOT NULL,
    en JSONB NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    UNIQUE (programme_id, dashboard, cohort, as_of)
);
