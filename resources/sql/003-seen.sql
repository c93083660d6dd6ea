-- What was seen of Twitch, to be found again, for a day: "fetched" is when Twitch
-- told of it last. "number" ties a thing to its words, since a table's own rowid
-- does not outlive a VACUUM.
CREATE TABLE seen_clips (
  number       INTEGER PRIMARY KEY,
  id           TEXT NOT NULL UNIQUE,
  url          TEXT NOT NULL,
  title        TEXT NOT NULL,
  channel_id   TEXT NOT NULL,
  channel_name TEXT NOT NULL,
  creator_id   TEXT NOT NULL,
  creator_name TEXT NOT NULL,
  vod_id       TEXT NOT NULL,
  vod_offset   INTEGER NOT NULL,
  category_id  TEXT NOT NULL,
  language     TEXT NOT NULL,
  views        INTEGER NOT NULL,
  created      INTEGER NOT NULL,
  duration     INTEGER NOT NULL,
  thumbnail    TEXT NOT NULL,
  featured     INTEGER NOT NULL,
  fetched      INTEGER NOT NULL
) STRICT;

CREATE INDEX seen_clips_by_channel ON seen_clips (channel_id);
CREATE INDEX seen_clips_by_category ON seen_clips (category_id);
CREATE INDEX seen_clips_by_fetched ON seen_clips (fetched);

CREATE TABLE seen_channels (
  number        INTEGER PRIMARY KEY,
  id            TEXT NOT NULL UNIQUE,
  login         TEXT NOT NULL,
  name          TEXT NOT NULL,
  description   TEXT NOT NULL,
  picture       TEXT NOT NULL,
  kind          TEXT NOT NULL,
  created       INTEGER NOT NULL,
  live          INTEGER NOT NULL,
  title         TEXT NOT NULL,
  category_id   TEXT NOT NULL,
  category_name TEXT NOT NULL,
  language      TEXT NOT NULL,
  started       INTEGER NOT NULL,
  followed      INTEGER NOT NULL,
  fetched       INTEGER NOT NULL
) STRICT;

CREATE TABLE seen_categories (
  number  INTEGER PRIMARY KEY,
  id      TEXT NOT NULL UNIQUE,
  name    TEXT NOT NULL,
  art     TEXT NOT NULL,
  fetched INTEGER NOT NULL
) STRICT;

-- The words by which they are found; the texts themselves are in the tables above.
CREATE VIRTUAL TABLE seen_clip_words USING fts5 (
  title, channel, creator, category,
  content = '', contentless_delete = 1, prefix = '1 2 3', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE seen_channel_words USING fts5 (
  name, login,
  content = '', contentless_delete = 1, prefix = '1 2 3', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE seen_category_words USING fts5 (
  name,
  content = '', contentless_delete = 1, prefix = '1 2 3', tokenize = 'unicode61 remove_diacritics 2'
);

CREATE TRIGGER seen_clip_comes AFTER INSERT ON seen_clips BEGIN
  INSERT INTO seen_clip_words (rowid, title, channel, creator, category)
  VALUES (new.number, new.title, new.channel_name, new.creator_name,
          ifnull ((SELECT name FROM seen_categories WHERE id = new.category_id), ''));
END;

CREATE TRIGGER seen_clip_changes AFTER UPDATE OF title, channel_name, creator_name, category_id ON seen_clips
WHEN (old.title, old.channel_name, old.creator_name, old.category_id) IS NOT (new.title, new.channel_name, new.creator_name, new.category_id)
BEGIN
  UPDATE seen_clip_words
  SET title = new.title, channel = new.channel_name, creator = new.creator_name,
      category = ifnull ((SELECT name FROM seen_categories WHERE id = new.category_id), '')
  WHERE rowid = new.number;
END;

CREATE TRIGGER seen_clip_goes AFTER DELETE ON seen_clips BEGIN
  DELETE FROM seen_clip_words WHERE rowid = old.number;
END;

CREATE TRIGGER seen_channel_comes AFTER INSERT ON seen_channels BEGIN
  INSERT INTO seen_channel_words (rowid, name, login) VALUES (new.number, new.name, new.login);
END;

CREATE TRIGGER seen_channel_changes AFTER UPDATE OF name, login ON seen_channels
WHEN (old.name, old.login) IS NOT (new.name, new.login)
BEGIN
  UPDATE seen_channel_words SET name = new.name, login = new.login WHERE rowid = new.number;
END;

CREATE TRIGGER seen_channel_goes AFTER DELETE ON seen_channels BEGIN
  DELETE FROM seen_channel_words WHERE rowid = old.number;
END;

-- A clip names its category by id only, so its words change with the category.
CREATE TRIGGER seen_category_comes AFTER INSERT ON seen_categories BEGIN
  INSERT INTO seen_category_words (rowid, name) VALUES (new.number, new.name);
  UPDATE seen_clip_words
  SET title = clip.title, channel = clip.channel_name, creator = clip.creator_name, category = new.name
  FROM seen_clips AS clip
  WHERE clip.category_id = new.id AND seen_clip_words.rowid = clip.number;
END;

CREATE TRIGGER seen_category_changes AFTER UPDATE OF name ON seen_categories
WHEN old.name IS NOT new.name
BEGIN
  UPDATE seen_category_words SET name = new.name WHERE rowid = new.number;
  UPDATE seen_clip_words
  SET title = clip.title, channel = clip.channel_name, creator = clip.creator_name, category = new.name
  FROM seen_clips AS clip
  WHERE clip.category_id = new.id AND seen_clip_words.rowid = clip.number;
END;

CREATE TRIGGER seen_category_goes AFTER DELETE ON seen_categories BEGIN
  DELETE FROM seen_category_words WHERE rowid = old.number;
  UPDATE seen_clip_words
  SET title = clip.title, channel = clip.channel_name, creator = clip.creator_name, category = ''
  FROM seen_clips AS clip
  WHERE clip.category_id = old.id AND seen_clip_words.rowid = clip.number;
END;

-- Where clips of the library come from. A clip that was removed keeps its origin,
-- since it may be restored.
CREATE TABLE clip_origins (
  clip_id       TEXT PRIMARY KEY REFERENCES clips (id) ON DELETE CASCADE,
  twitch_id     TEXT NOT NULL,
  url           TEXT NOT NULL,
  title         TEXT NOT NULL,
  channel_id    TEXT NOT NULL,
  channel_name  TEXT NOT NULL,
  creator_name  TEXT NOT NULL,
  category_id   TEXT NOT NULL,
  category_name TEXT NOT NULL,
  created       INTEGER NOT NULL,
  duration      INTEGER NOT NULL
) STRICT;

-- How far looking for all clips of a channel or a category got: what is left, as text
-- of a GVariant. Of what was found before a day ago nothing is left in seen_clips, so
-- then it has to begin anew.
CREATE TABLE crawls (
  channel_id  TEXT NOT NULL, -- "" where it is a category
  category_id TEXT NOT NULL,
  begins      INTEGER NOT NULL,
  ends        INTEGER NOT NULL,
  state       TEXT NOT NULL,
  started     INTEGER NOT NULL,
  PRIMARY KEY (channel_id, category_id, begins, ends)
) STRICT;

-- Channels of which the user wants to know every new clip: since when, and until when
-- Twitch was asked.
CREATE TABLE watched_channels (
  id      TEXT PRIMARY KEY,
  login   TEXT NOT NULL,
  name    TEXT NOT NULL,
  picture TEXT NOT NULL,
  since   INTEGER NOT NULL,
  checked INTEGER NOT NULL
) STRICT;

-- The new clips of those channels, for a day: when each was found, and whether the
-- user has seen that.
CREATE TABLE new_clips (
  id           TEXT PRIMARY KEY,
  url          TEXT NOT NULL,
  title        TEXT NOT NULL,
  channel_id   TEXT NOT NULL REFERENCES watched_channels (id) ON DELETE CASCADE,
  channel_name TEXT NOT NULL,
  creator_id   TEXT NOT NULL,
  creator_name TEXT NOT NULL,
  vod_id       TEXT NOT NULL,
  vod_offset   INTEGER NOT NULL,
  category_id  TEXT NOT NULL,
  language     TEXT NOT NULL,
  views        INTEGER NOT NULL,
  created      INTEGER NOT NULL,
  duration     INTEGER NOT NULL,
  thumbnail    TEXT NOT NULL,
  featured     INTEGER NOT NULL,
  found        INTEGER NOT NULL,
  seen         INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX new_clips_by_channel ON new_clips (channel_id);
