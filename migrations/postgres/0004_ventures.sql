-- Ventures, their people, projects and milestones; and how far each person has read their feed.

CREATE TABLE ventures (
    id UUID PRIMARY KEY,
    version BIGINT NOT NULL CHECK (version >= 1),
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('active', 'merged', 'acquired', 'closed')),
    name TEXT COLLATE "C" NOT NULL,
    name_key TEXT COLLATE "C" NOT NULL,
    sort_key TEXT COLLATE "C" NOT NULL,
    summary TEXT COLLATE "C",
    sector TEXT COLLATE "C",
    stage TEXT COLLATE "C",
    country TEXT COLLATE "C",
    website TEXT COLLATE "C",
    founded_on TEXT COLLATE "C",
    created_at TIMESTAMPTZ NOT NULL,
    updated_at TIMESTAMPTZ NOT NULL
);

CREATE INDEX ventures_by_name_key ON ventures (name_key);

CREATE INDEX ventures_by_sort_key_id ON ventures (sort_key, id);

CREATE TABLE venture_members (
    id UUID PRIMARY KEY,
    version BIGINT NOT NULL CHECK (version >= 1),
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('active', 'left')),
    venture_id UUID NOT NULL REFERENCES ventures (id),
    user_id UUID NOT NULL REFERENCES users (id),
    title TEXT COLLATE "C",
    joined_at TIMESTAMPTZ NOT NULL,
    left_at TIMESTAMPTZ,
    UNIQUE (venture_id, user_id)
);

CREATE INDEX venture_members_by_user_id ON venture_members (user_id);

CREATE TABLE venture_shares (
    id UUID PRIMARY KEY,
    version BIGINT NOT NULL CHECK (version >= 1),
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('active', 'ended')),
    venture_id UUID NOT NULL REFERENCES ventures (id),
    client_id UUID NOT NULL REFERENCES users (id),
    shared_by UUID REFERENCES users (id),
    shared_at TIMESTAMPTZ NOT NULL,
    ended_at TIMESTAMPTZ,
    UNIQUE (venture_id, client_id)
);

CREATE INDEX venture_shares_by_client_id ON venture_shares (client_id);

CREATE TABLE projects (
    id UUID PRIMARY KEY,
    version BIGINT NOT NULL CHECK (version >= 1),
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('draft', 'proposed', 'approved', 'active', 'on_hold', 'completed', 'cancelled')),
    venture_id UUID NOT NULL REFERENCES ventures (id),
    name TEXT COLLATE "C" NOT NULL,
    summary TEXT COLLATE "C",
    created_at TIMESTAMPTZ NOT NULL
);

CREATE INDEX projects_by_venture_id ON projects (venture_id);

CREATE TABLE milestones (
    id UUID PRIMARY KEY,
    version BIGINT NOT NULL CHECK (version >= 1),
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('planned', 'in_progress', 'done', 'missed')),
    project_id UUID NOT NULL REFERENCES projects (id),
    venture_id UUID NOT NULL REFERENCES ventures (id),
    title TEXT COLLATE "C" NOT NULL,
    first_due_on TEXT COLLATE "C" NOT NULL,
    due_on TEXT COLLATE "C" NOT NULL,
    done_on TEXT COLLATE "C",
    evidence TEXT COLLATE "C",
    created_at TIMESTAMPTZ NOT NULL
);

CREATE INDEX milestones_by_project_id ON milestones (project_id);

CREATE INDEX milestones_by_venture_id_state ON milestones (venture_id, state);

CREATE TABLE milestone_due_dates (
    id UUID PRIMARY KEY,
    milestone_id UUID NOT NULL REFERENCES milestones (id),
    due_on TEXT COLLATE "C" NOT NULL,
    reason TEXT COLLATE "C",
    actor_id UUID REFERENCES users (id),
    at TIMESTAMPTZ NOT NULL
);

CREATE INDEX milestone_due_dates_by_milestone_id ON milestone_due_dates (milestone_id);

CREATE TABLE feed_marks (
    id UUID PRIMARY KEY REFERENCES users (id),
    version BIGINT NOT NULL CHECK (version >= 1),
    seen_at TIMESTAMPTZ NOT NULL
);
