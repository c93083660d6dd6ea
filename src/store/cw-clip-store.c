/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-clip-store.h"
#include "cw-error.h"
#include "cw-location.h"

#include <glib/gi18n.h>

/* All the SQL about clips is in this file. */
#define INFO                                                                        \
  "container, duration, size, has_video, video_codec, width, height, coded_width, " \
  "coded_height, rotation, pixel_aspect_n, pixel_aspect_d, rate_n, rate_d, "        \
  "variable_rate, bit_depth, colorimetry, video_bitrate, has_audio, audio_codec, "  \
  "channels, sample_rate, audio_bitrate"
#define COLUMNS "id, title, uri, added, " INFO
#define LIST "SELECT " COLUMNS " FROM clips WHERE removed IS NULL ORDER BY added DESC, number DESC"
#define FIND "SELECT " COLUMNS " FROM clips WHERE id = ?"
#define FIND_DIGEST "SELECT id FROM clips WHERE digest = ?"
#define FIND_URI "SELECT id FROM clips WHERE uri = ? AND removed IS NULL"
#define INSERT                                              \
  "INSERT INTO clips (id, title, uri, added, digest, " INFO \
  ", created) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?4)"
#define BRING_BACK "UPDATE clips SET removed = NULL, added = iif (removed IS NULL, added, ?), uri = ? WHERE id = ?"
#define RENEW                           \
  "UPDATE clips SET digest = ?, (" INFO \
  ") = (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) WHERE id = ?"
#define RENAME "UPDATE clips SET title = ? WHERE id = ?"
#define MOVE "UPDATE clips SET uri = ?, digest = ? WHERE id = ?"
#define REMOVE "UPDATE clips SET removed = ? WHERE id = ?"
#define RESTORE "UPDATE clips SET removed = NULL WHERE id = ?"

/**
 * CwClipStore:
 *
 * The clips in the database.
 */
struct _CwClipStore
{
  GObject parent_instance;

  CwDatabase *database;
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
  g_autoptr (CwMediaInfo) info = info_from_row (row, 4);
  g_autofree char *path = cw_location_to_path ((const char *) sqlite3_column_text (row, 2));

  return cw_clip_new ((const char *) sqlite3_column_text (row, 0),
                      (const char *) sqlite3_column_text (row, 1),
                      path != NULL ? path : "",
                      info,
                      sqlite3_column_int64 (row, 3));
}

static DexFuture *
find (sqlite3    *connection,
      const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (sqlite3_stmt) row = cw_database_prepare (connection, FIND, g_variant_new ("(s)", id), &error);

  if (row != NULL && cw_database_step (row, &error))
    return dex_future_new_take_object (clip_from_row (row));

  if (error != NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_reject (CW_ERROR, CW_ERROR_MISSING, _ ("There is no such clip in the library"));
}

static DexFuture *
list (sqlite3 *connection,
      gpointer data)
{
  g_autoptr (GPtrArray) clips = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  g_autoptr (sqlite3_stmt) row = cw_database_prepare (connection, LIST, NULL, &error);

  while (row != NULL && cw_database_step (row, &error))
    g_ptr_array_add (clips, clip_from_row (row));

  if (error != NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, g_steal_pointer (&clips));
}

/* The id of the row that SQL finds by TEXT. */
static gboolean
find_id (sqlite3    *connection,
         const char *sql,
         const char *text,
         char      **id,
         GError    **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (sqlite3_stmt) row = cw_database_prepare (connection, sql, g_variant_new ("(s)", text), &problem);

  if (row != NULL && cw_database_step (row, &problem))
    *id = dup_text (row, 0);

  if (problem == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/* The values are those of INSERT. */
static gboolean
insert_or_find (sqlite3  *connection,
                GVariant *values,
                char    **id,
                GError  **error)
{
  const char *uri, *digest;
  gint64      added;

  g_variant_get_child (values, 2, "&s", &uri);
  g_variant_get_child (values, 3, "x", &added);
  g_variant_get_child (values, 4, "&s", &digest);

  if (!find_id (connection, FIND_DIGEST, digest, id, error))
    return FALSE;
  if (*id != NULL)
    return cw_database_change (connection, BRING_BACK, g_variant_new ("(xss)", added, uri, *id), error);

  /* Another file at the same place: the old one is gone for good. */
  if (!find_id (connection, FIND_URI, uri, id, error))
    return FALSE;
  if (*id != NULL)
    {
      GVariantBuilder renewed;

      g_variant_builder_init (&renewed, G_VARIANT_TYPE_TUPLE);
      for (gsize i = 4; i < g_variant_n_children (values); i++)
        {
          g_autoptr (GVariant) value = g_variant_get_child_value (values, i);

          g_variant_builder_add_value (&renewed, value);
        }
      g_variant_builder_add (&renewed, "s", *id);
      return cw_database_change (connection, RENEW, g_variant_builder_end (&renewed), error);
    }

  g_variant_get_child (values, 0, "s", id);
  return cw_database_change (connection, INSERT, values, error);
}

static DexFuture *
insert (sqlite3 *connection,
        gpointer data)
{
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;

  if (!insert_or_find (connection, data, &id, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  return find (connection, id);
}

/**
 * cw_clip_store_new:
 * @database: an open database
 *
 * Returns: (transfer full): the clips in @database
 */
CwClipStore *
cw_clip_store_new (CwDatabase *database)
{
  CwClipStore *self;

  g_return_val_if_fail (CW_IS_DATABASE (database), NULL);

  self = g_object_new (CW_TYPE_CLIP_STORE, NULL);
  self->database = g_object_ref (database);

  return self;
}

/**
 * cw_clip_store_list:
 * @self: a store
 *
 * Returns: (transfer full): a future that resolves to a boxed #GPtrArray of
 *   #CwClip: what is in the library, the newest first
 */
DexFuture *
cw_clip_store_list (CwClipStore *self)
{
  dex_return_error_if_fail (CW_IS_CLIP_STORE (self));

  return cw_database_run (self->database, list, NULL, NULL);
}

/**
 * cw_clip_store_insert:
 * @self: a store
 * @clip: a clip with an absolute path
 * @digest: what identifies the content of its file
 *
 * A file that is known by its content is the clip it was, under its old title,
 * and comes back where it was removed; its place is the new one. Other content
 * at a place that is known is the clip of that place, renewed.
 *
 * Returns: (transfer full): a future that resolves to the #CwClip as it is in
 *   the store, once that is durable
 */
DexFuture *
cw_clip_store_insert (CwClipStore *self,
                      CwClip      *clip,
                      const char  *digest)
{
  g_autofree char *uri = NULL;
  GVariantBuilder  values;

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

  return cw_database_run (self->database, insert, g_variant_ref_sink (g_variant_builder_end (&values)), (GDestroyNotify) g_variant_unref);
}

/**
 * cw_clip_store_rename:
 * @self: a store
 * @id: a clip's id
 * @title: what it is called from now on
 *
 * Returns: (transfer full): a future that resolves once that is durable
 */
DexFuture *
cw_clip_store_rename (CwClipStore *self,
                      const char  *id,
                      const char  *title)
{
  dex_return_error_if_fail (CW_IS_CLIP_STORE (self));
  dex_return_error_if_fail (id != NULL && title != NULL);

  return cw_database_execute (self->database, RENAME, g_variant_new ("(ss)", title, id));
}

/**
 * cw_clip_store_move:
 * @self: a store
 * @id: a clip's id
 * @path: where its file is now, absolute
 * @digest: what identifies the content of that file
 *
 * Returns: (transfer full): a future that resolves once that is durable;
 *   rejects where another clip has that content already
 */
DexFuture *
cw_clip_store_move (CwClipStore *self,
                    const char  *id,
                    const char  *path,
                    const char  *digest)
{
  g_autofree char *uri = NULL;

  dex_return_error_if_fail (CW_IS_CLIP_STORE (self));
  dex_return_error_if_fail (id != NULL && path != NULL && digest != NULL);

  uri = cw_location_from_path (path);
  dex_return_error_if_fail (uri != NULL);

  return cw_database_execute (self->database, MOVE, g_variant_new ("(sss)", uri, digest, id));
}

/**
 * cw_clip_store_remove:
 * @self: a store
 * @id: a clip's id
 * @removed: now, us UTC
 *
 * Takes a clip out of the list; its row stays, for cw_clip_store_restore().
 *
 * Returns: (transfer full): a future that resolves once that is durable
 */
DexFuture *
cw_clip_store_remove (CwClipStore *self,
                      const char  *id,
                      gint64       removed)
{
  dex_return_error_if_fail (CW_IS_CLIP_STORE (self));
  dex_return_error_if_fail (id != NULL);

  return cw_database_execute (self->database, REMOVE, g_variant_new ("(xs)", removed, id));
}

DexFuture *
cw_clip_store_restore (CwClipStore *self,
                       const char  *id)
{
  dex_return_error_if_fail (CW_IS_CLIP_STORE (self));
  dex_return_error_if_fail (id != NULL);

  return cw_database_execute (self->database, RESTORE, g_variant_new ("(s)", id));
}

static void
cw_clip_store_finalize (GObject *object)
{
  g_clear_object (&CW_CLIP_STORE (object)->database);

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
