-- How people sign in: the hash of a password, the browsers signed in, the link of the first admin. Secrets stand here as hashes.

CREATE TABLE accounts (
    id BLOB PRIMARY KEY NOT NULL REFERENCES users (id),
    version INTEGER NOT NULL CHECK (version >= 1),
    password_hash TEXT NOT NULL,
    password_changed_at INTEGER NOT NULL,
    failures INTEGER NOT NULL CHECK (failures >= 0),
    failing_since INTEGER
) STRICT;

CREATE TABLE sign_ins (
    id BLOB PRIMARY KEY NOT NULL,
    version INTEGER NOT NULL CHECK (version >= 1),
    user_id BLOB NOT NULL REFERENCES users (id),
    hash TEXT NOT NULL,
    agent TEXT,
    created_at INTEGER NOT NULL,
    last_seen_at INTEGER NOT NULL,
    idle_minutes INTEGER NOT NULL CHECK (idle_minutes >= 1),
    expires_at INTEGER NOT NULL,
    ended_at INTEGER,
    UNIQUE (hash)
) STRICT;

CREATE INDEX sign_ins_by_user_id ON sign_ins (user_id);

CREATE TABLE set_up_links (
    id BLOB PRIMARY KEY NOT NULL,
    version INTEGER NOT NULL CHECK (version >= 1),
    hash TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    ended_at INTEGER,
    UNIQUE (hash)
) STRICT;
