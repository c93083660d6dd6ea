/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-clip-origins.h"

#include "cw-async.h"
#include "cw-origin-store.h"

/**
 * CwClipOrigins:
 *
 * Which clips of Twitch's are in the library: of those that somebody asks about, kept
 * up to date from then on. One that is in the trash is not in the library. On the main
 * thread.
 */
struct _CwClipOrigins
{
  GObject parent_instance;

  CwLibrary     *library;
  CwOriginStore *store;
  GHashTable    *kept; /* by Twitch's id: the clip's, "" where it is not in the library */
  GHashTable    *wanted;
  guint          source;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CwClipOrigins, cw_clip_origins, G_TYPE_OBJECT)

/* Whoever waits for this detail has made a quark of it. */
static void
put (CwClipOrigins *self,
     const char    *twitch_id,
     const char    *id)
{
  if (g_strcmp0 (g_hash_table_lookup (self->kept, twitch_id), id) == 0)
    return;

  g_hash_table_replace (self->kept, g_strdup (twitch_id), g_strdup (id));
  g_signal_emit (self, signals[CHANGED], g_quark_try_string (twitch_id), twitch_id);
}

static DexFuture *
look_fiber (CwClipOrigins *self,
            char         **twitch_ids)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) kept = dex_await_boxed (cw_origin_store_find_kept (self->store, (const char *const *) twitch_ids), &error);

  if (kept == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  for (guint i = 0; twitch_ids[i] != NULL; i++)
    {
      const char *id = g_hash_table_lookup (kept, twitch_ids[i]);

      put (self, twitch_ids[i], id != NULL ? id : "");
    }

  return dex_future_new_true ();
}

static DexFuture *
look (CwClipOrigins *self,
      GHashTable    *ids)
{
  g_autofree const char **twitch_ids = (const char **) g_hash_table_get_keys_as_array (ids, NULL);

  return cw_spawn (G_CALLBACK (look_fiber), 2, CW_TYPE_CLIP_ORIGINS, self, G_TYPE_STRV, twitch_ids);
}

static gboolean
look_for_wanted (gpointer data)
{
  CwClipOrigins *self = data;

  self->source = 0;
  cw_detach (look (self, self->wanted), "Looking which clips are in the library");
  g_hash_table_remove_all (self->wanted);

  return G_SOURCE_REMOVE;
}

static void
on_library_changed (CwClipOrigins *self)
{
  if (g_hash_table_size (self->kept) > 0)
    cw_detach (look (self, self->kept), "Looking which clips are in the library");
}

/**
 * cw_clip_origins_find:
 * @self: the origins
 * @twitch_id: a clip's id on Twitch
 *
 * Returns: (nullable): the id of the clip in the library that it is, at once; %NULL
 *   where it is not in the library, or where that is not known yet: then the signal
 *   tells of it soon
 */
const char *
cw_clip_origins_find (CwClipOrigins *self,
                      const char    *twitch_id)
{
  const char *id;

  g_return_val_if_fail (CW_IS_CLIP_ORIGINS (self), NULL);
  g_return_val_if_fail (twitch_id != NULL, NULL);

  id = g_hash_table_lookup (self->kept, twitch_id);
  if (id == NULL)
    {
      g_hash_table_add (self->wanted, g_strdup (twitch_id));
      if (self->source == 0)
        self->source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, look_for_wanted, self, NULL);
    }

  return id != NULL && *id != '\0' ? id : NULL;
}

static DexFuture *
on_looked_up (DexFuture *future,
              gpointer   data)
{
  GHashTable *kept = g_value_get_boxed (dex_future_get_value (future, NULL));

  return dex_future_new_take_string (g_strdup (g_hash_table_lookup (kept, data)));
}

/**
 * cw_clip_origins_look_up:
 * @self: the origins
 * @twitch_id: a clip's id on Twitch
 *
 * Returns: (transfer full): a future of the id of the clip in the library that it is,
 *   or of %NULL
 */
DexFuture *
cw_clip_origins_look_up (CwClipOrigins *self,
                         const char    *twitch_id)
{
  dex_return_error_if_fail (CW_IS_CLIP_ORIGINS (self));
  dex_return_error_if_fail (twitch_id != NULL);

  return dex_future_then (cw_origin_store_find_kept (self->store, (const char *const[]) { twitch_id, NULL }), on_looked_up, g_strdup (twitch_id), g_free);
}

static DexFuture *
load_kept_fiber (CwClipOrigins *self,
                 const char    *twitch_id)
{
  g_autoptr (GPtrArray) clips = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) ids = dex_await_boxed (cw_origin_store_list_kept (self->store, twitch_id), &error);

  for (guint i = 0; error == NULL && ids[i] != NULL; i++)
    {
      CwClip *clip = dex_await_object (cw_library_load_clip (self->library, ids[i]), &error);

      if (clip != NULL)
        g_ptr_array_add (clips, clip);
    }

  if (error != NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, g_steal_pointer (&clips));
}

/**
 * cw_clip_origins_load_kept:
 * @self: the origins
 * @twitch_id: a clip's id on Twitch
 *
 * Returns: (transfer full): a future of a boxed #GPtrArray of #CwClip: all that is in the
 *   library of it; what is upright last
 */
DexFuture *
cw_clip_origins_load_kept (CwClipOrigins *self,
                           const char    *twitch_id)
{
  dex_return_error_if_fail (CW_IS_CLIP_ORIGINS (self));
  dex_return_error_if_fail (twitch_id != NULL);

  return cw_spawn (G_CALLBACK (load_kept_fiber), 2, CW_TYPE_CLIP_ORIGINS, self, G_TYPE_STRING, twitch_id);
}

/**
 * cw_clip_origins_new:
 * @database: where the library is
 * @library: the library, which tells when something is different
 *
 * Returns: (transfer full): the origins
 */
CwClipOrigins *
cw_clip_origins_new (CwDatabase *database,
                     CwLibrary  *library)
{
  CwClipOrigins *self;

  g_return_val_if_fail (CW_IS_DATABASE (database), NULL);
  g_return_val_if_fail (CW_IS_LIBRARY (library), NULL);

  self = g_object_new (CW_TYPE_CLIP_ORIGINS, NULL);
  self->library = g_object_ref (library);
  self->store = cw_origin_store_new (database);
  g_signal_connect_object (library, "changed", G_CALLBACK (on_library_changed), self, G_CONNECT_SWAPPED);

  return self;
}

static void
cw_clip_origins_finalize (GObject *object)
{
  CwClipOrigins *self = CW_CLIP_ORIGINS (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_object (&self->store);
  g_clear_object (&self->library);
  g_hash_table_unref (self->kept);
  g_hash_table_unref (self->wanted);

  G_OBJECT_CLASS (cw_clip_origins_parent_class)->finalize (object);
}

static void
cw_clip_origins_class_init (CwClipOriginsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cw_clip_origins_finalize;

  signals[CHANGED] = g_signal_new ("changed", CW_TYPE_CLIP_ORIGINS, G_SIGNAL_RUN_LAST | G_SIGNAL_DETAILED, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
cw_clip_origins_init (CwClipOrigins *self)
{
  self->kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->wanted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}
