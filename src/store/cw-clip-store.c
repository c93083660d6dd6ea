/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-clip-store.h"

#include "cw-error.h"
#include "cw-location.h"
#include "cw-metadata-sql.h"
#include "cw-record-sql.h"

#include <glib/gi18n.h>

/* All the SQL about clips is in this file. The columns of a clip are in the order of
 * its fields. */
#define INFO                                                                        \
  "container, duration, size, has_video, video_codec, width, height, coded_width, " \
  "coded_height, rotation, pixel_aspect_n, pixel_aspect_d, rate_n, rate_d, "        \
  "variable_rate, bit_depth, colorimetry, video_bitrate, has_audio, audio_codec, "  \
  "channels, sample_rate, audio_bitrate"
#define COLUMNS                                                                                    \
  "number, id, ifnull (removed, 0), added, created, views, rating, favourite, title, note, "       \
  "ifnull ((SELECT group_concat (tag, char (10)) FROM clip_tags WHERE clip = number), ''), "       \
  "source, rights, channel_id, channel_name, category_id, category_name, creator_name, language, " \
  "vod_id, vod_offset, twitch_id, url, uri, "                                                      \
  "ifnull ((SELECT position FROM watching WHERE clip = number), 0), "                              \
  "ifnull ((SELECT watched FROM watching WHERE clip = number), 0), " INFO
#define INFO_COLUMN 26
#define LOAD "SELECT " COLUMNS " FROM clips WHERE number = ?"
#define FIND "SELECT " COLUMNS " FROM clips WHERE id = ?"
#define FIND_DIGEST "SELECT id FROM clips WHERE digest = ?"
#define FIND_PLACE "SELECT uri FROM clips WHERE digest = ?"
#define FIND_URI "SELECT id FROM clips WHERE uri = ? AND removed IS NULL"
#define TRANSCRIPT "SELECT text FROM transcripts WHERE clip = ?"
#define ANY "SELECT EXISTS (SELECT 1 FROM clips WHERE removed IS NULL)"
#define INSERT                                              \
  "INSERT INTO clips (id, title, uri, added, digest, " INFO \
  ", created, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?4, iif (?3 GLOB 'library:*', substr (?3, 12, 64), ''))"
#define BRING_BACK "UPDATE clips SET removed = NULL, added = iif (removed IS NULL, added, ?) WHERE id = ?"
#define REPLACE "UPDATE clips SET uri = ?1, hash = iif (?1 GLOB 'library:*', substr (?1, 12, 64), '') WHERE id = ?2 AND uri <> ifnull (?3, '')"
#define RENEW                           \
  "UPDATE clips SET digest = ?, (" INFO \
  ") = (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) WHERE id = ?"
#define PERMIT "UPDATE clips SET rights = ? WHERE id = ?"
#define MOVE "UPDATE clips SET uri = ?, digest = ?, hash = '' WHERE number = ?"
#define WATCH                                                                                       \
  "INSERT INTO watching (clip, position, watched) SELECT number, ?, ? FROM clips WHERE number = ? " \
  "ON CONFLICT (clip) DO UPDATE SET position = excluded.position, times = times + (excluded.watched - watched > 3600000000), watched = excluded.watched"
#define FORGET_WATCHING "DELETE FROM watching"

/**
 * CwClipStore:
 *
 * The clips in the database.
 */
struct _CwClipStore
{
  GObject parent_instance;

  CwDatabase   *database;
  CwCommandLog *log;
};

/* What the user may change of clips: the value, where there is one, and the number. */
static const struct
{
  const char *kind;
  const char *sql;
} changes[] = {
  [CW_CLIP_CHANGE_TITLE] = { "rename", "UPDATE clips SET title = ? WHERE number = ?" },
  [CW_CLIP_CHANGE_NOTE] = { "note", "UPDATE clips SET note = ? WHERE number = ?" },
  [CW_CLIP_CHANGE_RATING] = { "rate", "UPDATE clips SET rating = ? WHERE number = ?" },
  [CW_CLIP_CHANGE_FAVOURITE] = { "favourite", "UPDATE clips SET favourite = ? WHERE number = ?" },
  [CW_CLIP_CHANGE_REMOVE] = { "remove", "UPDATE clips SET removed = ? WHERE number = ? AND removed IS NULL" },
  [CW_CLIP_CHANGE_RESTORE] = { "restore", "UPDATE clips SET removed = NULL WHERE number = ?" },
  [CW_CLIP_CHANGE_TAG] = { "tag", "INSERT OR IGNORE INTO clip_tags (tag, clip) VALUES (?, ?)" },
  [CW_CLIP_CHANGE_UNTAG] = { "untag", "DELETE FROM clip_tags WHERE tag = ? AND clip = ?" },
  [CW_CLIP_CHANGE_TRANSCRIPT] = { "transcript", "INSERT INTO transcripts (text, clip) VALUES (?, ?) ON CONFLICT (clip) DO UPDATE SET text = excluded.text" },
};

G_DEFINE_FINAL_TYPE (CwClipStore, cw_clip_store, G_TYPE_OBJECT)

/* The values of INFO, as a list to be put into a larger tuple. */
static void
add_info (GVariantBuilder   *builder,
          const CwMediaInfo *info)
{
  g_variant_builder_add (builder, "ms", info->container);
  g_variant_builder_add (builder, "x", info->duration);
  g_variant_builder_add (builder, "x", info->size);
  g_variant_builder_add (builder, "b", info->has_video);
  g_variant_builder_add (builder, "ms", info->video_codec);
  g_variant_builder_add (builder, "i", info->width);
  g_variant_builder_add (builder, "i", info->height);
  g_variant_builder_add (builder, "i", info->coded_width);
  g_variant_builder_add (builder, "i", info->coded_height);
  g_variant_builder_add (builder, "i", info->rotation);
  g_variant_builder_add (builder, "i", info->pixel_aspect_n);
  g_variant_builder_add (builder, "i", info->pixel_aspect_d);
  g_variant_builder_add (builder, "i", info->rate.n);
  g_variant_builder_add (builder, "i", info->rate.d);
  g_variant_builder_add (builder, "b", info->variable_rate);
  g_variant_builder_add (builder, "i", info->bit_depth);
  g_variant_builder_add (builder, "ms", info->colorimetry);
  g_variant_builder_add (builder, "x", (gint64) info->video_bitrate);
  g_variant_builder_add (builder, "b", info->has_audio);
  g_variant_builder_add (builder, "ms", info->audio_codec);
  g_variant_builder_add (builder, "i", info->channels);
  g_variant_builder_add (builder, "i", info->sample_rate);
  g_variant_builder_add (builder, "x", (gint64) info->audio_bitrate);
}

static char *
dup_text (sqlite3_stmt *row,
          int           column)
{
  return g_strdup ((const char *) sqlite3_column_text (row, column));
}

static CwMediaInfo *
info_from_row (sqlite3_stmt *row,
               int           column)
{
  CwMediaInfo *info = cw_media_info_new ();

  info->container = dup_text (row, column++);
  info->duration = sqlite3_column_int64 (row, column++);
  info->size = sqlite3_column_int64 (row, column++);
  info->has_video = sqlite3_column_int (row, column++);
  info->video_codec = dup_text (row, column++);
  info->width = sqlite3_column_int (row, column++);
  info->height = sqlite3_column_int (row, column++);
  info->coded_width = sqlite3_column_int (row, column++);
  info->coded_height = sqlite3_column_int (row, column++);
  info->rotation = sqlite3_column_int (row, column++);
  info->pixel_aspect_n = sqlite3_column_int (row, column++);
  info->pixel_aspect_d = sqlite3_column_int (row, column++);
  info->rate.n = sqlite3_column_int (row, column++);
  info->rate.d = sqlite3_column_int (row, column++);
  info->variable_rate = sqlite3_column_int (row, column++);
  info->bit_depth = sqlite3_column_int (row, column++);
  info->colorimetry = dup_text (row, column++);
  info->video_bitrate = (guint) sqlite3_column_int64 (row, column++);
  info->has_audio = sqlite3_column_int (row, column++);
  info->audio_codec = dup_text (row, column++);
  info->channels = sqlite3_column_int (row, column++);
  info->sample_rate = sqlite3_column_int (row, column++);
  info->audio_bitrate = (guint) sqlite3_column_int64 (row, column);

  return info;
}

static CwClip *
clip_from_row (sqlite3_stmt *row)
{
  g_autoptr (CwMediaInfo) info = info_from_row (row, INFO_COLUMN);
  CwClip          *clip = cw_record_sql_read (row, CW_TYPE_CLIP);
  g_autofree char *path = cw_location_to_path (cw_clip_get_uri (clip));

  cw_clip_set_file (clip, path != NULL ? path : "", info);
  return clip;
}

static DexFuture *
find (sqlite3 *connection,
      gpointer id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (sqlite3_stmt) row = cw_database_prepare (connection, FIND, g_variant_new ("(s)", id), &error);

  if (row != NULL && cw_database_step (row, &error))
    return dex_future_new_take_object (clip_from_row (row));

  if (error != NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_reject (CW_ERROR, CW_ERROR_MISSING, _ ("There is no clip “%s” in the library"), (char *) id);
}

static DexFuture *
load (sqlite3 *connection,
      gpointer data)
{
  GArray *numbers = data;
  g_autoptr (GPtrArray) clips = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  g_autoptr (sqlite3_stmt) row = cw_database_prepare (connection, LOAD, NULL, &error);

  for (guint i = 0; error == NULL && i < numbers->len; i++)
    {
      sqlite3_bind_int64 (row, 1, g_array_index (numbers, gint64, i));
      if (cw_database_step (row, &error))
        g_ptr_array_add (clips, clip_from_row (row));
      sqlite3_reset (row);
    }

  if (error != NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, g_steal_pointer (&clips));
}

static DexFuture *
look_for_any (sqlite3 *connection,
              gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (sqlite3_stmt) row = cw_database_prepare (connection, ANY, NULL, &error);

  if (row == NULL || !cw_database_step (row, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_for_boolean (sqlite3_column_int (row, 0) != 0);
}

/* --- taking in -------------------------------------------------------------------- */

typedef struct
{
  GVariant       *values;   /* of INSERT */
  CwClipMetadata *metadata; /* nullable */
  char           *rights;   /* nullable */
  char           *present;  /* nullable */
} Insertion;

static void
insertion_free (gpointer data)
{
  Insertion *insertion = data;

  g_variant_unref (insertion->values);
  g_clear_object (&insertion->metadata);
  g_free (insertion->rights);
  g_free (insertion->present);
  g_free (insertion);
}

/* The one text of the row that SQL finds by TEXT. */
static gboolean
find_text (sqlite3    *connection,
           const char *sql,
           const char *text,
           char      **found,
           GError    **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (sqlite3_stmt) row = cw_database_prepare (connection, sql, g_variant_new ("(s)", text), &problem);

  if (row != NULL && cw_database_step (row, &problem))
    *found = dup_text (row, 0);

  if (problem == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static gboolean
renew (sqlite3    *connection,
       GVariant   *values,
       const char *id,
       GError    **error)
{
  GVariantBuilder renewed;

  g_variant_builder_init (&renewed, G_VARIANT_TYPE_TUPLE);
  for (gsize i = 4; i < g_variant_n_children (values); i++)
    {
      g_autoptr (GVariant) value = g_variant_get_child_value (values, i);

      g_variant_builder_add_value (&renewed, value);
    }
  g_variant_builder_add (&renewed, "s", id);

  return cw_database_change (connection, RENEW, g_variant_builder_end (&renewed), error);
}

static gboolean
insert_or_find (sqlite3    *connection,
                GVariant   *values,
                const char *present,
                char      **id,
                GError    **error)
{
  const char *uri, *digest;
  gint64      added;

  g_variant_get_child (values, 2, "&s", &uri);
  g_variant_get_child (values, 3, "x", &added);
  g_variant_get_child (values, 4, "&s", &digest);

  if (!find_text (connection, FIND_DIGEST, digest, id, error))
    return FALSE;
  if (*id != NULL)
    return cw_database_change (connection, BRING_BACK, g_variant_new ("(xs)", added, *id), error) && cw_database_change (connection, REPLACE, g_variant_new ("(ssms)", uri, *id, present), error);

  /* Another file at the same place: the old one is gone for good. */
  if (!find_text (connection, FIND_URI, uri, id, error))
    return FALSE;
  if (*id != NULL)
    return renew (connection, values, *id, error);

  g_variant_get_child (values, 0, "s", id);
  return cw_database_change (connection, INSERT, values, error);
}

static DexFuture *
insert (sqlite3 *connection,
        gpointer data)
{
  Insertion       *insertion = data;
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;

  if (!insert_or_find (connection, insertion->values, insertion->present, &id, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  if (insertion->metadata != NULL && !cw_metadata_sql_write (connection, id, insertion->metadata, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  if (insertion->rights != NULL && !cw_database_change (connection, PERMIT, g_variant_new ("(ss)", insertion->rights, id), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  return find (connection, id);
}

/* --- changing ---------------------------------------------------------------------- */

typedef struct
{
  const char *sql;
  GVariant   *value; /* nullable */
  GArray     *numbers;
} Change;

static void
change_free (gpointer data)
{
  Change *change = data;

  g_clear_pointer (&change->value, g_variant_unref);
  g_array_unref (change->numbers);
  g_free (change);
}

/* Resolves to how many rows were changed. */
static DexFuture *
change (sqlite3 *connection,
        gpointer data)
{
  Change *what = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) values = what->value != NULL ? g_variant_ref_sink (g_variant_new_tuple (&what->value, 1)) : NULL;
  g_autoptr (sqlite3_stmt) statement = cw_database_prepare (connection, what->sql, values, &error);
  int n = 0;

  for (guint i = 0; error == NULL && i < what->numbers->len; i++)
    {
      sqlite3_bind_int64 (statement, what->value != NULL ? 2 : 1, g_array_index (what->numbers, gint64, i));
      cw_database_step (statement, &error);
      n += sqlite3_changes (connection);
      sqlite3_reset (statement);
    }

  if (error != NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_for_int (n);
}

static DexFuture *
load_transcript (sqlite3 *connection,
                 gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (sqlite3_stmt) row = cw_database_prepare (connection, TRANSCRIPT, g_variant_new ("(x)", *(gint64 *) data), &error);

  if (row != NULL && cw_database_step (row, &error))
    return dex_future_new_take_string (dup_text (row, 0));
  if (error != NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_take_string (g_strdup (""));
}

/* --- what others see ---------------------------------------------------------------- */

/**
 * cw_clip_store_new:
 * @database: an open database
 * @log: what remembers what the user does
 *
 * Returns: (transfer full): the clips in @database
 */
CwClipStore *
cw_clip_store_new (CwDatabase   *database,
                   CwCommandLog *log)
{
  CwClipStore *self;

  g_return_val_if_fail (CW_IS_DATABASE (database), NULL);
  g_return_val_if_fail (CW_IS_COMMAND_LOG (log), NULL);

  self = g_object_new (CW_TYPE_CLIP_STORE, NULL);
  self->database = g_object_ref (database);
  self->log = g_object_ref (log);

  return self;
}

/**
 * cw_clip_store_load:
 * @self: a store
 * @numbers: (element-type gint64): the numbers of clips
 *
 * Returns: (transfer full): a future that resolves to a boxed #GPtrArray of the
 *   #CwClip that there are, in the trash or not, in that order
 */
DexFuture *
cw_clip_store_load (CwClipStore *self,
                    GArray      *numbers)
{
  dex_return_error_if_fail (CW_IS_CLIP_STORE (self));
  dex_return_error_if_fail (numbers != NULL);

  return cw_database_read (self->database, load, g_array_ref (numbers), (GDestroyNotify) g_array_unref);
}

/**
 * cw_clip_store_find:
 * @self: a store
 * @id: a clip's id
 *
 * Returns: (transfer full): a future that resolves to the #CwClip, in the trash or not;
 *   rejected with %CW_ERROR_MISSING where there is none
 */
DexFuture *
cw_clip_store_find (CwClipStore *self,
                    const char  *id)
{
  dex_return_error_if_fail (CW_IS_CLIP_STORE (self));
  dex_return_error_if_fail (id != NULL);

  return cw_database_read (self->database, find, g_strdup (id), g_free);
}

/**
 * cw_clip_store_load_transcript:
 * @self: a store
 * @number: a clip's number
 *
 * Returns: (transfer full): a future of a string: what is said in the clip, "" where
 *   nobody wrote that down
 */
DexFuture *
cw_clip_store_load_transcript (CwClipStore *self,
                               gint64       number)
{
  dex_return_error_if_fail (CW_IS_CLIP_STORE (self));

  return cw_database_read (self->database, load_transcript, g_memdup2 (&number, sizeof number), g_free);
}

/**
 * cw_clip_store_has_any:
 * @self: a store
 *
 * Returns: (transfer full): a future that resolves to whether there is a clip that is
 *   not in the trash
 */
DexFuture *
cw_clip_store_has_any (CwClipStore *self)
{
  dex_return_error_if_fail (CW_IS_CLIP_STORE (self));

  return cw_database_read (self->database, look_for_any, NULL, NULL);
}

static DexFuture *
find_place (sqlite3 *connection,
            gpointer data)
{
  g_autofree char *uri = NULL;
  g_autoptr (GError) error = NULL;

  if (!find_text (connection, FIND_PLACE, data, &uri, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_take_string (g_steal_pointer (&uri));
}

/**
 * cw_clip_store_find_place:
 * @self: a store
 * @digest: what identifies the content of a file
 *
 * Returns: (transfer full): a future of the URI at which a clip has that content, in the
 *   trash or not, or of %NULL
 */
DexFuture *
cw_clip_store_find_place (CwClipStore *self,
                          const char  *digest)
{
  dex_return_error_if_fail (CW_IS_CLIP_STORE (self));
  dex_return_error_if_fail (digest != NULL);

  return cw_database_read (self->database, find_place, g_strdup (digest), g_free);
}

/**
 * cw_clip_store_insert:
 * @self: a store
 * @clip: a clip with an absolute path
 * @digest: what identifies the content of its file
 * @present: (nullable): where cw_clip_store_find_place() has found that content, and it
 *   is to stay
 * @metadata: (nullable): what is known of it, for whatever clip it turns out to be
 * @rights: (nullable): why it may be kept: "own", "edited" or "permitted"
 * @batch: (nullable): the same for what is undone together
 *
 * A file that is known by its content is the clip it was, under its old title,
 * and comes back where it was removed; its place is the new one, if not @present. Other
 * content
 * at a place that is known is the clip of that place, renewed.
 *
 * Returns: (transfer full): a future that resolves to the #CwClip as it is in
 *   the store, once that is durable
 */
DexFuture *
cw_clip_store_insert (CwClipStore    *self,
                      CwClip         *clip,
                      const char     *digest,
                      const char     *present,
                      CwClipMetadata *metadata,
                      const char     *rights,
                      const char     *batch)
{
  g_autofree char *uri = NULL;
  g_autoptr (CwCommand) command = NULL;
  Insertion      *insertion;
  GVariantBuilder values;

  dex_return_error_if_fail (CW_IS_CLIP_STORE (self));
  dex_return_error_if_fail (CW_IS_CLIP (clip));
  dex_return_error_if_fail (digest != NULL);

  uri = cw_location_from_path (cw_clip_get_path (clip));
  dex_return_error_if_fail (uri != NULL);

  g_variant_builder_init (&values, G_VARIANT_TYPE_TUPLE);
  g_variant_builder_add (&values, "s", cw_clip_get_id (clip));
  g_variant_builder_add (&values, "s", cw_clip_get_title (clip));
  g_variant_builder_add (&values, "s", uri);
  g_variant_builder_add (&values, "x", cw_clip_get_added (clip));
  g_variant_builder_add (&values, "s", digest);
  add_info (&values, cw_clip_get_info (clip));

  insertion = g_new0 (Insertion, 1);
  insertion->values = g_variant_ref_sink (g_variant_builder_end (&values));
  g_set_object (&insertion->metadata, metadata);
  insertion->rights = g_strdup (rights);
  insertion->present = g_strdup (present);
  command = cw_command_new ("import", cw_clip_get_title (clip), 1, batch);

  return cw_command_log_run (self->log, command, insert, insertion, insertion_free);
}

/**
 * cw_clip_store_change:
 * @self: a store
 * @what: what to change
 * @value: (nullable): a "s" for title, note, tag and transcript, an "i" for the
 *   rating, a "b" for whether it is a favourite, an "x" (us UTC) for the time of
 *   removing; sunk if floating
 * @numbers: (element-type gint64): the clips
 * @subject: (nullable): the title of the clip, where it is one
 *
 * Does what can be undone to some clips, to all of them or none.
 *
 * Returns: (transfer full): a future that resolves to how many were changed, once that
 *   is durable
 */
DexFuture *
cw_clip_store_change (CwClipStore *self,
                      CwClipChange what,
                      GVariant    *value,
                      GArray      *numbers,
                      const char  *subject)
{
  g_autoptr (CwCommand) command = NULL;
  Change *data;

  dex_return_error_if_fail (CW_IS_CLIP_STORE (self));
  dex_return_error_if_fail (what < G_N_ELEMENTS (changes));
  dex_return_error_if_fail (numbers != NULL);

  command = cw_command_new (changes[what].kind, subject, numbers->len, NULL);
  data = g_new0 (Change, 1);
  data->sql = changes[what].sql;
  data->value = value != NULL ? g_variant_ref_sink (value) : NULL;
  data->numbers = g_array_ref (numbers);

  return cw_command_log_run (self->log, command, change, data, change_free);
}

static DexFuture *
run (CwClipStore *self,
     const char  *kind,
     const char  *subject,
     const char  *sql,
     GVariant    *values)
{
  g_autoptr (CwCommand) command = cw_command_new (kind, subject, 1, NULL);

  return cw_command_log_run (self->log, command, cw_statement_run, cw_statement_new (sql, values), cw_statement_free);
}

/**
 * cw_clip_store_move:
 * @self: a store
 * @clip: a clip in it
 * @path: where its file is now, absolute
 * @digest: what identifies the content of that file
 *
 * Returns: (transfer full): a future that resolves once that is durable;
 *   rejects where another clip has that content already
 */
DexFuture *
cw_clip_store_move (CwClipStore *self,
                    CwClip      *clip,
                    const char  *path,
                    const char  *digest)
{
  g_autofree char *uri = NULL;

  dex_return_error_if_fail (CW_IS_CLIP_STORE (self));
  dex_return_error_if_fail (CW_IS_CLIP (clip));
  dex_return_error_if_fail (path != NULL && digest != NULL);

  uri = cw_location_from_path (path);
  dex_return_error_if_fail (uri != NULL);

  return run (self, "locate", cw_clip_get_title (clip), MOVE, g_variant_new ("(ssx)", uri, digest, cw_clip_get_number (clip)));
}

/**
 * cw_clip_store_watch:
 * @self: a store
 * @number: a clip
 * @position: up to where it was watched, ns; 0 where to the end
 * @now: us UTC
 *
 * Remembers that, which is not for undoing.
 *
 * Returns: (transfer full): a future that resolves once that is durable
 */
DexFuture *
cw_clip_store_watch (CwClipStore *self,
                     gint64       number,
                     gint64       position,
                     gint64       now)
{
  dex_return_error_if_fail (CW_IS_CLIP_STORE (self));

  return cw_database_execute (self->database, WATCH, g_variant_new ("(xxx)", position, now, number));
}

/**
 * cw_clip_store_forget_watching:
 * @self: a store
 *
 * Forgets what was watched, and up to where; can be undone.
 *
 * Returns: (transfer full): a future that resolves to how many clips that was of
 */
DexFuture *
cw_clip_store_forget_watching (CwClipStore *self)
{
  dex_return_error_if_fail (CW_IS_CLIP_STORE (self));

  return run (self, "clear-history", NULL, FORGET_WATCHING, NULL);
}

static void
cw_clip_store_finalize (GObject *object)
{
  CwClipStore *self = CW_CLIP_STORE (object);

  g_clear_object (&self->database);
  g_clear_object (&self->log);

  G_OBJECT_CLASS (cw_clip_store_parent_class)->finalize (object);
}

static void
cw_clip_store_class_init (CwClipStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cw_clip_store_finalize;
}

static void
cw_clip_store_init (CwClipStore *self)
{
}
