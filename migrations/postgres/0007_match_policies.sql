-- How a cohort is matched: what counts, what keeps people apart, what the staff wants.

CREATE TABLE match_policies (
    id UUID PRIMARY KEY REFERENCES cohorts (id),
    version BIGINT NOT NULL CHECK (version >= 1),
    programme_id UUID NOT NULL REFERENCES programmes (id),
    policy JSONB NOT NULL,
    updated_by UUID REFERENCES users (id),
    updated_at TIMESTAMPTZ NOT NULL
);
