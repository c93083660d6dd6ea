/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-clip-pool.h"

#include "cw-async.h"
#include "cw-clip-store.h"
#include "cw-error.h"

/* So many are kept though nobody looks at them: for scrolling back. */
#define MOST_KEPT 512

/**
 * CwClipPool:
 *
 * The clips that somebody looks at, each once: so it looks the same in all lists, and
 * changes in all of them. They are read from the library many at a time, soon after
 * they were asked for. On the main thread.
 */
struct _CwClipPool
{
  GObject parent_instance;

  CwClipStore *store;
  GHashTable  *clips; /* by number, not owned */
  GQueue       kept;  /* of CwClip, the last one first */
  GArray      *wanted;
  guint        source;
};

enum
{
  LOADED,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CwClipPool, cw_clip_pool, G_TYPE_OBJECT)

/* Weak references are told of before a clip is taken apart: it still has its number. */
static void
on_clip_gone (gpointer data,
              GObject *clip)
{
  gint64 number = cw_clip_get_number (CW_CLIP (clip));

  g_hash_table_remove (CW_CLIP_POOL (data)->clips, &number);
}

static void
keep (CwClipPool *self,
      CwClip     *clip)
{
  g_queue_push_head (&self->kept, g_object_ref (clip));
  if (self->kept.length > MOST_KEPT)
    g_object_unref (g_queue_pop_tail (&self->kept));
}

static void
put (CwClipPool *self,
     CwClip     *clip)
{
  gint64 number = cw_clip_get_number (clip);

  g_hash_table_insert (self->clips, g_memdup2 (&number, sizeof number), clip);
  g_object_weak_ref (G_OBJECT (clip), on_clip_gone, self);
  keep (self, clip);
}

/* --- loading ---------------------------------------------------------------------- */

static DexFuture *
on_loaded (DexFuture *future,
           gpointer   data)
{
  CwClipPool *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) known = g_ptr_array_new_with_free_func (g_object_unref);
  const GValue *value = dex_future_get_value (future, &error);
  GPtrArray    *clips = value != NULL ? g_value_get_boxed (value) : NULL;

  if (clips == NULL)
    {
      g_signal_emit (self, signals[FAILED], 0, error);
      return dex_future_new_true ();
    }

  for (guint i = 0; i < clips->len; i++)
    g_ptr_array_add (known, cw_clip_pool_adopt (self, clips->pdata[i]));
  g_signal_emit (self, signals[LOADED], 0, known);

  return dex_future_new_true ();
}

static DexFuture *
load (CwClipPool *self,
      GArray     *numbers)
{
  return dex_future_finally (cw_clip_store_load (self->store, numbers), on_loaded, g_object_ref (self), g_object_unref);
}

static gboolean
load_wanted (gpointer data)
{
  CwClipPool *self = data;
  g_autoptr (GArray) numbers = g_steal_pointer (&self->wanted);

  self->source = 0;
  self->wanted = g_array_new (FALSE, FALSE, sizeof (gint64));
  dex_future_disown (load (self, numbers));

  return G_SOURCE_REMOVE;
}

/* Together with all others that are asked for before the next frame. */
static void
want (CwClipPool *self,
      gint64      number)
{
  g_array_append_val (self->wanted, number);
  if (self->source == 0)
    self->source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, load_wanted, self, NULL);
}

/**
 * cw_clip_pool_get:
 * @self: a pool
 * @number: a clip's number in the library
 *
 * Returns: (transfer full): the clip, which may be loaded only soon
 */
CwClip *
cw_clip_pool_get (CwClipPool *self,
                  gint64      number)
{
  CwClip *clip;

  g_return_val_if_fail (CW_IS_CLIP_POOL (self), NULL);

  clip = g_hash_table_lookup (self->clips, &number);
  if (clip != NULL)
    return g_object_ref (clip);

  clip = cw_clip_new_unloaded (number);
  put (self, clip);
  want (self, number);

  return clip;
}

/**
 * cw_clip_pool_adopt:
 * @self: a pool
 * @clip: a clip as the library has it now
 *
 * Returns: (transfer full): the one that everybody looks at, which says what @clip says
 */
CwClip *
cw_clip_pool_adopt (CwClipPool *self,
                    CwClip     *clip)
{
  gint64  number;
  CwClip *known;

  g_return_val_if_fail (CW_IS_CLIP_POOL (self), NULL);
  g_return_val_if_fail (CW_IS_CLIP (clip), NULL);

  number = cw_clip_get_number (clip);
  known = g_hash_table_lookup (self->clips, &number);
  if (known == NULL)
    put (self, clip);
  else if (known != clip)
    cw_clip_assign (known, clip);

  return g_object_ref (known != NULL ? known : clip);
}

/**
 * cw_clip_pool_find:
 * @self: a pool
 * @id: a clip's id
 *
 * Returns: (transfer none) (nullable): the clip, if somebody looks at it
 */
CwClip *
cw_clip_pool_find (CwClipPool *self,
                   const char *id)
{
  GHashTableIter iter;
  gpointer       clip;

  g_return_val_if_fail (CW_IS_CLIP_POOL (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  g_hash_table_iter_init (&iter, self->clips);
  while (g_hash_table_iter_next (&iter, NULL, &clip))
    if (g_str_equal (cw_clip_get_id (clip), id))
      return clip;

  return NULL;
}

static DexFuture *
on_asked (DexFuture *future,
          gpointer   data)
{
  GPtrArray *clips = g_value_get_boxed (dex_future_get_value (future, NULL));
  GPtrArray *known = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < clips->len; i++)
    g_ptr_array_add (known, cw_clip_pool_adopt (data, clips->pdata[i]));

  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, known);
}

/**
 * cw_clip_pool_load:
 * @self: a pool
 * @numbers: (element-type gint64): clips' numbers
 *
 * Returns: (transfer full): a future of a boxed #GPtrArray of #CwClip: those of them
 *   that there are, loaded
 */
DexFuture *
cw_clip_pool_load (CwClipPool *self,
                   GArray     *numbers)
{
  dex_return_error_if_fail (CW_IS_CLIP_POOL (self));
  dex_return_error_if_fail (numbers != NULL);

  return dex_future_then (cw_clip_store_load (self->store, numbers), on_asked, g_object_ref (self), g_object_unref);
}

/**
 * cw_clip_pool_list:
 * @self: a pool
 *
 * Returns: (transfer full) (element-type CwClip): all that are loaded
 */
GPtrArray *
cw_clip_pool_list (CwClipPool *self)
{
  GPtrArray     *loaded;
  GHashTableIter iter;
  gpointer       clip;

  g_return_val_if_fail (CW_IS_CLIP_POOL (self), NULL);

  loaded = g_ptr_array_new_with_free_func (g_object_unref);
  g_hash_table_iter_init (&iter, self->clips);
  while (g_hash_table_iter_next (&iter, NULL, &clip))
    if (cw_clip_get_loaded (clip))
      g_ptr_array_add (loaded, g_object_ref (clip));

  return loaded;
}

/**
 * cw_clip_pool_reload:
 * @self: a pool
 *
 * Reads again all that somebody looks at.
 *
 * Returns: (transfer full): a future that resolves once they say what the library has
 */
DexFuture *
cw_clip_pool_reload (CwClipPool *self)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  GHashTableIter iter;
  gpointer       number;

  dex_return_error_if_fail (CW_IS_CLIP_POOL (self));

  g_hash_table_iter_init (&iter, self->clips);
  while (g_hash_table_iter_next (&iter, &number, NULL))
    g_array_append_vals (numbers, number, 1);

  return load (self, numbers);
}

/**
 * cw_clip_pool_new:
 * @store: where the clips are
 *
 * Returns: (transfer full): an empty pool
 */
CwClipPool *
cw_clip_pool_new (CwClipStore *store)
{
  CwClipPool *self;

  g_return_val_if_fail (store != NULL, NULL);

  self = g_object_new (CW_TYPE_CLIP_POOL, NULL);
  self->store = g_object_ref (store);

  return self;
}

static void
cw_clip_pool_dispose (GObject *object)
{
  CwClipPool    *self = CW_CLIP_POOL (object);
  GHashTableIter iter;
  gpointer       clip;

  g_clear_handle_id (&self->source, g_source_remove);
  g_hash_table_iter_init (&iter, self->clips);
  while (g_hash_table_iter_next (&iter, NULL, &clip))
    g_object_weak_unref (clip, on_clip_gone, self);
  g_hash_table_remove_all (self->clips);
  g_queue_clear_full (&self->kept, g_object_unref);

  G_OBJECT_CLASS (cw_clip_pool_parent_class)->dispose (object);
}

static void
cw_clip_pool_finalize (GObject *object)
{
  CwClipPool *self = CW_CLIP_POOL (object);

  g_clear_object (&self->store);
  g_hash_table_unref (self->clips);
  g_array_unref (self->wanted);

  G_OBJECT_CLASS (cw_clip_pool_parent_class)->finalize (object);
}

static void
cw_clip_pool_class_init (CwClipPoolClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = cw_clip_pool_dispose;
  object_class->finalize = cw_clip_pool_finalize;

  signals[LOADED] = g_signal_new ("loaded", CW_TYPE_CLIP_POOL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_PTR_ARRAY);
  signals[FAILED] = g_signal_new ("failed", CW_TYPE_CLIP_POOL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
cw_clip_pool_init (CwClipPool *self)
{
  self->clips = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->wanted = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_queue_init (&self->kept);
}
