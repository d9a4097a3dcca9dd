-- What the store itself keeps: the guards of rules over several rows, and the epoch of the logs.

CREATE TABLE guards (
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    version INTEGER NOT NULL CHECK (version >= 1),
    PRIMARY KEY (kind, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE store_meta (
    key TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Raised by every restore, so that no reader of a log takes a new row for one it has seen.
INSERT INTO store_meta (key, value) VALUES ('epoch', '1');
