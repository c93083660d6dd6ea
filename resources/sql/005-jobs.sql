-- Downloads are jobs, too: they can be paused, there is one of each clip at a time, and
-- how much of them is there is shown before they go on.
CREATE TABLE jobs_with_pauses (
  id       TEXT PRIMARY KEY,
  kind     TEXT NOT NULL,
  title    TEXT NOT NULL,
  subject  TEXT,                       -- what it is about: of a download the clip's id on Twitch
  state    TEXT NOT NULL CHECK (state IN ('queued', 'running', 'paused', 'succeeded', 'failed', 'cancelled')),
  payload  TEXT NOT NULL,
  output   TEXT,
  message  TEXT,
  code     TEXT,                       -- what can be done about the error, for programs
  attempts INTEGER NOT NULL DEFAULT 0,
  received INTEGER NOT NULL DEFAULT 0, -- bytes
  total    INTEGER NOT NULL DEFAULT 0,
  created  INTEGER NOT NULL,
  finished INTEGER NOT NULL DEFAULT 0
) STRICT;

INSERT INTO jobs_with_pauses (id, kind, title, state, payload, output, message, created, finished)
SELECT id, kind, title, state, payload, output, message, created, finished FROM jobs;

DROP TABLE jobs;
ALTER TABLE jobs_with_pauses RENAME TO jobs;

CREATE INDEX jobs_by_time ON jobs (created DESC);
