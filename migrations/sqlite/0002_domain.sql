-- The tables of the domain, one per `entity!`; the same names and columns in both dialects.

CREATE TABLE users (
    id BLOB PRIMARY KEY NOT NULL,
    version INTEGER NOT NULL CHECK (version >= 1),
    state TEXT NOT NULL CHECK (state IN ('invited', 'active', 'suspended', 'erased')),
    display_name TEXT NOT NULL,
    email TEXT,
    email_key TEXT,
    external_id TEXT,
    locale TEXT NOT NULL CHECK (locale IN ('es', 'en')),
    headline TEXT,
    organisation TEXT,
    skills TEXT NOT NULL,
    sectors TEXT NOT NULL,
    languages TEXT NOT NULL,
    goals TEXT NOT NULL,
    labels TEXT NOT NULL,
    stems TEXT NOT NULL,
    sort_key TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (email_key),
    UNIQUE (external_id)
) STRICT;

CREATE INDEX users_by_sort_key_id ON users (sort_key, id);

CREATE INDEX users_by_state ON users (state);

CREATE TABLE programmes (
    id BLOB PRIMARY KEY NOT NULL,
    version INTEGER NOT NULL CHECK (version >= 1),
    state TEXT NOT NULL CHECK (state IN ('draft', 'published', 'running', 'completed', 'archived', 'cancelled')),
    name TEXT NOT NULL,
    summary TEXT,
    sort_key TEXT NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE cohorts (
    id BLOB PRIMARY KEY NOT NULL,
    version INTEGER NOT NULL CHECK (version >= 1),
    state TEXT NOT NULL CHECK (state IN ('planned', 'open', 'closed', 'running', 'completed', 'cancelled')),
    programme_id BLOB NOT NULL REFERENCES programmes (id),
    name TEXT NOT NULL,
    mentors_per_mentee INTEGER NOT NULL CHECK (mentors_per_mentee BETWEEN 1 AND 5),
    places INTEGER,
    quotas TEXT NOT NULL,
    preferences_until INTEGER,
    created_at INTEGER NOT NULL
) STRICT;

CREATE INDEX cohorts_by_programme_id ON cohorts (programme_id);

CREATE TABLE grants (
    id BLOB PRIMARY KEY NOT NULL,
    version INTEGER NOT NULL CHECK (version >= 1),
    user_id BLOB NOT NULL REFERENCES users (id),
    role TEXT NOT NULL CHECK (role IN ('admin', 'entrepreneur', 'ally', 'client', 'manager', 'reviewer', 'mentor', 'participant', 'observer')),
    programme_id BLOB REFERENCES programmes (id),
    state TEXT NOT NULL CHECK (state IN ('active', 'revoked')),
    granted_at INTEGER NOT NULL,
    revoked_at INTEGER
) STRICT;

CREATE INDEX grants_by_user_id_state ON grants (user_id, state);

CREATE INDEX grants_by_programme_id_state ON grants (programme_id, state);

-- A second fence: nobody holds the same role twice in one programme.
CREATE UNIQUE INDEX grants_held ON grants (user_id, role, programme_id) WHERE state = 'active' AND programme_id IS NOT NULL;
CREATE UNIQUE INDEX grants_held_everywhere ON grants (user_id, role) WHERE state = 'active' AND programme_id IS NULL;

CREATE TABLE consents (
    id BLOB PRIMARY KEY NOT NULL,
    user_id BLOB NOT NULL REFERENCES users (id),
    purpose TEXT NOT NULL CHECK (purpose IN ('matching', 'analytics', 'directory', 'marketing')),
    decision TEXT NOT NULL CHECK (decision IN ('given', 'withdrawn')),
    text_version TEXT NOT NULL,
    recorded_by BLOB REFERENCES users (id),
    at INTEGER NOT NULL
) STRICT;

CREATE INDEX consents_by_user_id_purpose ON consents (user_id, purpose);

CREATE TABLE invitations (
    id BLOB PRIMARY KEY NOT NULL,
    version INTEGER NOT NULL CHECK (version >= 1),
    state TEXT NOT NULL CHECK (state IN ('pending', 'accepted', 'lapsed')),
    user_id BLOB NOT NULL REFERENCES users (id),
    invited_by BLOB REFERENCES users (id),
    role TEXT NOT NULL CHECK (role IN ('admin', 'entrepreneur', 'ally', 'client', 'manager', 'reviewer', 'mentor', 'participant', 'observer')),
    programme_id BLOB REFERENCES programmes (id),
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;

CREATE INDEX invitations_by_state_expires_at ON invitations (state, expires_at);

CREATE TABLE access_tokens (
    id BLOB PRIMARY KEY NOT NULL,
    version INTEGER NOT NULL CHECK (version >= 1),
    user_id BLOB NOT NULL REFERENCES users (id),
    label TEXT NOT NULL,
    hash TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    revoked_at INTEGER,
    UNIQUE (hash)
) STRICT;

CREATE INDEX access_tokens_by_user_id ON access_tokens (user_id);

CREATE TABLE ally_profiles (
    id BLOB PRIMARY KEY NOT NULL REFERENCES users (id),
    version INTEGER NOT NULL CHECK (version >= 1),
    state TEXT NOT NULL CHECK (state IN ('draft', 'submitted', 'approved', 'paused', 'rejected')),
    capacity INTEGER NOT NULL CHECK (capacity BETWEEN 0 AND 20),
    motivation TEXT,
    submitted_at INTEGER,
    decided_at INTEGER
) STRICT;

CREATE TABLE enrolments (
    id BLOB PRIMARY KEY NOT NULL,
    version INTEGER NOT NULL CHECK (version >= 1),
    state TEXT NOT NULL CHECK (state IN ('enrolled', 'withdrawn')),
    cohort_id BLOB NOT NULL REFERENCES cohorts (id),
    programme_id BLOB NOT NULL REFERENCES programmes (id),
    user_id BLOB NOT NULL REFERENCES users (id),
    side TEXT NOT NULL CHECK (side IN ('mentee', 'mentor')),
    enrolled_at INTEGER NOT NULL,
    waiting_since INTEGER,
    UNIQUE (cohort_id, user_id, side)
) STRICT;

CREATE INDEX enrolments_by_user_id ON enrolments (user_id);

CREATE TABLE preferences (
    id BLOB PRIMARY KEY NOT NULL,
    version INTEGER NOT NULL CHECK (version >= 1),
    cohort_id BLOB NOT NULL REFERENCES cohorts (id),
    user_id BLOB NOT NULL REFERENCES users (id),
    side TEXT NOT NULL CHECK (side IN ('mentee', 'mentor')),
    ranked TEXT NOT NULL,
    vetoes TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (cohort_id, user_id, side)
) STRICT;

CREATE INDEX preferences_by_user_id ON preferences (user_id);

CREATE TABLE match_runs (
    id BLOB PRIMARY KEY NOT NULL,
    version INTEGER NOT NULL CHECK (version >= 1),
    state TEXT NOT NULL CHECK (state IN ('draft', 'review', 'published')),
    cohort_id BLOB NOT NULL REFERENCES cohorts (id),
    programme_id BLOB NOT NULL REFERENCES programmes (id),
    created_by BLOB REFERENCES users (id),
    strategy TEXT NOT NULL,
    seed INTEGER NOT NULL,
    instance TEXT NOT NULL,
    record TEXT NOT NULL,
    solved TEXT NOT NULL,
    outcome TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    published_at INTEGER
) STRICT;

CREATE INDEX match_runs_by_cohort_id ON match_runs (cohort_id);

CREATE TABLE mentorships (
    id BLOB PRIMARY KEY NOT NULL,
    version INTEGER NOT NULL CHECK (version >= 1),
    state TEXT NOT NULL CHECK (state IN ('proposed', 'accepted', 'active', 'paused', 'completed', 'followed_up', 'declined', 'expired', 'withdrawn', 'superseded', 'terminated')),
    cohort_id BLOB NOT NULL REFERENCES cohorts (id),
    programme_id BLOB NOT NULL REFERENCES programmes (id),
    mentor_id BLOB NOT NULL REFERENCES users (id),
    mentee_id BLOB NOT NULL REFERENCES users (id),
    origin TEXT NOT NULL CHECK (origin IN ('request', 'match_run', 'cascade', 'import')),
    match_run_id BLOB REFERENCES match_runs (id),
    message TEXT,
    proposed_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    reminders INTEGER NOT NULL,
    accepted_at INTEGER,
    last_held_at INTEGER,
    alerted_at INTEGER,
    ended_at INTEGER
) STRICT;

CREATE INDEX mentorships_by_mentor_id_state ON mentorships (mentor_id, state);

CREATE INDEX mentorships_by_mentee_id_state ON mentorships (mentee_id, state);

CREATE INDEX mentorships_by_cohort_id_state ON mentorships (cohort_id, state);

CREATE INDEX mentorships_by_state_expires_at ON mentorships (state, expires_at);

-- A second fence: two people have one mentorship at most that is asked for or under way in a cohort.
CREATE UNIQUE INDEX mentorships_going ON mentorships (cohort_id, mentor_id, mentee_id)
    WHERE state IN ('proposed', 'accepted', 'active', 'paused');

CREATE TABLE sessions (
    id BLOB PRIMARY KEY NOT NULL,
    version INTEGER NOT NULL CHECK (version >= 1),
    state TEXT NOT NULL CHECK (state IN ('confirmed', 'held', 'no_show', 'cancelled')),
    mentorship_id BLOB NOT NULL REFERENCES mentorships (id),
    programme_id BLOB NOT NULL REFERENCES programmes (id),
    starts_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    minutes INTEGER NOT NULL CHECK (minutes BETWEEN 5 AND 480),
    place TEXT,
    agenda TEXT,
    accounted_minutes INTEGER,
    booked_at INTEGER NOT NULL,
    CHECK (ends_at > starts_at)
) STRICT;

CREATE INDEX sessions_by_mentorship_id ON sessions (mentorship_id);

CREATE TABLE session_participants (
    id BLOB PRIMARY KEY NOT NULL,
    version INTEGER NOT NULL CHECK (version >= 1),
    session_id BLOB NOT NULL REFERENCES sessions (id),
    user_id BLOB NOT NULL REFERENCES users (id),
    side TEXT NOT NULL CHECK (side IN ('mentee', 'mentor')),
    starts_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    busy INTEGER NOT NULL CHECK (busy IN (0, 1)),
    attendance TEXT NOT NULL CHECK (attendance IN ('expected', 'present', 'absent')),
    CHECK (ends_at > starts_at),
    UNIQUE (session_id, user_id)
) STRICT;

CREATE INDEX session_participants_by_user_id_starts_at ON session_participants (user_id, starts_at);

CREATE TABLE notes (
    id BLOB PRIMARY KEY NOT NULL,
    mentorship_id BLOB NOT NULL REFERENCES mentorships (id),
    session_id BLOB REFERENCES sessions (id),
    author_id BLOB NOT NULL REFERENCES users (id),
    visibility TEXT NOT NULL CHECK (visibility IN ('private', 'shared', 'staff')),
    text TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;

CREATE INDEX notes_by_mentorship_id ON notes (mentorship_id);

CREATE TABLE feedback (
    id BLOB PRIMARY KEY NOT NULL,
    session_id BLOB NOT NULL REFERENCES sessions (id),
    mentorship_id BLOB NOT NULL REFERENCES mentorships (id),
    programme_id BLOB NOT NULL REFERENCES programmes (id),
    author_id BLOB NOT NULL REFERENCES users (id),
    rating INTEGER NOT NULL CHECK (rating BETWEEN 1 AND 5),
    fit TEXT CHECK (fit IN ('good', 'deciding', 'poor')),
    comment TEXT,
    at INTEGER NOT NULL,
    UNIQUE (session_id, author_id)
) STRICT;

CREATE INDEX feedback_by_mentorship_id ON feedback (mentorship_id);

CREATE TABLE status_history (
    id BLOB PRIMARY KEY NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id BLOB NOT NULL,
    from_state TEXT NOT NULL,
    command TEXT NOT NULL,
    to_state TEXT NOT NULL,
    actor_id BLOB,
    on_behalf_of BLOB,
    reason TEXT,
    at INTEGER NOT NULL
) STRICT;

CREATE INDEX status_history_by_subject_id_at ON status_history (subject_id, at);

CREATE TABLE events (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    epoch INTEGER NOT NULL,
    id BLOB NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id BLOB NOT NULL,
    programme_id BLOB,
    actor_id BLOB,
    data TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;

CREATE INDEX events_order ON events (epoch, seq);

CREATE INDEX events_by_programme_id ON events (programme_id);

CREATE TABLE audit_log (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    epoch INTEGER NOT NULL,
    id BLOB NOT NULL UNIQUE,
    actor_id BLOB,
    on_behalf_of BLOB,
    action TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id BLOB NOT NULL,
    because TEXT NOT NULL,
    request_id TEXT,
    at INTEGER NOT NULL,
    digest TEXT NOT NULL
) STRICT;

CREATE INDEX audit_log_order ON audit_log (epoch, seq);

CREATE TABLE audit_seals (
    id BLOB PRIMARY KEY NOT NULL,
    number INTEGER NOT NULL,
    last_cursor TEXT NOT NULL,
    entries INTEGER NOT NULL,
    root TEXT NOT NULL,
    head TEXT NOT NULL,
    at INTEGER NOT NULL,
    UNIQUE (number)
) STRICT;

CREATE TABLE consumers (
    id BLOB PRIMARY KEY NOT NULL,
    version INTEGER NOT NULL CHECK (version >= 1),
    name TEXT NOT NULL,
    cursor TEXT NOT NULL,
    UNIQUE (name)
) STRICT;

CREATE TABLE activities (
    id BLOB PRIMARY KEY NOT NULL,
    user_id BLOB NOT NULL REFERENCES users (id),
    event_id BLOB NOT NULL,
    kind TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id BLOB NOT NULL,
    programme_id BLOB,
    actor_id BLOB,
    at INTEGER NOT NULL,
    UNIQUE (event_id, user_id)
) STRICT;

CREATE INDEX activities_by_user_id_at_id ON activities (user_id, at, id);

CREATE TABLE idempotency (
    id BLOB PRIMARY KEY NOT NULL,
    actor TEXT NOT NULL,
    key TEXT NOT NULL,
    request TEXT NOT NULL,
    answer TEXT NOT NULL,
    at INTEGER NOT NULL,
    UNIQUE (actor, key)
) STRICT;
