-- A run may amend another one, moving so many people at most.

ALTER TABLE match_runs ADD COLUMN amends UUID REFERENCES match_runs (id);

ALTER TABLE match_runs ADD COLUMN max_moves BIGINT;
