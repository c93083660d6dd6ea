/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-clip-origins.h"

#include "cw-async.h"
#include "cw-origin-store.h"

/**
 * CwClipOrigins:
 *
 * Which clips of Twitch's are in the library, and where the library's clips come
 * from. A clip that was removed from the library is not in it, until it is restored
 * or kept again. On the main thread.
 */
struct _CwClipOrigins
{
  GObject parent_instance;

  CwOriginStore *store;
  CwLibrary     *library;
  GHashTable    *origins;   /* by clip id: CwClipOrigin */
  GHashTable    *by_twitch; /* by Twitch's id: GPtrArray of clip ids, the newest last */
  GHashTable    *held;      /* by Twitch's id: the id of a clip that is in the library */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CwClipOrigins, cw_clip_origins, G_TYPE_OBJECT)

/* The newest of those that are in the library. */
static const char *
look_up (CwClipOrigins *self,
         const char    *twitch_id)
{
  GPtrArray *ids = g_hash_table_lookup (self->by_twitch, twitch_id);

  for (guint i = ids != NULL ? ids->len : 0; i > 0; i--)
    if (cw_library_find (self->library, ids->pdata[i - 1]) != NULL)
      return ids->pdata[i - 1];

  return NULL;
}

static void
update (CwClipOrigins *self,
        const char    *twitch_id)
{
  const char *before = g_hash_table_lookup (self->held, twitch_id);
  const char *now = look_up (self, twitch_id);

  if (g_strcmp0 (before, now) == 0)
    return;

  if (now != NULL)
    g_hash_table_replace (self->held, g_strdup (twitch_id), g_strdup (now));
  else
    g_hash_table_remove (self->held, twitch_id);
  /* Whoever waits for this detail has made a quark of it. */
  g_signal_emit (self, signals[CHANGED], g_quark_try_string (twitch_id), twitch_id);
}

static void
update_all (CwClipOrigins *self)
{
  g_autoptr (GPtrArray) ids = g_hash_table_get_keys_as_ptr_array (self->by_twitch);

  for (guint i = 0; i < ids->len; i++)
    update (self, ids->pdata[i]);
}

static void
on_library_changed (CwLibrary     *library,
                    const char    *clip_id,
                    CwClipOrigins *self)
{
  CwClipOrigin *origin = clip_id != NULL ? g_hash_table_lookup (self->origins, clip_id) : NULL;

  if (clip_id == NULL)
    update_all (self);
  else if (origin != NULL)
    update (self, cw_clip_origin_get_twitch_id (origin));
}

/* Takes the clip from what it was said to be before. */
static void
drop (CwClipOrigins *self,
      CwClipOrigin  *origin)
{
  GPtrArray *ids = g_hash_table_lookup (self->by_twitch, cw_clip_origin_get_twitch_id (origin));
  guint      at;

  if (ids != NULL && g_ptr_array_find_with_equal_func (ids, cw_clip_origin_get_clip_id (origin), g_str_equal, &at))
    g_ptr_array_remove_index (ids, at);
}

static void
put (CwClipOrigins *self,
     CwClipOrigin  *origin)
{
  const char *clip_id = cw_clip_origin_get_clip_id (origin);
  const char *twitch_id = cw_clip_origin_get_twitch_id (origin);
  g_autoptr (CwClipOrigin) before = NULL;
  GPtrArray *ids = g_hash_table_lookup (self->by_twitch, twitch_id);

  g_set_object (&before, g_hash_table_lookup (self->origins, clip_id));
  if (before != NULL)
    drop (self, before);
  if (ids == NULL)
    {
      ids = g_ptr_array_new_with_free_func (g_free);
      g_hash_table_insert (self->by_twitch, g_strdup (twitch_id), ids);
    }
  g_ptr_array_add (ids, g_strdup (clip_id));
  g_hash_table_replace (self->origins, g_strdup (clip_id), g_object_ref (origin));

  if (before != NULL && !g_str_equal (cw_clip_origin_get_twitch_id (before), twitch_id))
    update (self, cw_clip_origin_get_twitch_id (before));
}

static DexFuture *
load_fiber (CwClipOrigins *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) origins = dex_await_boxed (cw_origin_store_list (self->store), &error);

  if (origins == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  /* What was added while this was loading is in the store as well, or is about to. */
  for (guint i = 0; i < origins->len; i++)
    if (!g_hash_table_contains (self->origins, cw_clip_origin_get_clip_id (origins->pdata[i])))
      put (self, origins->pdata[i]);
  update_all (self);

  return dex_future_new_true ();
}

/**
 * cw_clip_origins_load:
 * @self: the origins
 *
 * Returns: (transfer full): a future that resolves once all are known
 */
DexFuture *
cw_clip_origins_load (CwClipOrigins *self)
{
  dex_return_error_if_fail (CW_IS_CLIP_ORIGINS (self));

  return cw_spawn (G_CALLBACK (load_fiber), 1, CW_TYPE_CLIP_ORIGINS, self);
}

static CwClipOrigin *
make_origin (CwTwitchClip *source,
             CwClip       *clip)
{
  return g_object_new (CW_TYPE_CLIP_ORIGIN,
                       "clip-id", cw_clip_get_id (clip),
                       "twitch-id", cw_twitch_clip_get_id (source),
                       "url", cw_twitch_clip_get_url (source),
                       "title", cw_twitch_clip_get_title (source),
                       "channel-id", cw_twitch_clip_get_channel_id (source),
                       "channel-name", cw_twitch_clip_get_channel_name (source),
                       "creator-name", cw_twitch_clip_get_creator_name (source),
                       "category-id", cw_twitch_clip_get_category_id (source),
                       "created", cw_twitch_clip_get_created (source),
                       "duration", cw_twitch_clip_get_duration (source),
                       NULL);
}

static DexFuture *
add_fiber (CwClipOrigins *self,
           CwTwitchClip  *source,
           CwClip        *clip)
{
  g_autoptr (CwClipOrigin) origin = make_origin (source, clip);
  g_autoptr (GError) error = NULL;
  g_autoptr (CwClipOrigin) stored = dex_await_object (cw_origin_store_put (self->store, origin), &error);

  if (stored == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  put (self, stored);
  update (self, cw_clip_origin_get_twitch_id (stored));

  return dex_future_new_take_object (g_steal_pointer (&stored));
}

/**
 * cw_clip_origins_add:
 * @self: the origins
 * @source: a clip of Twitch's
 * @clip: the clip of the library that its file was taken in as
 *
 * Returns: (transfer full): a future of the #CwClipOrigin, once that is durable
 */
DexFuture *
cw_clip_origins_add (CwClipOrigins *self,
                     CwTwitchClip  *source,
                     CwClip        *clip)
{
  dex_return_error_if_fail (CW_IS_CLIP_ORIGINS (self));
  dex_return_error_if_fail (CW_IS_TWITCH_CLIP (source));
  dex_return_error_if_fail (CW_IS_CLIP (clip));

  return cw_spawn (G_CALLBACK (add_fiber), 3, CW_TYPE_CLIP_ORIGINS, self, CW_TYPE_TWITCH_CLIP, source, CW_TYPE_CLIP, clip);
}

/**
 * cw_clip_origins_find:
 * @self: the origins
 * @twitch_id: a clip's id on Twitch
 *
 * Returns: (nullable): the id of the clip in the library that it is, at once; %NULL
 *   where it is not in the library, or not any more
 */
const char *
cw_clip_origins_find (CwClipOrigins *self,
                      const char    *twitch_id)
{
  g_return_val_if_fail (CW_IS_CLIP_ORIGINS (self), NULL);
  g_return_val_if_fail (twitch_id != NULL, NULL);

  return g_hash_table_lookup (self->held, twitch_id);
}

/**
 * cw_clip_origins_get_origin:
 * @self: the origins
 * @clip_id: the id of a clip of the library
 *
 * Returns: (nullable) (transfer none): where it comes from, %NULL where it is not
 *   from Twitch
 */
CwClipOrigin *
cw_clip_origins_get_origin (CwClipOrigins *self,
                            const char    *clip_id)
{
  g_return_val_if_fail (CW_IS_CLIP_ORIGINS (self), NULL);
  g_return_val_if_fail (clip_id != NULL, NULL);

  return g_hash_table_lookup (self->origins, clip_id);
}

/**
 * cw_clip_origins_new:
 * @database: a database, which need not be open yet
 * @library: the clips in it
 *
 * Returns: (transfer full): the origins, none until they are loaded
 */
CwClipOrigins *
cw_clip_origins_new (CwDatabase *database,
                     CwLibrary  *library)
{
  CwClipOrigins *self;

  g_return_val_if_fail (CW_IS_DATABASE (database), NULL);
  g_return_val_if_fail (CW_IS_LIBRARY (library), NULL);

  self = g_object_new (CW_TYPE_CLIP_ORIGINS, NULL);
  self->store = cw_origin_store_new (database);
  self->library = g_object_ref (library);
  g_signal_connect_object (library, "changed", G_CALLBACK (on_library_changed), self, G_CONNECT_DEFAULT);

  return self;
}

static void
cw_clip_origins_finalize (GObject *object)
{
  CwClipOrigins *self = CW_CLIP_ORIGINS (object);

  g_object_unref (self->store);
  g_object_unref (self->library);
  g_hash_table_unref (self->held);
  g_hash_table_unref (self->by_twitch);
  g_hash_table_unref (self->origins);

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
  self->origins = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->by_twitch = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  self->held = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}
