/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-library.h"

#include "cw-async.h"
#include "cw-clip-lists.h"
#include "cw-clip-presence.h"
#include "cw-clip-thumbnails.h"
#include "cw-database-watch.h"
#include "cw-library-private.h"
#include "cw-query.h"
#include "cw-search-store.h"

/**
 * CwLibrary:
 *
 * What the user can do with the clips on this machine. Each thing done is one command
 * of the log, and is seen in all lists once its future resolves.
 */
struct _CwLibrary
{
  GObject parent_instance;

  CwCommandLog     *log;
  CwClipStore      *store;
  CwSearchStore    *search;
  CwClipPool       *pool;
  CwClipPresence   *presence;
  CwClipLists      *lists;
  CwClipList       *clips;
  CwDatabaseWatch  *watch;
  CwImporter       *importer;
  CwClipThumbnails *thumbnails;
  DexFuture        *load; /* nullable */
  gboolean          loading;
  gboolean          loaded;
  gboolean          empty;
};

typedef enum
{
  PROP_LOADING = 1,
  PROP_IMPORTING,
  PROP_EMPTY,
  PROP_UNDO,
  PROP_REDO,
} CwLibraryProperty;

static GParamSpec *properties[PROP_REDO + 1];

enum
{
  CHANGED,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CwLibrary, cw_library, G_TYPE_OBJECT)

/* --- what is shown ---------------------------------------------------------- */

static DexFuture *
on_any (DexFuture *future,
        gpointer   data)
{
  CwLibrary *self = data;
  gboolean   empty = !g_value_get_boolean (dex_future_get_value (future, NULL));

  if (self->empty != empty)
    {
      self->empty = empty;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EMPTY]);
    }
  g_signal_emit (self, signals[CHANGED], 0);

  return dex_future_new_true ();
}

static DexFuture *
on_refreshed (DexFuture *future,
              gpointer   data)
{
  CwLibrary *self = data;

  return dex_future_then (cw_clip_store_has_any (self->store), on_any, g_object_ref (self), g_object_unref);
}

/**
 * cw_library_refresh:
 * @self: a library that is loaded
 *
 * Has all lists and clips be as the database says, such as after something else than
 * this has changed it.
 *
 * Returns: (transfer full): a future that resolves once they are
 */
DexFuture *
cw_library_refresh (CwLibrary *self)
{
  dex_return_error_if_fail (CW_IS_LIBRARY (self));

  return dex_future_then (cw_clip_lists_refresh (self->lists), on_refreshed, g_object_ref (self), g_object_unref);
}

/* The end of a change that has been seen: what it came to itself. */
static DexFuture *
on_seen (DexFuture *future,
         gpointer   data)
{
  return dex_ref (data);
}

static DexFuture *
on_changed (DexFuture *future,
            gpointer   data)
{
  CwLibrary *self = data;

  if (!self->loaded)
    return dex_ref (future);

  return dex_future_then (dex_future_all_race (cw_library_refresh (self), cw_command_log_settle (self->log), NULL), on_seen, dex_ref (future), dex_unref);
}

/**
 * cw_library_show_change:
 * @self: a library
 * @changed: (transfer full): a change of its database
 *
 * Returns: (transfer full): a future of what @changed came to, once all lists show it
 */
DexFuture *
cw_library_show_change (CwLibrary *self,
                        DexFuture *changed)
{
  return dex_future_then (changed, on_changed, g_object_ref (self), g_object_unref);
}

static void
on_foreign_change (CwLibrary *self)
{
  cw_detach (cw_command_log_load (self->log), "Looking for what can be undone");
  cw_detach (cw_library_refresh (self), "Looking at the library again");
}

/* --- loading -------------------------------------------------------------- */

static DexFuture *
load_fiber (CwLibrary *self)
{
  g_autoptr (GError) error = NULL;
  gboolean loaded = dex_await (cw_command_log_load (self->log), &error) && dex_await (cw_library_refresh (self), &error);

  self->loading = FALSE;
  self->loaded = self->loaded || loaded;
  if (loaded)
    {
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EMPTY]);
      cw_detach (cw_clip_thumbnails_prune (self->thumbnails), "Pruning the thumbnails");
      cw_clip_presence_start (self->presence);
      cw_database_watch_start (self->watch);
    }

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
  return loaded ? dex_future_new_true () : dex_future_new_for_error (g_steal_pointer (&error));
}

/**
 * cw_library_load:
 * @self: a library
 *
 * Looks what is in the library; call it once its database is open.
 *
 * Returns: (transfer full): a future that resolves once the list is there
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

/**
 * cw_library_get_clips:
 * @self: a library
 *
 * Returns: (transfer none): the list that the library's page shows
 */
CwClipList *
cw_library_get_clips (CwLibrary *self)
{
  g_return_val_if_fail (CW_IS_LIBRARY (self), NULL);

  return self->clips;
}

/**
 * cw_library_make_list:
 * @self: a library
 * @query: (nullable): what to show
 * @trash: whether of what is in the trash
 *
 * Returns: (transfer full): a list that is kept up to date, soon to be filled
 */
CwClipList *
cw_library_make_list (CwLibrary  *self,
                      const char *query,
                      gboolean    trash)
{
  g_return_val_if_fail (CW_IS_LIBRARY (self), NULL);

  return cw_clip_lists_make (self->lists, query, trash);
}

static DexFuture *
on_numbers (DexFuture *future,
            gpointer   data)
{
  CwSearchResult *result = g_value_get_boxed (dex_future_get_value (future, NULL));

  return cw_clip_store_load (data, result->numbers);
}

/**
 * cw_library_search:
 * @self: a library
 * @query: (nullable): what to look for, see cw-query.h
 *
 * For who does not look at a list, but needs all of it.
 *
 * Returns: (transfer full): a future of a boxed #GPtrArray of #CwClip, all loaded
 */
DexFuture *
cw_library_search (CwLibrary  *self,
                   const char *query)
{
  g_autoptr (CwQuery) parsed = NULL;

  dex_return_error_if_fail (CW_IS_LIBRARY (self));

  parsed = cw_query_new_now (query != NULL ? query : "");
  return dex_future_then (cw_search_store_find (self->search, parsed, 0), on_numbers, g_object_ref (self->store), g_object_unref);
}

/**
 * cw_library_check:
 * @self: a library
 *
 * Looks whether the files are still there of those clips that somebody looks at, and
 * sets CwClip:missing. The library does so by itself when they are loaded, and every
 * now and then.
 *
 * Returns: (transfer full): a future that resolves once that is known
 */
DexFuture *
cw_library_check (CwLibrary *self)
{
  dex_return_error_if_fail (CW_IS_LIBRARY (self));

  return cw_clip_presence_check (self->presence);
}

/**
 * cw_library_find:
 * @self: a library
 * @id: (nullable): a clip's id
 *
 * Returns: (transfer none) (nullable): the clip, if somebody looks at it
 */
CwClip *
cw_library_find (CwLibrary  *self,
                 const char *id)
{
  g_return_val_if_fail (CW_IS_LIBRARY (self), NULL);

  return id != NULL ? cw_clip_pool_find (self->pool, id) : NULL;
}

static DexFuture *
on_found (DexFuture *future,
          gpointer   data)
{
  const GValue *value = dex_future_get_value (future, NULL);

  return dex_future_new_take_object (cw_clip_pool_adopt (data, g_value_get_object (value)));
}

/**
 * cw_library_load_clip:
 * @self: a library
 * @id: a clip's id
 *
 * Returns: (transfer full): a future that resolves to the #CwClip, in the trash or not;
 *   rejected with %CW_ERROR_MISSING where there is none
 */
DexFuture *
cw_library_load_clip (CwLibrary  *self,
                      const char *id)
{
  dex_return_error_if_fail (CW_IS_LIBRARY (self));
  dex_return_error_if_fail (id != NULL);

  return dex_future_then (cw_clip_store_find (self->store, id), on_found, g_object_ref (self->pool), g_object_unref);
}

/**
 * cw_library_load_transcript:
 * @self: a library
 * @clip: a clip in it
 *
 * Returns: (transfer full): a future of a string: what is said in @clip, "" where
 *   nobody wrote that down
 */
DexFuture *
cw_library_load_transcript (CwLibrary *self,
                            CwClip    *clip)
{
  dex_return_error_if_fail (CW_IS_LIBRARY (self));
  dex_return_error_if_fail (CW_IS_CLIP (clip));

  return cw_clip_store_load_transcript (self->store, cw_clip_get_number (clip));
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

/* --- importing ------------------------------------------------------------ */

static DexFuture *
on_imported (DexFuture *future,
             gpointer   data)
{
  CwLibrary *self = data;
  CwClip    *clip = cw_clip_pool_adopt (self->pool, g_value_get_object (dex_future_get_value (future, NULL)));

  cw_clip_set_missing (clip, FALSE);
  return dex_future_new_take_object (clip);
}

/**
 * cw_library_import_as:
 * @self: a library
 * @import: what to take in, and as what
 *
 * Returns: (transfer full): as cw_importer_import(), once the clip is in the lists
 */
DexFuture *
cw_library_import_as (CwLibrary      *self,
                      const CwImport *import)
{
  dex_return_error_if_fail (CW_IS_LIBRARY (self));

  return cw_library_show_change (self, dex_future_then (cw_importer_import (self->importer, import), on_imported, g_object_ref (self), g_object_unref));
}

/**
 * cw_library_import:
 * @self: a library
 * @path: a media file; relative to the current folder where it is not absolute
 *
 * Returns: (transfer full): as cw_library_import_as()
 */
DexFuture *
cw_library_import (CwLibrary  *self,
                   const char *path)
{
  return cw_library_import_as (self, &(CwImport) { .path = path });
}

/* --- for the changes ------------------------------------------------------- */

CwClipStore *
cw_library_get_store (CwLibrary *self)
{
  return self->store;
}

CwCommandLog *
cw_library_get_log (CwLibrary *self)
{
  return self->log;
}

CwImporter *
cw_library_get_importer (CwLibrary *self)
{
  return self->importer;
}

/* --- the object ----------------------------------------------------------- */

static void
on_clips_failed (CwLibrary    *self,
                 const GError *error)
{
  g_signal_emit (self, signals[FAILED], 0, error);
}

static void
on_notify (CwLibrary  *self,
           GParamSpec *pspec)
{
  g_object_notify (G_OBJECT (self), pspec->name);
}

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
  self->log = cw_command_log_new (database);
  self->store = cw_clip_store_new (database, self->log);
  self->search = cw_search_store_new (database);
  self->pool = cw_clip_pool_new (self->store);
  self->presence = cw_clip_presence_new (self->pool);
  self->lists = cw_clip_lists_new (self->pool, self->search);
  self->clips = cw_clip_lists_make (self->lists, NULL, FALSE);
  self->watch = cw_database_watch_new (database);
  self->importer = cw_importer_new (self->store);

  g_signal_connect_object (self->pool, "failed", G_CALLBACK (on_clips_failed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->watch, "changed", G_CALLBACK (on_foreign_change), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->log, "notify::undo", G_CALLBACK (on_notify), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->log, "notify::redo", G_CALLBACK (on_notify), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->importer, "notify::importing", G_CALLBACK (on_notify), self, G_CONNECT_SWAPPED);

  return self;
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
      g_value_set_uint (value, cw_importer_get_importing (self->importer));
      break;
    case PROP_EMPTY:
      g_value_set_boolean (value, self->loaded && self->empty);
      break;
    case PROP_UNDO:
      g_value_set_object (value, cw_command_log_get_undo (self->log));
      break;
    case PROP_REDO:
      g_value_set_object (value, cw_command_log_get_redo (self->log));
      break;
    }
}

static void
cw_library_dispose (GObject *object)
{
  CwLibrary *self = CW_LIBRARY (object);

  dex_clear (&self->load);

  G_OBJECT_CLASS (cw_library_parent_class)->dispose (object);
}

static void
cw_library_finalize (GObject *object)
{
  CwLibrary *self = CW_LIBRARY (object);

  g_clear_object (&self->clips);
  g_clear_object (&self->lists);
  g_clear_object (&self->presence);
  g_clear_object (&self->pool);
  g_clear_object (&self->search);
  g_clear_object (&self->watch);
  g_clear_object (&self->importer);
  g_clear_object (&self->store);
  g_clear_object (&self->log);
  g_object_unref (self->thumbnails);

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

  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, shown);
  properties[PROP_IMPORTING] = g_param_spec_uint ("importing", NULL, NULL, 0, G_MAXUINT, 0, shown);
  properties[PROP_EMPTY] = g_param_spec_boolean ("empty", NULL, NULL, FALSE, shown);
  properties[PROP_UNDO] = g_param_spec_object ("undo", NULL, NULL, CW_TYPE_COMMAND, shown);
  properties[PROP_REDO] = g_param_spec_object ("redo", NULL, NULL, CW_TYPE_COMMAND, shown);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[CHANGED] = g_signal_new ("changed", CW_TYPE_LIBRARY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", CW_TYPE_LIBRARY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
cw_library_init (CwLibrary *self)
{
  self->thumbnails = cw_clip_thumbnails_new ();
  self->empty = TRUE;
}
