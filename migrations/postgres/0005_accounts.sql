-- How people sign in: the hash of a password, the browsers signed in, the link of the first admin. Secrets stand here as hashes.

CREATE TABLE accounts (
    id UUID PRIMARY KEY REFERENCES users (id),
    version BIGINT NOT NULL CHECK (version >= 1),
    password_hash TEXT COLLATE "C" NOT NULL,
    password_changed_at TIMESTAMPTZ NOT NULL,
    failures BIGINT NOT NULL CHECK (failures >= 0),
    failing_since TIMESTAMPTZ
);

CREATE TABLE sign_ins (
    id UUID PRIMARY KEY,
    version BIGINT NOT NULL CHECK (version >= 1),
    user_id UUID NOT NULL REFERENCES users (id),
    hash TEXT COLLATE "C" NOT NULL,
    agent TEXT COLLATE "C",
    created_at TIMESTAMPTZ NOT NULL,
    last_seen_at TIMESTAMPTZ NOT NULL,
    idle_minutes BIGINT NOT NULL CHECK (idle_minutes >= 1),
    expires_at TIMESTAMPTZ NOT NULL,
    ended_at TIMESTAMPTZ,
    UNIQUE (hash)
);

CREATE INDEX sign_ins_by_user_id ON sign_ins (user_id);

CREATE TABLE set_up_links (
    id UUID PRIMARY KEY,
    version BIGINT NOT NULL CHECK (version >= 1),
    hash TEXT COLLATE "C" NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    ended_at TIMESTAMPTZ,
    UNIQUE (hash)
);
