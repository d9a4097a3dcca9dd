-- The tables of the domain, one per `entity!`; the same names and columns in both dialects.

CREATE TABLE users (
    id UUID PRIMARY KEY,
    version BIGINT NOT NULL CHECK (version >= 1),
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('invited', 'active', 'suspended', 'erased')),
    display_name TEXT COLLATE "C" NOT NULL,
    email TEXT COLLATE "C",
    email_key TEXT COLLATE "C",
    external_id TEXT COLLATE "C",
    locale TEXT COLLATE "C" NOT NULL CHECK (locale IN ('es', 'en')),
    headline TEXT COLLATE "C",
    organisation TEXT COLLATE "C",
    skills JSONB NOT NULL,
    sectors JSONB NOT NULL,
    languages JSONB NOT NULL,
    goals JSONB NOT NULL,
    labels TEXT COLLATE "C" NOT NULL,
    stems TEXT COLLATE "C" NOT NULL,
    sort_key TEXT COLLATE "C" NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    updated_at TIMESTAMPTZ NOT NULL,
    UNIQUE (email_key),
    UNIQUE (external_id)
);

CREATE INDEX users_by_sort_key_id ON users (sort_key, id);

CREATE INDEX users_by_state ON users (state);

CREATE TABLE programmes (
    id UUID PRIMARY KEY,
    version BIGINT NOT NULL CHECK (version >= 1),
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('draft', 'published', 'running', 'completed', 'archived', 'cancelled')),
    name TEXT COLLATE "C" NOT NULL,
    summary TEXT COLLATE "C",
    sort_key TEXT COLLATE "C" NOT NULL,
    created_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE cohorts (
    id UUID PRIMARY KEY,
    version BIGINT NOT NULL CHECK (version >= 1),
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('planned', 'open', 'closed', 'running', 'completed', 'cancelled')),
    programme_id UUID NOT NULL REFERENCES programmes (id),
    name TEXT COLLATE "C" NOT NULL,
    mentors_per_mentee BIGINT NOT NULL CHECK (mentors_per_mentee BETWEEN 1 AND 5),
    places BIGINT,
    quotas JSONB NOT NULL,
    preferences_until TIMESTAMPTZ,
    created_at TIMESTAMPTZ NOT NULL
);

CREATE INDEX cohorts_by_programme_id ON cohorts (programme_id);

CREATE TABLE grants (
    id UUID PRIMARY KEY,
    version BIGINT NOT NULL CHECK (version >= 1),
    user_id UUID NOT NULL REFERENCES users (id),
    role TEXT COLLATE "C" NOT NULL CHECK (role IN ('admin', 'entrepreneur', 'ally', 'client', 'manager', 'reviewer', 'mentor', 'participant', 'observer')),
    programme_id UUID REFERENCES programmes (id),
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('active', 'revoked')),
    granted_at TIMESTAMPTZ NOT NULL,
    revoked_at TIMESTAMPTZ
);

CREATE INDEX grants_by_user_id_state ON grants (user_id, state);

CREATE INDEX grants_by_programme_id_state ON grants (programme_id, state);

-- A second fence: nobody holds the same role twice in one programme.
CREATE UNIQUE INDEX grants_held ON grants (user_id, role, programme_id) WHERE state = 'active' AND programme_id IS NOT NULL;
CREATE UNIQUE INDEX grants_held_everywhere ON grants (user_id, role) WHERE state = 'active' AND programme_id IS NULL;

CREATE TABLE consents (
    id UUID PRIMARY KEY,
    user_id UUID NOT NULL REFERENCES users (id),
    purpose TEXT COLLATE "C" NOT NULL CHECK (purpose IN ('matching', 'analytics', 'directory', 'marketing')),
    decision TEXT COLLATE "C" NOT NULL CHECK (decision IN ('given', 'withdrawn')),
    text_version TEXT COLLATE "C" NOT NULL,
    recorded_by UUID REFERENCES users (id),
    at TIMESTAMPTZ NOT NULL
);

CREATE INDEX consents_by_user_id_purpose ON consents (user_id, purpose);

CREATE TABLE invitations (
    id UUID PRIMARY KEY,
    version BIGINT NOT NULL CHECK (version >= 1),
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('pending', 'accepted', 'lapsed')),
    user_id UUID NOT NULL REFERENCES users (id),
    invited_by UUID REFERENCES users (id),
    role TEXT COLLATE "C" NOT NULL CHECK (role IN ('admin', 'entrepreneur', 'ally', 'client', 'manager', 'reviewer', 'mentor', 'participant', 'observer')),
    programme_id UUID REFERENCES programmes (id),
    created_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL
);

CREATE INDEX invitations_by_state_expires_at ON invitations (state, expires_at);

CREATE TABLE access_tokens (
    id UUID PRIMARY KEY,
    version BIGINT NOT NULL CHECK (version >= 1),
    user_id UUID NOT NULL REFERENCES users (id),
    label TEXT COLLATE "C" NOT NULL,
    hash TEXT COLLATE "C" NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    revoked_at TIMESTAMPTZ,
    UNIQUE (hash)
);

CREATE INDEX access_tokens_by_user_id ON access_tokens (user_id);

CREATE TABLE ally_profiles (
    id UUID PRIMARY KEY REFERENCES users (id),
    version BIGINT NOT NULL CHECK (version >= 1),
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('draft', 'submitted', 'approved', 'paused', 'rejected')),
    capacity BIGINT NOT NULL CHECK (capacity BETWEEN 0 AND 20),
    motivation TEXT COLLATE "C",
    submitted_at TIMESTAMPTZ,
    decided_at TIMESTAMPTZ
);

CREATE TABLE enrolments (
    id UUID PRIMARY KEY,
    version BIGINT NOT NULL CHECK (version >= 1),
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('enrolled', 'withdrawn')),
    cohort_id UUID NOT NULL REFERENCES cohorts (id),
    programme_id UUID NOT NULL REFERENCES programmes (id),
    user_id UUID NOT NULL REFERENCES users (id),
    side TEXT COLLATE "C" NOT NULL CHECK (side IN ('mentee', 'mentor')),
    enrolled_at TIMESTAMPTZ NOT NULL,
    waiting_since TIMESTAMPTZ,
    UNIQUE (cohort_id, user_id, side)
);

CREATE INDEX enrolments_by_user_id ON enrolments (user_id);

CREATE TABLE preferences (
    id UUID PRIMARY KEY,
    version BIGINT NOT NULL CHECK (version >= 1),
    cohort_id UUID NOT NULL REFERENCES cohorts (id),
    user_id UUID NOT NULL REFERENCES users (id),
    side TEXT COLLATE "C" NOT NULL CHECK (side IN ('mentee', 'mentor')),
    ranked JSONB NOT NULL,
    vetoes JSONB NOT NULL,
    updated_at TIMESTAMPTZ NOT NULL,
    UNIQUE (cohort_id, user_id, side)
);

CREATE INDEX preferences_by_user_id ON preferences (user_id);

CREATE TABLE match_runs (
    id UUID PRIMARY KEY,
    version BIGINT NOT NULL CHECK (version >= 1),
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('draft', 'review', 'published')),
    cohort_id UUID NOT NULL REFERENCES cohorts (id),
    programme_id UUID NOT NULL REFERENCES programmes (id),
    created_by UUID REFERENCES users (id),
    strategy JSONB NOT NULL,
    seed BIGINT NOT NULL,
    instance JSONB NOT NULL,
    record JSONB NOT NULL,
    solved JSONB NOT NULL,
    outcome JSONB NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    published_at TIMESTAMPTZ
);

CREATE INDEX match_runs_by_cohort_id ON match_runs (cohort_id);

CREATE TABLE mentorships (
    id UUID PRIMARY KEY,
    version BIGINT NOT NULL CHECK (version >= 1),
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('proposed', 'accepted', 'active', 'paused', 'completed', 'followed_up', 'declined', 'expired', 'withdrawn', 'superseded', 'terminated')),
    cohort_id UUID NOT NULL REFERENCES cohorts (id),
    programme_id UUID NOT NULL REFERENCES programmes (id),
    mentor_id UUID NOT NULL REFERENCES users (id),
    mentee_id UUID NOT NULL REFERENCES users (id),
    origin TEXT COLLATE "C" NOT NULL CHECK (origin IN ('request', 'match_run', 'cascade', 'import')),
    match_run_id UUID REFERENCES match_runs (id),
    message TEXT COLLATE "C",
    proposed_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    reminders BIGINT NOT NULL,
    accepted_at TIMESTAMPTZ,
    last_held_at TIMESTAMPTZ,
    alerted_at TIMESTAMPTZ,
    ended_at TIMESTAMPTZ
);

CREATE INDEX mentorships_by_mentor_id_state ON mentorships (mentor_id, state);

CREATE INDEX mentorships_by_mentee_id_state ON mentorships (mentee_id, state);

CREATE INDEX mentorships_by_cohort_id_state ON mentorships (cohort_id, state);

CREATE INDEX mentorships_by_state_expires_at ON mentorships (state, expires_at);

-- A second fence: two people have one mentorship at most that is asked for or under way in a cohort.
CREATE UNIQUE INDEX mentorships_going ON mentorships (cohort_id, mentor_id, mentee_id)
    WHERE state IN ('proposed', 'accepted', 'active', 'paused');

CREATE TABLE sessions (
    id UUID PRIMARY KEY,
    version BIGINT NOT NULL CHECK (version >= 1),
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('confirmed', 'held', 'no_show', 'cancelled')),
    mentorship_id UUID NOT NULL REFERENCES mentorships (id),
    programme_id UUID NOT NULL REFERENCES programmes (id),
    starts_at TIMESTAMPTZ NOT NULL,
    ends_at TIMESTAMPTZ NOT NULL,
    minutes BIGINT NOT NULL CHECK (minutes BETWEEN 5 AND 480),
    place TEXT COLLATE "C",
    agenda TEXT COLLATE "C",
    accounted_minutes BIGINT,
    booked_at TIMESTAMPTZ NOT NULL,
    CHECK (ends_at > starts_at)
);

CREATE INDEX sessions_by_mentorship_id ON sessions (mentorship_id);

CREATE TABLE session_participants (
    id UUID PRIMARY KEY,
    version BIGINT NOT NULL CHECK (version >= 1),
    session_id UUID NOT NULL REFERENCES sessions (id),
    user_id UUID NOT NULL REFERENCES users (id),
    side TEXT COLLATE "C" NOT NULL CHECK (side IN ('mentee', 'mentor')),
    starts_at TIMESTAMPTZ NOT NULL,
    ends_at TIMESTAMPTZ NOT NULL,
    busy BOOLEAN NOT NULL,
    attendance TEXT COLLATE "C" NOT NULL CHECK (attendance IN ('expected', 'present', 'absent')),
    CHECK (ends_at > starts_at),
    UNIQUE (session_id, user_id)
);

CREATE INDEX session_participants_by_user_id_starts_at ON session_participants (user_id, starts_at);

CREATE TABLE notes (
    id UUID PRIMARY KEY,
    mentorship_id UUID NOT NULL REFERENCES mentorships (id),
    session_id UUID REFERENCES sessions (id),
    author_id UUID NOT NULL REFERENCES users (id),
    visibility TEXT COLLATE "C" NOT NULL CHECK (visibility IN ('private', 'shared', 'staff')),
    text TEXT COLLATE "C" NOT NULL,
    at TIMESTAMPTZ NOT NULL
);

CREATE INDEX notes_by_mentorship_id ON notes (mentorship_id);

CREATE TABLE feedback (
    id UUID PRIMARY KEY,
    session_id UUID NOT NULL REFERENCES sessions (id),
    mentorship_id UUID NOT NULL REFERENCES mentorships (id),
    programme_id UUID NOT NULL REFERENCES programmes (id),
    author_id UUID NOT NULL REFERENCES users (id),
    rating BIGINT NOT NULL CHECK (rating BETWEEN 1 AND 5),
    fit TEXT COLLATE "C" CHECK (fit IN ('good', 'deciding', 'poor')),
    comment TEXT COLLATE "C",
    at TIMESTAMPTZ NOT NULL,
    UNIQUE (session_id, author_id)
);

CREATE INDEX feedback_by_mentorship_id ON feedback (mentorship_id);

CREATE TABLE status_history (
    id UUID PRIMARY KEY,
    subject_kind TEXT COLLATE "C" NOT NULL,
    subject_id UUID NOT NULL,
    from_state TEXT COLLATE "C" NOT NULL,
    command TEXT COLLATE "C" NOT NULL,
    to_state TEXT COLLATE "C" NOT NULL,
    actor_id UUID,
    on_behalf_of UUID,
    reason TEXT COLLATE "C",
    at TIMESTAMPTZ NOT NULL
);

CREATE INDEX status_history_by_subject_id_at ON status_history (subject_id, at);

CREATE TABLE events (
    seq BIGINT GENERATED ALWAYS AS IDENTITY,
    xid BIGINT NOT NULL DEFAULT pg_current_xact_id()::text::bigint,
    epoch BIGINT NOT NULL,
    id UUID PRIMARY KEY,
    kind TEXT COLLATE "C" NOT NULL,
    subject_kind TEXT COLLATE "C" NOT NULL,
    subject_id UUID NOT NULL,
    programme_id UUID,
    actor_id UUID,
    data JSONB NOT NULL,
    at TIMESTAMPTZ NOT NULL
);

CREATE INDEX events_order ON events (epoch, xid, seq);

CREATE INDEX events_by_programme_id ON events (programme_id);

CREATE TABLE audit_log (
    seq BIGINT GENERATED ALWAYS AS IDENTITY,
    xid BIGINT NOT NULL DEFAULT pg_current_xact_id()::text::bigint,
    epoch BIGINT NOT NULL,
    id UUID PRIMARY KEY,
    actor_id UUID,
    on_behalf_of UUID,
    action TEXT COLLATE "C" NOT NULL,
    subject_kind TEXT COLLATE "C" NOT NULL,
    subject_id UUID NOT NULL,
    because TEXT COLLATE "C" NOT NULL,
    request_id TEXT COLLATE "C",
    at TIMESTAMPTZ NOT NULL,
    digest TEXT COLLATE "C" NOT NULL
);

CREATE INDEX audit_log_order ON audit_log (epoch, xid, seq);

CREATE TABLE audit_seals (
    id UUID PRIMARY KEY,
    number BIGINT NOT NULL,
    last_cursor TEXT COLLATE "C" NOT NULL,
    entries BIGINT NOT NULL,
    root TEXT COLLATE "C" NOT NULL,
    head TEXT COLLATE "C" NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    UNIQUE (number)
);

CREATE TABLE consumers (
    id UUID PRIMARY KEY,
    version BIGINT NOT NULL CHECK (version >= 1),
    name TEXT COLLATE "C" NOT NULL,
    cursor TEXT COLLATE "C" NOT NULL,
    UNIQUE (name)
);

CREATE TABLE activities (
    id UUID PRIMARY KEY,
    user_id UUID NOT NULL REFERENCES users (id),
    event_id UUID NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    subject_kind TEXT COLLATE "C" NOT NULL,
    subject_id UUID NOT NULL,
    programme_id UUID,
    actor_id UUID,
    at TIMESTAMPTZ NOT NULL,
    UNIQUE (event_id, user_id)
);

CREATE INDEX activities_by_user_id_at_id ON activities (user_id, at, id);

CREATE TABLE idempotency (
    id UUID PRIMARY KEY,
    actor TEXT COLLATE "C" NOT NULL,
    key TEXT COLLATE "C" NOT NULL,
    request TEXT COLLATE "C" NOT NULL,
    answer JSONB NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    UNIQUE (actor, key)
);
