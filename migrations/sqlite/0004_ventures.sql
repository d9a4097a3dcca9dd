-- Ventures, their people, projects and milestones; and how far each person has read their feed.

CREATE TABLE ventures (
    id BLOB PRIMARY KEY NOT NULL,
    version INTEGER NOT NULL CHECK (version >= 1),
    state TEXT NOT NULL CHECK (state IN ('active', 'merged', 'acquired', 'closed')),
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    sort_key TEXT NOT NULL,
    summary TEXT,
    sector TEXT,
    stage TEXT,
    country TEXT,
    website TEXT,
    founded_on TEXT,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;

CREATE INDEX ventures_by_name_key ON ventures (name_key);

CREATE INDEX ventures_by_sort_key_id ON ventures (sort_key, id);

CREATE TABLE venture_members (
    id BLOB PRIMARY KEY NOT NULL,
    version INTEGER NOT NULL CHECK (version >= 1),
    state TEXT NOT NULL CHECK (state IN ('active', 'left')),
    venture_id BLOB NOT NULL REFERENCES ventures (id),
    user_id BLOB NOT NULL REFERENCES users (id),
    title TEXT,
    joined_at INTEGER NOT NULL,
    left_at INTEGER,
    UNIQUE (venture_id, user_id)
) STRICT;

CREATE INDEX venture_members_by_user_id ON venture_members (user_id);

CREATE TABLE venture_shares (
    id BLOB PRIMARY KEY NOT NULL,
    version INTEGER NOT NULL CHECK (version >= 1),
    state TEXT NOT NULL CHECK (state IN ('active', 'ended')),
    venture_id BLOB NOT NULL REFERENCES ventures (id),
    client_id BLOB NOT NULL REFERENCES users (id),
    shared_by BLOB REFERENCES users (id),
    shared_at INTEGER NOT NULL,
    ended_at INTEGER,
    UNIQUE (venture_id, client_id)
) STRICT;

CREATE INDEX venture_shares_by_client_id ON venture_shares (client_id);

CREATE TABLE projects (
    id BLOB PRIMARY KEY NOT NULL,
    version INTEGER NOT NULL CHECK (version >= 1),
    state TEXT NOT NULL CHECK (state IN ('draft', 'proposed', 'approved', 'active', 'on_hold', 'completed', 'cancelled')),
    venture_id BLOB NOT NULL REFERENCES ventures (id),
    name TEXT NOT NULL,
    summary TEXT,
    created_at INTEGER NOT NULL
) STRICT;

CREATE INDEX projects_by_venture_id ON projects (venture_id);

CREATE TABLE milestones (
    id BLOB PRIMARY KEY NOT NULL,
    version INTEGER NOT NULL CHECK (version >= 1),
    state TEXT NOT NULL CHECK (state IN ('planned', 'in_progress', 'done', 'missed')),
    project_id BLOB NOT NULL REFERENCES projects (id),
    venture_id BLOB NOT NULL REFERENCES ventures (id),
    title TEXT NOT NULL,
    first_due_on TEXT NOT NULL,
    due_on TEXT NOT NULL,
    done_on TEXT,
    evidence TEXT,
    created_at INTEGER NOT NULL
) STRICT;

CREATE INDEX milestones_by_project_id ON milestones (project_id);

CREATE INDEX milestones_by_venture_id_state ON milestones (venture_id, state);

CREATE TABLE milestone_due_dates (
    id BLOB PRIMARY KEY NOT NULL,
    milestone_id BLOB NOT NULL REFERENCES milestones (id),
    due_on TEXT NOT NULL,
    reason TEXT,
    actor_id BLOB REFERENCES users (id),
    at INTEGER NOT NULL
) STRICT;

CREATE INDEX milestone_due_dates_by_milestone_id ON milestone_due_dates (milestone_id);

CREATE TABLE feed_marks (
    id BLOB PRIMARY KEY NOT NULL REFERENCES users (id),
    version INTEGER NOT NULL CHECK (version >= 1),
    seen_at INTEGER NOT NULL
) STRICT;
