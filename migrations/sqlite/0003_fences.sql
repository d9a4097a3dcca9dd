-- SQLite has no exclusion constraints; sessions are kept apart by the calendar guards, under its single writer.
SELECT 1;
