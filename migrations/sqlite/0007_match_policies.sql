-- How a cohort is matched: what counts, what keeps people apart, what the staff wants.

CREATE TABLE match_policies (
    id BLOB PRIMARY KEY NOT NULL REFERENCES cohorts (id),
    version INTEGER NOT NULL CHECK (version >= 1),
    programme_id BLOB NOT NULL REFERENCES programmes (id),
    policy TEXT NOT NULL,
    updated_by BLOB REFERENCES users (id),
    updated_at INTEGER NOT NULL
) STRICT;
