/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-clip-presence.h"

#include "cw-async.h"
#include "cw-presence.h"

/* How often to look whether files were moved, in s. */
#define INTERVAL 10

/**
 * CwClipPresence:
 *
 * Looks whether the files are still there of those clips that somebody looks at, and
 * sets CwClip:missing: when they are loaded, and every now and then.
 */
struct _CwClipPresence
{
  GObject parent_instance;

  CwClipPool *pool;
  guint       source;
};

G_DEFINE_FINAL_TYPE (CwClipPresence, cw_clip_presence, G_TYPE_OBJECT)

static DexFuture *
check_fiber (GPtrArray *clips)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) paths = NULL;
  g_auto (GStrv) missing = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) gone = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < clips->len; i++)
    g_strv_builder_add (builder, cw_clip_get_path (clips->pdata[i]));
  paths = g_strv_builder_end (builder);

  missing = dex_await_boxed (cw_presence_check ((const char *const *) paths), &error);
  if (missing == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  for (guint i = 0; missing[i] != NULL; i++)
    g_hash_table_add (gone, missing[i]);

  /* It may be elsewhere by now. */
  for (guint i = 0; i < clips->len; i++)
    if (g_str_equal (cw_clip_get_path (clips->pdata[i]), paths[i]))
      cw_clip_set_missing (clips->pdata[i], g_hash_table_contains (gone, paths[i]));

  return dex_future_new_true ();
}

static DexFuture *
check (GPtrArray *clips)
{
  return cw_spawn (G_CALLBACK (check_fiber), 1, G_TYPE_PTR_ARRAY, clips);
}

static void
on_loaded (CwClipPresence *self,
           GPtrArray      *clips)
{
  cw_detach (check (clips), "Looking for the clips' files");
}

static gboolean
on_interval (gpointer data)
{
  cw_detach (cw_clip_presence_check (data), "Looking for the clips' files");

  return G_SOURCE_CONTINUE;
}

/**
 * cw_clip_presence_check:
 * @self: what looks
 *
 * Returns: (transfer full): a future that resolves once it is known which files are
 *   gone
 */
DexFuture *
cw_clip_presence_check (CwClipPresence *self)
{
  g_autoptr (GPtrArray) clips = NULL;

  dex_return_error_if_fail (CW_IS_CLIP_PRESENCE (self));

  clips = cw_clip_pool_list (self->pool);
  return check (clips);
}

/**
 * cw_clip_presence_start:
 * @self: what looks
 *
 * Has it look every now and then, too, as long as it exists.
 */
void
cw_clip_presence_start (CwClipPresence *self)
{
  g_return_if_fail (CW_IS_CLIP_PRESENCE (self));

  if (self->source == 0)
    self->source = g_timeout_add_seconds (INTERVAL, on_interval, self);
}

/**
 * cw_clip_presence_new:
 * @pool: the clips that somebody looks at
 *
 * Returns: (transfer full): what looks for their files
 */
CwClipPresence *
cw_clip_presence_new (CwClipPool *pool)
{
  CwClipPresence *self;

  g_return_val_if_fail (CW_IS_CLIP_POOL (pool), NULL);

  self = g_object_new (CW_TYPE_CLIP_PRESENCE, NULL);
  self->pool = g_object_ref (pool);
  g_signal_connect_object (pool, "loaded", G_CALLBACK (on_loaded), self, G_CONNECT_SWAPPED);

  return self;
}

static void
cw_clip_presence_finalize (GObject *object)
{
  CwClipPresence *self = CW_CLIP_PRESENCE (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_object (&self->pool);

  G_OBJECT_CLASS (cw_clip_presence_parent_class)->finalize (object);
}

static void
cw_clip_presence_class_init (CwClipPresenceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cw_clip_presence_finalize;
}

static void
cw_clip_presence_init (CwClipPresence *self)
{
}
