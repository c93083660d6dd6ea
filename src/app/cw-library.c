/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-async.h"
#include "cw-clip-list.h"
#include "cw-clip-store.h"
#include "cw-clip-thumbnails.h"
#include "cw-error.h"
#include "cw-fingerprint.h"
#include "cw-id.h"
#include "cw-library.h"
#include "cw-presence.h"
#include "cw-probe.h"
#include "cw-same-media.h"
#include "cw-work-queue.h"

#include <glib/gi18n.h>

/* Probing is decoding: more at a time would only slow down what is watched. */
#define MOST_IMPORTS 2

/* How often to look whether files were moved, in s. */
#define CHECK_INTERVAL 10

struct _CwLibrary
{
  GObject parent_instance;

  CwClipStore      *store;
  CwWorkQueue      *imports;
  CwClipThumbnails *thumbnails;
  CwClipList       *clips;
  DexFuture        *load;
  gboolean          loading;
  gboolean          loaded;
  gboolean          empty;
  gboolean          checking;
  guint             check_source;
  guint             importing;
};

typedef enum
{
  PROP_LOADING = 1,
  PROP_IMPORTING,
  PROP_EMPTY,
  PROP_QUERY,
} CwLibraryProperty;

static GParamSpec *properties[PROP_QUERY + 1];

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

typedef struct
{
  CwLibrary *library;
  char      *path;
} Request;

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CwLibrary, cw_library, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static gboolean
is_empty (CwLibrary *self)
{
  return self->loaded && cw_clip_list_get_clips (self->clips)->len == 0;
}

/* After each change of what is in the library: the clip ID came or went, or with
 * %NULL any may have. */
static void
tell_change (CwLibrary  *self,
             const char *id)
{
  if (self->empty != is_empty (self))
    {
      self->empty = !self->empty;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EMPTY]);
    }

  g_signal_emit (self, signals[CHANGED], 0, id);
}

/* --- files that were moved ------------------------------------------------ */

static DexFuture *
check_fiber (CwLibrary *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) paths = NULL;
  g_auto (GStrv) missing = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) gone = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) asked = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *clips = cw_clip_list_get_clips (self->clips);

  for (guint i = 0; i < clips->len; i++)
    g_strv_builder_add (builder, cw_clip_get_path (g_ptr_array_index (clips, i)));
  paths = g_strv_builder_end (builder);

  missing = dex_await_boxed (cw_presence_check ((const char *const *) paths), &error);
  self->checking = FALSE;
  if (missing == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  for (guint i = 0; paths[i] != NULL; i++)
    g_hash_table_add (asked, paths[i]);
  for (guint i = 0; missing[i] != NULL; i++)
    g_hash_table_add (gone, missing[i]);

  for (guint i = 0; i < clips->len; i++)
    {
      CwClip *clip = g_ptr_array_index (clips, i);

      /* It may have come or gone elsewhere in the meantime. */
      if (g_hash_table_contains (asked, cw_clip_get_path (clip)))
        cw_clip_set_missing (clip, g_hash_table_contains (gone, cw_clip_get_path (clip)));
    }

  return dex_future_new_true ();
}

/**
 * cw_library_check:
 * @self: a library
 *
 * Looks whether the clips' files are still there, and sets CwClip:missing. The
 * library does so by itself after loading and every now and then.
 *
 * Returns: (transfer full): a future that resolves once that is known
 */
DexFuture *
cw_library_check (CwLibrary *self)
{
  dex_return_error_if_fail (CW_IS_LIBRARY (self));

  self->checking = TRUE;
  return cw_spawn (G_CALLBACK (check_fiber), 1, CW_TYPE_LIBRARY, self);
}

static gboolean
on_check (gpointer data)
{
  CwLibrary *self = data;

  if (!self->checking && cw_clip_list_get_clips (self->clips)->len > 0)
    cw_detach (cw_library_check (self), "Looking for the clips' files");

  return G_SOURCE_CONTINUE;
}

/* --- loading -------------------------------------------------------------- */

static DexFuture *
load_fiber (CwLibrary *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) clips = dex_await_boxed (cw_clip_store_list (self->store), &error);

  self->loading = FALSE;
  if (clips != NULL)
    {
      /* What was imported while this was loading is in the store as well. */
      cw_clip_list_set_clips (self->clips, clips);
      self->loaded = TRUE;
      tell_change (self, NULL);
      cw_detach (cw_library_check (self), "Looking for the clips' files");
      cw_detach (cw_clip_thumbnails_prune (self->thumbnails), "Pruning the thumbnails");
      if (self->check_source == 0)
        self->check_source = g_timeout_add_seconds (CHECK_INTERVAL, on_check, self);
    }

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
  return clips != NULL ? dex_future_new_true () : dex_future_new_for_error (g_steal_pointer (&error));
}

/**
 * cw_library_load:
 * @self: a library
 *
 * Reads what is in the library; call it once its database is open.
 *
 * Returns: (transfer full): a future that resolves once the clips are in @self
 */
DexFuture *
cw_library_load (CwLibrary *self)
{
  dex_return_error_if_fail (CW_IS_LIBRARY (self));

  if (!self->loading)
    {
      dex_clear (&self->load);
      self->loading = TRUE;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
      self->load = cw_spawn (G_CALLBACK (load_fiber), 1, CW_TYPE_LIBRARY, self);
    }

  return dex_ref (self->load);
}

/* --- importing ------------------------------------------------------------ */

static void
request_free (gpointer data)
{
  Request *request = data;

  g_object_unref (request->library);
  g_free (request->path);
  g_free (request);
}

static char *
title_from_path (const char *path)
{
  g_autofree char *name = g_filename_display_basename (path);
  char            *dot = strrchr (name, '.');

  if (dot != NULL && dot != name)
    *dot = '\0';

  return g_steal_pointer (&name);
}

/* Takes what the store has into the list, where it may be already. */
static CwClip *
adopt (CwLibrary *self,
       CwClip    *stored)
{
  CwClip            *clip = cw_clip_list_find (self->clips, cw_clip_get_id (stored));
  const CwMediaInfo *info = cw_clip_get_info (stored);
  const CwMediaInfo *known = clip != NULL ? cw_clip_get_info (clip) : NULL;

  /* Else it is new, or another file has taken the place of the old one. */
  if (known == NULL || known->size != info->size || known->duration != info->duration || known->width != info->width || known->height != info->height)
    {
      cw_clip_list_put (self->clips, stored);
      tell_change (self, cw_clip_get_id (stored));
      return g_object_ref (stored);
    }

  cw_clip_set_path (clip, cw_clip_get_path (stored));
  cw_clip_set_missing (clip, FALSE);
  return g_object_ref (clip);
}

static DexFuture *
import_fiber (CwLibrary  *self,
              const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwMediaInfo) info = dex_await_boxed (cw_probe (path), &error);
  g_autofree char *digest = NULL;
  g_autofree char *title = title_from_path (path);
  g_autofree char *id = cw_id_new ();
  g_autoptr (CwClip) clip = NULL;
  g_autoptr (CwClip) stored = NULL;

  if (info == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  if (!info->has_video)
    {
      g_autofree char *name = g_filename_display_basename (path);

      return dex_future_new_reject (CW_ERROR, CW_ERROR_INVALID, _ ("“%s” has no picture, only sound"), name);
    }

  digest = dex_await_string (cw_fingerprint_load (path), &error);
  if (digest == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  clip = cw_clip_new (id, title, path, info, g_get_real_time ());
  stored = dex_await_object (cw_clip_store_insert (self->store, clip, digest), &error);
  if (stored == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_take_object (adopt (self, stored));
}

static DexFuture *
on_imported (DexFuture *future,
             gpointer   data)
{
  CwLibrary *self = data;

  self->importing--;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IMPORTING]);

  return dex_ref (future);
}

static DexFuture *
begin_import (gpointer data)
{
  Request *request = data;

  return cw_spawn (G_CALLBACK (import_fiber), 2, CW_TYPE_LIBRARY, request->library, G_TYPE_STRING, request->path);
}

/**
 * cw_library_import:
 * @self: a library
 * @path: a media file; relative to the current folder where it is not absolute
 *
 * Takes a file in where it is: nothing is copied. The same content twice is the
 * same clip. A few files are looked at at a time, the others wait. It goes on
 * also where nobody waits for it.
 *
 * Returns: (transfer full): a future that resolves to the #CwClip, or rejects
 *   with a sentence for the user
 */
DexFuture *
cw_library_import (CwLibrary  *self,
                   const char *path)
{
  Request   *request;
  DexFuture *done;

  dex_return_error_if_fail (CW_IS_LIBRARY (self));
  dex_return_error_if_fail (path != NULL);

  request = g_new0 (Request, 1);
  request->library = g_object_ref (self);
  request->path = g_canonicalize_filename (path, NULL);

  self->importing++;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IMPORTING]);

  done = dex_future_finally (cw_work_queue_run (self->imports, begin_import, request, request_free), on_imported, g_object_ref (self), g_object_unref);
  dex_future_disown (dex_ref (done));
  return done;
}

/* --- changing ------------------------------------------------------------- */

static DexFuture *
rename_fiber (CwLibrary  *self,
              CwClip     *clip,
              const char *title)
{
  g_autoptr (GError) error = NULL;

  if (*title == '\0')
    return dex_future_new_reject (CW_ERROR, CW_ERROR_INVALID, _ ("A clip needs a name"));

  if (!dex_await (cw_clip_store_rename (self->store, cw_clip_get_id (clip), title), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  cw_clip_set_title (clip, title);
  cw_clip_list_update (self->clips);
  return dex_future_new_true ();
}

/**
 * cw_library_rename:
 * @self: a library
 * @clip: a clip in it
 * @title: what it is to be called
 *
 * Returns: (transfer full): a future that resolves once it is called that,
 *   also after a crash; rejects with %CW_ERROR_INVALID where @title is blank
 */
DexFuture *
cw_library_rename (CwLibrary  *self,
                   CwClip     *clip,
                   const char *title)
{
  g_autofree char *stripped = NULL;

  dex_return_error_if_fail (CW_IS_LIBRARY (self));
  dex_return_error_if_fail (CW_IS_CLIP (clip));
  dex_return_error_if_fail (title != NULL);

  stripped = g_strstrip (g_strdup (title));
  return cw_spawn (G_CALLBACK (rename_fiber), 3, CW_TYPE_LIBRARY, self, CW_TYPE_CLIP, clip, G_TYPE_STRING, stripped);
}

static DexFuture *
remove_fiber (CwLibrary *self,
              CwClip    *clip)
{
  g_autoptr (GError) error = NULL;

  if (!dex_await (cw_clip_store_remove (self->store, cw_clip_get_id (clip), g_get_real_time ()), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  cw_clip_list_remove (self->clips, cw_clip_get_id (clip));
  tell_change (self, cw_clip_get_id (clip));
  return dex_future_new_true ();
}

/**
 * cw_library_remove:
 * @self: a library
 * @clip: a clip in it
 *
 * Takes a clip out of the list only, never the file; cw_library_restore() takes
 * that back.
 *
 * Returns: (transfer full): a future that resolves once it is out
 */
DexFuture *
cw_library_remove (CwLibrary *self,
                   CwClip    *clip)
{
  dex_return_error_if_fail (CW_IS_LIBRARY (self));
  dex_return_error_if_fail (CW_IS_CLIP (clip));

  return cw_spawn (G_CALLBACK (remove_fiber), 2, CW_TYPE_LIBRARY, self, CW_TYPE_CLIP, clip);
}

static DexFuture *
restore_fiber (CwLibrary *self,
               CwClip    *clip)
{
  g_autoptr (GError) error = NULL;

  if (!dex_await (cw_clip_store_restore (self->store, cw_clip_get_id (clip)), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  cw_clip_list_put (self->clips, clip);
  tell_change (self, cw_clip_get_id (clip));
  return dex_future_new_true ();
}

/**
 * cw_library_restore:
 * @self: a library
 * @clip: a clip that was removed
 *
 * Returns: (transfer full): a future that resolves once it is back at its place
 */
DexFuture *
cw_library_restore (CwLibrary *self,
                    CwClip    *clip)
{
  dex_return_error_if_fail (CW_IS_LIBRARY (self));
  dex_return_error_if_fail (CW_IS_CLIP (clip));

  return cw_spawn (G_CALLBACK (restore_fiber), 2, CW_TYPE_LIBRARY, self, CW_TYPE_CLIP, clip);
}

static DexFuture *
locate_fiber (CwLibrary  *self,
              CwClip     *clip,
              const char *path)
{
  const CwMediaInfo *wanted = cw_clip_get_info (clip);
  g_autoptr (GError) error = NULL;
  g_autofree char *digest = NULL;

  if (!dex_await (cw_same_media_check (path, wanted->width, wanted->height, wanted->duration), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  digest = dex_await_string (cw_fingerprint_load (path), &error);
  if (digest == NULL || !dex_await (cw_clip_store_move (self->store, cw_clip_get_id (clip), path, digest), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  cw_clip_set_path (clip, path);
  cw_clip_set_missing (clip, FALSE);
  return dex_future_new_true ();
}

/**
 * cw_library_locate:
 * @self: a library
 * @clip: a clip whose file was moved
 * @path: where its file is now
 *
 * Returns: (transfer full): a future that resolves once @clip is there; rejects
 *   with %CW_ERROR_INVALID where the file is another video
 */
DexFuture *
cw_library_locate (CwLibrary  *self,
                   CwClip     *clip,
                   const char *path)
{
  g_autofree char *absolute = NULL;

  dex_return_error_if_fail (CW_IS_LIBRARY (self));
  dex_return_error_if_fail (CW_IS_CLIP (clip));
  dex_return_error_if_fail (path != NULL);

  absolute = g_canonicalize_filename (path, NULL);
  return cw_spawn (G_CALLBACK (locate_fiber), 3, CW_TYPE_LIBRARY, self, CW_TYPE_CLIP, clip, G_TYPE_STRING, absolute);
}

/**
 * cw_library_find:
 * @self: a library
 * @id: (nullable): a clip's id
 *
 * Returns: (transfer none) (nullable): the clip, whether the query shows it or not
 */
CwClip *
cw_library_find (CwLibrary  *self,
                 const char *id)
{
  g_return_val_if_fail (CW_IS_LIBRARY (self), NULL);

  return id != NULL ? cw_clip_list_find (self->clips, id) : NULL;
}

/**
 * cw_library_load_thumbnail:
 * @self: a library
 * @clip: a clip
 *
 * Gives a clip's picture for its card, from the cache folder where it is there.
 * Drop the future when the card is no longer seen: then it may not be made.
 *
 * Returns: (transfer full): a future that resolves to a boxed #CwImage
 */
DexFuture *
cw_library_load_thumbnail (CwLibrary *self,
                           CwClip    *clip)
{
  dex_return_error_if_fail (CW_IS_LIBRARY (self));
  dex_return_error_if_fail (CW_IS_CLIP (clip));

  return cw_clip_thumbnails_load (self->thumbnails, clip);
}

/* --- the object ----------------------------------------------------------- */

/**
 * cw_library_new:
 * @database: a database, which need not be open yet
 *
 * Returns: (transfer full): a library, empty until cw_library_load()
 */
CwLibrary *
cw_library_new (CwDatabase *database)
{
  CwLibrary *self;

  g_return_val_if_fail (CW_IS_DATABASE (database), NULL);

  self = g_object_new (CW_TYPE_LIBRARY, NULL);
  self->store = cw_clip_store_new (database);

  return self;
}

static GType
get_item_type (GListModel *model)
{
  return CW_TYPE_CLIP;
}

static guint
get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (CW_LIBRARY (model)->clips));
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  return g_list_model_get_item (G_LIST_MODEL (CW_LIBRARY (model)->clips), position);
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
cw_library_get_property (GObject    *object,
                         guint       id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  CwLibrary *self = CW_LIBRARY (object);

  switch ((CwLibraryProperty) id)
    {
    case PROP_LOADING:
      g_value_set_boolean (value, self->loading);
      break;

    case PROP_IMPORTING:
      g_value_set_uint (value, self->importing);
      break;

    case PROP_EMPTY:
      g_value_set_boolean (value, self->empty);
      break;

    case PROP_QUERY:
      g_value_set_string (value, cw_clip_list_get_query (self->clips));
      break;
    }
}

static void
cw_library_set_property (GObject      *object,
                         guint         id,
                         const GValue *value,
                         GParamSpec   *pspec)
{
  switch ((CwLibraryProperty) id)
    {
    case PROP_QUERY:
      if (cw_clip_list_set_query (CW_LIBRARY (object)->clips, g_value_get_string (value)))
        g_object_notify_by_pspec (object, pspec);
      break;

    case PROP_LOADING:
    case PROP_IMPORTING:
    case PROP_EMPTY:
      g_assert_not_reached ();
    }
}

static void
cw_library_dispose (GObject *object)
{
  CwLibrary *self = CW_LIBRARY (object);

  g_clear_handle_id (&self->check_source, g_source_remove);
  dex_clear (&self->load);

  G_OBJECT_CLASS (cw_library_parent_class)->dispose (object);
}

static void
cw_library_finalize (GObject *object)
{
  CwLibrary *self = CW_LIBRARY (object);

  g_clear_object (&self->store);
  g_object_unref (self->imports);
  g_object_unref (self->thumbnails);
  g_object_unref (self->clips);

  G_OBJECT_CLASS (cw_library_parent_class)->finalize (object);
}

static void
cw_library_class_init (CwLibraryClass *klass)
{
  const GParamFlags shown = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass     *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = cw_library_dispose;
  object_class->finalize = cw_library_finalize;
  object_class->get_property = cw_library_get_property;
  object_class->set_property = cw_library_set_property;

  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, shown);
  properties[PROP_IMPORTING] = g_param_spec_uint ("importing", NULL, NULL, 0, G_MAXUINT, 0, shown);
  properties[PROP_EMPTY] = g_param_spec_boolean ("empty", NULL, NULL, FALSE, shown);
  properties[PROP_QUERY] = g_param_spec_string ("query", NULL, NULL, "",
                                                G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[CHANGED] = g_signal_new ("changed", CW_TYPE_LIBRARY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
cw_library_init (CwLibrary *self)
{
  self->imports = cw_work_queue_new (MOST_IMPORTS);
  self->thumbnails = cw_clip_thumbnails_new ();
  self->clips = cw_clip_list_new ();
  g_signal_connect_object (self->clips, "items-changed", G_CALLBACK (g_list_model_items_changed), self, G_CONNECT_SWAPPED);
}
