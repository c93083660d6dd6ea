-- Times are microseconds UTC, durations nanoseconds, ids UUIDs of version 7.
-- Files are kept as file: URIs, since a name need not be UTF-8.

CREATE TABLE clips (
  id             TEXT PRIMARY KEY,
  title          TEXT NOT NULL,
  uri            TEXT NOT NULL,
  digest         TEXT NOT NULL UNIQUE, -- of what is in the file, see cw-fingerprint.c
  added          INTEGER NOT NULL,
  removed        INTEGER,              -- NULL while it is in the library

  container      TEXT,
  duration       INTEGER NOT NULL,
  size           INTEGER NOT NULL,
  has_video      INTEGER NOT NULL,
  video_codec    TEXT,
  width          INTEGER NOT NULL,
  height         INTEGER NOT NULL,
  coded_width    INTEGER NOT NULL,
  coded_height   INTEGER NOT NULL,
  rotation       INTEGER NOT NULL,
  pixel_aspect_n INTEGER NOT NULL,
  pixel_aspect_d INTEGER NOT NULL,
  rate_n         INTEGER NOT NULL CHECK (rate_n > 0),
  rate_d         INTEGER NOT NULL CHECK (rate_d > 0),
  variable_rate  INTEGER NOT NULL,
  bit_depth      INTEGER NOT NULL,
  colorimetry    TEXT,
  video_bitrate  INTEGER NOT NULL,
  has_audio      INTEGER NOT NULL,
  audio_codec    TEXT,
  channels       INTEGER NOT NULL,
  sample_rate    INTEGER NOT NULL,
  audio_bitrate  INTEGER NOT NULL
) STRICT;

CREATE INDEX clips_by_time ON clips (added DESC) WHERE removed IS NULL;
CREATE INDEX clips_by_uri ON clips (uri);

-- The projects themselves are files; this is what the list of them shows.
CREATE TABLE projects (
  id         TEXT PRIMARY KEY,
  title      TEXT NOT NULL,
  changed    INTEGER NOT NULL,
  duration   INTEGER NOT NULL,
  source_uri TEXT,
  removed    INTEGER
) STRICT;

CREATE INDEX projects_by_time ON projects (changed DESC) WHERE removed IS NULL;

CREATE TABLE jobs (
  id       TEXT PRIMARY KEY,
  kind     TEXT NOT NULL,
  title    TEXT NOT NULL,
  state    TEXT NOT NULL CHECK (state IN ('queued', 'running', 'succeeded', 'failed', 'cancelled')),
  payload  TEXT NOT NULL,
  output   TEXT,
  message  TEXT,
  created  INTEGER NOT NULL,
  finished INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX jobs_by_time ON jobs (created DESC);
