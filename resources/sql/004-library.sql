-- Clips get a number, which ties them to their words and does not change with a VACUUM,
-- and all that is known of them is in one row: what is searched and sorted by comes
-- first, since a row is read from its start.
CREATE TABLE clips_with_number (
  number         INTEGER PRIMARY KEY AUTOINCREMENT,
  id             TEXT NOT NULL UNIQUE,
  removed        INTEGER,                       -- since when it is in the trash; NULL while it is not
  added          INTEGER NOT NULL,
  created        INTEGER NOT NULL,              -- on Twitch; where that is not known, when it was added
  duration       INTEGER NOT NULL,
  views          INTEGER NOT NULL DEFAULT 0,
  rating         INTEGER NOT NULL DEFAULT 0 CHECK (rating BETWEEN 0 AND 5),
  favourite      INTEGER NOT NULL DEFAULT 0 CHECK (favourite IN (0, 1)),
  size           INTEGER NOT NULL,
  width          INTEGER NOT NULL,
  height         INTEGER NOT NULL,
  title          TEXT NOT NULL,
  note           TEXT NOT NULL DEFAULT '',

  -- Where it comes from. "source" is "file" or "twitch"; "rights" is why it may be kept:
  -- "own" (also what the user imports), "edited", or "permitted" where the user says so.
  source         TEXT NOT NULL DEFAULT 'file' CHECK (source IN ('file', 'twitch')),
  rights         TEXT NOT NULL DEFAULT 'own' CHECK (rights IN ('own', 'edited', 'permitted')),
  channel_id     TEXT NOT NULL DEFAULT '',
  channel_name   TEXT NOT NULL DEFAULT '',
  category_id    TEXT NOT NULL DEFAULT '',
  category_name  TEXT NOT NULL DEFAULT '',
  creator_id     TEXT NOT NULL DEFAULT '',
  creator_name   TEXT NOT NULL DEFAULT '',
  language       TEXT NOT NULL DEFAULT '',
  vod_id         TEXT NOT NULL DEFAULT '',
  vod_offset     INTEGER NOT NULL DEFAULT -1,   -- s
  twitch_id      TEXT NOT NULL DEFAULT '',
  url            TEXT NOT NULL DEFAULT '',
  original_title TEXT NOT NULL DEFAULT '',

  -- The file: "library:" where it is in the library's own folder, and named by its hash
  -- (SHA-256); else a file: URI. "modified" is the file's time when it was hashed.
  uri            TEXT NOT NULL,
  digest         TEXT NOT NULL UNIQUE,          -- of what is in the file, see cw-fingerprint.c
  hash           TEXT NOT NULL DEFAULT '',      -- of all of it; "" until it was read
  modified       INTEGER NOT NULL DEFAULT 0,
  container      TEXT,
  has_video      INTEGER NOT NULL,
  video_codec    TEXT,
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

INSERT INTO clips_with_number
  (id, removed, added, created, duration, size, width, height, title,
   source, channel_id, channel_name, category_id, category_name, creator_name, twitch_id, url, original_title,
   uri, digest, container, has_video, video_codec, coded_width, coded_height, rotation, pixel_aspect_n, pixel_aspect_d,
   rate_n, rate_d, variable_rate, bit_depth, colorimetry, video_bitrate, has_audio, audio_codec, channels, sample_rate, audio_bitrate)
SELECT
   clip.id, removed, added, ifnull (origin.created, added), clip.duration, size, width, height, clip.title,
   iif (origin.clip_id IS NULL, 'file', 'twitch'), ifnull (origin.channel_id, ''), ifnull (origin.channel_name, ''),
   ifnull (origin.category_id, ''), ifnull (origin.category_name, ''), ifnull (origin.creator_name, ''),
   ifnull (origin.twitch_id, ''), ifnull (origin.url, ''), ifnull (origin.title, ''),
   uri, digest, container, has_video, video_codec, coded_width, coded_height, rotation, pixel_aspect_n, pixel_aspect_d,
   rate_n, rate_d, variable_rate, bit_depth, colorimetry, video_bitrate, has_audio, audio_codec, channels, sample_rate, audio_bitrate
FROM clips AS clip LEFT JOIN clip_origins AS origin ON origin.clip_id = clip.id
ORDER BY added, clip.rowid;

DROP TABLE clip_origins;
DROP TABLE clips;
ALTER TABLE clips_with_number RENAME TO clips;

-- Each order in which all clips may be shown. Equal ones go by number, newest first.
CREATE INDEX clips_by_time ON clips (added DESC, number DESC) WHERE removed IS NULL;
CREATE INDEX clips_by_created ON clips (created DESC, number DESC) WHERE removed IS NULL;
CREATE INDEX clips_by_duration ON clips (duration, number DESC) WHERE removed IS NULL;
CREATE INDEX clips_by_views ON clips (views DESC, number DESC) WHERE removed IS NULL;
CREATE INDEX clips_by_rating ON clips (rating DESC, number DESC) WHERE removed IS NULL;
CREATE INDEX clips_by_title ON clips (title COLLATE NOCASE, number DESC) WHERE removed IS NULL;
CREATE INDEX clips_by_size ON clips (size DESC, number DESC) WHERE removed IS NULL;
CREATE INDEX clips_by_channel ON clips (channel_name COLLATE NOCASE, number DESC) WHERE removed IS NULL;
CREATE INDEX clips_by_category ON clips (category_name COLLATE NOCASE, number DESC) WHERE removed IS NULL;
-- For what is filtered and completed by only.
CREATE INDEX clips_by_creator ON clips (creator_name COLLATE NOCASE) WHERE removed IS NULL;
CREATE INDEX clips_by_traits ON clips (favourite, source, rights, language, width, height) WHERE removed IS NULL;
CREATE INDEX clips_in_trash ON clips (removed DESC) WHERE removed IS NOT NULL;
CREATE INDEX clips_of_twitch ON clips (twitch_id) WHERE twitch_id <> '';
CREATE INDEX clips_of_broadcasts ON clips (vod_id, vod_offset) WHERE vod_id <> '';
CREATE INDEX clips_by_hash ON clips (hash) WHERE hash <> '';
CREATE INDEX clips_by_uri ON clips (uri);

CREATE TABLE clip_tags (
  clip INTEGER NOT NULL REFERENCES clips (number) DEFERRABLE INITIALLY DEFERRED,
  tag  TEXT NOT NULL COLLATE NOCASE,
  PRIMARY KEY (clip, tag)
) STRICT, WITHOUT ROWID;

CREATE INDEX clip_tags_by_tag ON clip_tags (tag, clip);

-- What is said in a clip.
CREATE TABLE transcripts (
  clip     INTEGER PRIMARY KEY REFERENCES clips (number) DEFERRABLE INITIALLY DEFERRED,
  text     TEXT NOT NULL
) STRICT;

-- Up to where a clip was watched, ns, and when that was. That is not undone, so it goes
-- with a clip whose import is.
CREATE TABLE watching (
  clip     INTEGER PRIMARY KEY REFERENCES clips (number) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  position INTEGER NOT NULL,
  watched  INTEGER NOT NULL,
  times    INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE INDEX watching_by_time ON watching (watched DESC, clip);

-- "query" is what a smart collection shows; NULL for one that the user fills.
CREATE TABLE collections (
  number   INTEGER PRIMARY KEY AUTOINCREMENT,
  id       TEXT NOT NULL UNIQUE,
  title    TEXT NOT NULL,
  query    TEXT,
  position INTEGER NOT NULL,
  created  INTEGER NOT NULL
) STRICT;

CREATE TABLE collection_clips (
  collection INTEGER NOT NULL REFERENCES collections (number) DEFERRABLE INITIALLY DEFERRED,
  clip       INTEGER NOT NULL REFERENCES clips (number) DEFERRABLE INITIALLY DEFERRED,
  position   INTEGER NOT NULL,
  PRIMARY KEY (collection, clip)
) STRICT, WITHOUT ROWID;

CREATE INDEX collection_clips_by_position ON collection_clips (collection, position);
CREATE INDEX collection_clips_by_clip ON collection_clips (clip);

-- What the user did, and how to undo it: the changes are an SQLite changeset of the
-- tables that cw-command-log.c names. What is undone stays until something else is done.
-- Those with the same "batch" ("" for none) were done at once.
CREATE TABLE commands (
  number  INTEGER PRIMARY KEY AUTOINCREMENT,
  id      TEXT NOT NULL UNIQUE,
  batch   TEXT NOT NULL,
  kind    TEXT NOT NULL,
  subject TEXT NOT NULL, -- what it was done to, where that is one thing
  n       INTEGER NOT NULL,
  made    INTEGER NOT NULL,
  undone  INTEGER,
  changes BLOB NOT NULL
) STRICT;

CREATE INDEX commands_by_batch ON commands (batch, number) WHERE batch <> '';
CREATE INDEX commands_done ON commands (number) WHERE undone IS NULL;
CREATE INDEX commands_undone ON commands (number) WHERE undone IS NOT NULL;

-- The words by which clips are found that are not in the trash; the texts are above.
CREATE VIRTUAL TABLE clip_words USING fts5 (
  title, channel, category, creator, tags, note, transcript,
  content = '', contentless_delete = 1, prefix = '1 2 3', tokenize = 'unicode61 remove_diacritics 2'
);

-- All words there are, for those that were mistyped.
CREATE VIRTUAL TABLE clip_vocabulary USING fts5vocab (clip_words, row);

CREATE VIEW clip_texts AS
SELECT number, title, channel_name AS channel, category_name AS category, creator_name AS creator,
       ifnull ((SELECT group_concat (tag, ' ') FROM clip_tags WHERE clip = number), '') AS tags, note,
       ifnull ((SELECT text FROM transcripts WHERE clip = number), '') AS transcript
FROM clips
WHERE removed IS NULL;

CREATE TRIGGER clip_comes AFTER INSERT ON clips BEGIN
  INSERT INTO clip_words (rowid, title, channel, category, creator, tags, note, transcript)
  SELECT * FROM clip_texts WHERE number = new.number;
END;

CREATE TRIGGER clip_changes AFTER UPDATE OF title, note, channel_name, category_name, creator_name, removed ON clips
WHEN (old.title, old.note, old.channel_name, old.category_name, old.creator_name, old.removed IS NULL)
  IS NOT (new.title, new.note, new.channel_name, new.category_name, new.creator_name, new.removed IS NULL)
BEGIN
  DELETE FROM clip_words WHERE rowid = old.number;
  INSERT INTO clip_words (rowid, title, channel, category, creator, tags, note, transcript)
  SELECT * FROM clip_texts WHERE number = new.number;
END;

CREATE TRIGGER clip_goes AFTER DELETE ON clips BEGIN
  DELETE FROM clip_words WHERE rowid = old.number;
END;

CREATE TRIGGER clip_tag_comes AFTER INSERT ON clip_tags BEGIN
  DELETE FROM clip_words WHERE rowid = new.clip;
  INSERT INTO clip_words (rowid, title, channel, category, creator, tags, note, transcript)
  SELECT * FROM clip_texts WHERE number = new.clip;
END;

CREATE TRIGGER clip_tag_changes AFTER UPDATE ON clip_tags BEGIN
  DELETE FROM clip_words WHERE rowid = new.clip;
  INSERT INTO clip_words (rowid, title, channel, category, creator, tags, note, transcript)
  SELECT * FROM clip_texts WHERE number = new.clip;
END;

CREATE TRIGGER clip_tag_goes AFTER DELETE ON clip_tags BEGIN
  DELETE FROM clip_words WHERE rowid = old.clip;
  INSERT INTO clip_words (rowid, title, channel, category, creator, tags, note, transcript)
  SELECT * FROM clip_texts WHERE number = old.clip;
END;

CREATE TRIGGER transcript_comes AFTER INSERT ON transcripts BEGIN
  DELETE FROM clip_words WHERE rowid = new.clip;
  INSERT INTO clip_words (rowid, title, channel, category, creator, tags, note, transcript)
  SELECT * FROM clip_texts WHERE number = new.clip;
END;

CREATE TRIGGER transcript_changes AFTER UPDATE ON transcripts BEGIN
  DELETE FROM clip_words WHERE rowid = new.clip;
  INSERT INTO clip_words (rowid, title, channel, category, creator, tags, note, transcript)
  SELECT * FROM clip_texts WHERE number = new.clip;
END;

CREATE TRIGGER transcript_goes AFTER DELETE ON transcripts BEGIN
  DELETE FROM clip_words WHERE rowid = old.clip;
  INSERT INTO clip_words (rowid, title, channel, category, creator, tags, note, transcript)
  SELECT * FROM clip_texts WHERE number = old.clip;
END;

INSERT INTO clip_words (rowid, title, channel, category, creator, tags, note, transcript)
SELECT * FROM clip_texts;
