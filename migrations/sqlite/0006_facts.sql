-- What matching asks about people: what they say of themselves, where they are, when they are free, which stages of ventures they know.

ALTER TABLE users ADD COLUMN about TEXT;
ALTER TABLE users ADD COLUMN place TEXT;
ALTER TABLE users ADD COLUMN time_zone TEXT;
ALTER TABLE users ADD COLUMN availability TEXT NOT NULL DEFAULT '[]';
ALTER TABLE users ADD COLUMN stages TEXT NOT NULL DEFAULT '[]';
