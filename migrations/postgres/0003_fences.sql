-- A second fence below the calendar guards: no two busy parts of one person overlap. Where the extension cannot be had, the
-- guards stand alone.
DO $$
BEGIN
    CREATE EXTENSION IF NOT EXISTS btree_gist;
    ALTER TABLE session_participants ADD CONSTRAINT session_participants_no_overlap
        EXCLUDE USING gist (user_id WITH =, tstzrange(starts_at, ends_at) WITH &&) WHERE (busy);
EXCEPTION
    WHEN insufficient_privilege OR undefined_file OR feature_not_supported THEN
        RAISE NOTICE 'btree_gist cannot be installed; sessions are kept apart by their guards alone';
END
$$;
