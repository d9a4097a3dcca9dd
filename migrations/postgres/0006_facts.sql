-- What matching asks about people: what they say of themselves, where they are, when they are free, which stages of ventures they know.

ALTER TABLE users ADD COLUMN about TEXT COLLATE "C";
ALTER TABLE users ADD COLUMN place TEXT COLLATE "C";
ALTER TABLE users ADD COLUMN time_zone TEXT COLLATE "C";
ALTER TABLE users ADD COLUMN availability JSONB NOT NULL DEFAULT '[]';
ALTER TABLE users ADD COLUMN stages JSONB NOT NULL DEFAULT '[]';
