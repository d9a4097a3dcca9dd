-- What the store itself keeps: the guards of rules over several rows, and the epoch of the logs.

CREATE TABLE guards (
    kind TEXT COLLATE "C" NOT NULL,
    key TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL CHECK (version >= 1),
    PRIMARY KEY (kind, key)
);

CREATE TABLE store_meta (
    key TEXT COLLATE "C" PRIMARY KEY,
    value TEXT COLLATE "C" NOT NULL
);

-- Raised by every restore, because transaction numbers may start again in another cluster or on another timeline.
INSERT INTO store_meta (key, value) VALUES ('epoch', '1');
