/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-watch-cache.h"

#include "cw-async.h"
#include "cw-error.h"
#include "cw-paths.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>

/* For how long Twitch lets us keep what is not the user's. */
#define LONGEST_S (24 * 60 * 60)
#define PRUNE_INTERVAL_S (60 * 60)
#define BUDGET (G_GOFFSET_CONSTANT (2) * 1024 * 1024 * 1024)
#define ENDING ".mp4"

/**
 * CwWatchCache:
 *
 * The files of clips that were watched, each for a day: so watching one again, or
 * keeping it then, needs no network. What was watched longest ago goes first where
 * they are too many.
 *
 * When a file was written says how old it is, and when it was read how long ago it was
 * watched.
 */
struct _CwWatchCache
{
  GObject parent_instance;

  char   *folder;
  goffset budget;
  guint   timer;
};

G_DEFINE_FINAL_TYPE (CwWatchCache, cw_watch_cache, G_TYPE_OBJECT)

typedef struct
{
  char   *folder;
  char   *id;   /* nullable */
  char   *path; /* nullable */
  char   *target;
  goffset budget;
} Task;

typedef struct
{
  char   *path;
  goffset size;
  gint64  written;
  gint64  watched;
} Entry;

static Task *
task_new (CwWatchCache *self)
{
  Task *task = g_new0 (Task, 1);

  task->folder = g_strdup (self->folder);
  task->budget = self->budget;
  return task;
}

static void
task_free (gpointer data)
{
  Task *task = data;

  g_free (task->folder);
  g_free (task->id);
  g_free (task->path);
  g_free (task->target);
  g_free (task);
}

/**
 * cw_watch_cache_dup_path:
 * @self: the cache
 * @id: a clip's slug
 * @rendition: which of its files
 *
 * Returns: (transfer full): where it is, or may be put
 */
char *
cw_watch_cache_dup_path (CwWatchCache *self,
                         const char   *id,
                         CwRendition  *rendition)
{
  g_autofree char *kind = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (CW_IS_WATCH_CACHE (self), NULL);
  g_return_val_if_fail (id != NULL && CW_IS_RENDITION (rendition), NULL);

  kind = cw_rendition_dup_name (rendition);
  name = g_strconcat (id, ".", kind, ENDING, NULL);
  g_strdelimit (name, "/", '_');
  return g_build_filename (self->folder, name, NULL);
}

static gboolean
is_fresh (const char *path)
{
  GStatBuf status;

  return g_stat (path, &status) == 0 && g_get_real_time () / G_USEC_PER_SEC - status.st_mtime < LONGEST_S;
}

/* Only when it was read, and not when it was written. */
static void
touch (const char *path)
{
  const struct timespec times[2] = { { .tv_nsec = UTIME_NOW }, { .tv_nsec = UTIME_OMIT } };

  utimensat (AT_FDCWD, path, times, 0);
}

/* What the part of a name after the slug says: "landscape-1080-60". */
static CwRendition *
parse_kind (const char *kind)
{
  g_auto (GStrv) parts = g_strsplit (kind, "-", -1);
  gint64 height, rate;

  if (g_strv_length (parts) != 3 || !g_ascii_string_to_signed (parts[1], 10, 0, 100000, &height, NULL) || !g_ascii_string_to_signed (parts[2], 10, 0, 1000, &rate, NULL))
    return NULL;

  return cw_rendition_new ("", height, rate * 1000, g_str_equal (parts[0], "portrait"));
}

static int
compare_renditions (gconstpointer a,
                    gconstpointer b)
{
  return cw_rendition_compare (*(CwRendition *const *) a, *(CwRendition *const *) b);
}

static DexFuture *
find_in_thread (gpointer      data,
                GCancellable *cancellable)
{
  Task            *task = data;
  g_autofree char *prefix = g_strconcat (task->id, ".", NULL);
  g_autoptr (GDir) folder = g_dir_open (task->folder, 0, NULL);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (task->folder, name, NULL);
      g_autofree char *kind = NULL;
      CwRendition     *rendition;

      if (!g_str_has_prefix (name, prefix))
        continue;

      /* Else a download would take it for its own. */
      if (!is_fresh (path))
        {
          g_unlink (path);
          continue;
        }
      if (!g_str_has_suffix (name, ENDING))
        continue;

      kind = g_strndup (name + strlen (prefix), strlen (name) - strlen (prefix) - strlen (ENDING));
      rendition = parse_kind (kind);
      if (rendition == NULL)
        continue;

      g_ptr_array_add (found, rendition);
      touch (path);
    }

  g_ptr_array_sort (found, compare_renditions);
  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, g_steal_pointer (&found));
}

/**
 * cw_watch_cache_find:
 * @self: the cache
 * @id: a clip's slug
 *
 * Removes what is too old of it, too.
 *
 * Returns: (transfer full): a future of a boxed #GPtrArray of #CwRendition: those of
 *   its files that are there, whole and not too old, the best first, without addresses
 */
DexFuture *
cw_watch_cache_find (CwWatchCache *self,
                     const char   *id)
{
  Task *task;

  dex_return_error_if_fail (CW_IS_WATCH_CACHE (self));
  dex_return_error_if_fail (id != NULL);

  task = task_new (self);
  task->id = g_strdup (id);
  return cw_run_in_thread (find_in_thread, task, task_free);
}

static DexFuture *
copy_in_thread (gpointer      data,
                GCancellable *cancellable)
{
  Task *task = data;
  g_autoptr (GFile) from = g_file_new_for_path (task->path);
  g_autofree char *part = g_strconcat (task->target, ".copy", NULL);
  g_autoptr (GFile) to = g_file_new_for_path (part);
  g_autofree char *folder = g_path_get_dirname (task->target);
  g_autoptr (GError) error = NULL;

  if (!is_fresh (task->path))
    return dex_future_new_for_boolean (FALSE);

  g_mkdir_with_parents (folder, 0700);
  if (g_file_copy (from, to, G_FILE_COPY_OVERWRITE, cancellable, NULL, NULL, &error) && g_rename (part, task->target) == 0)
    return dex_future_new_for_boolean (TRUE);

  g_unlink (part);
  if (error == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return dex_future_new_for_boolean (FALSE);

  return dex_future_new_for_error (cw_error_new_for_file (error, task->target));
}

/**
 * cw_watch_cache_copy:
 * @self: the cache
 * @id: a clip's slug
 * @rendition: which of its files
 * @target: where to
 *
 * Returns: (transfer full): a future of a boolean: whether it was there and is at
 *   @target now
 */
DexFuture *
cw_watch_cache_copy (CwWatchCache *self,
                     const char   *id,
                     CwRendition  *rendition,
                     const char   *target)
{
  Task *task;

  dex_return_error_if_fail (CW_IS_WATCH_CACHE (self));
  dex_return_error_if_fail (id != NULL && CW_IS_RENDITION (rendition) && target != NULL);

  task = task_new (self);
  task->path = cw_watch_cache_dup_path (self, id, rendition);
  task->target = g_strdup (target);
  return cw_run_in_thread (copy_in_thread, task, task_free);
}

static void
clear_entry (gpointer data)
{
  g_free (((Entry *) data)->path);
}

static int
compare_watched (gconstpointer a,
                 gconstpointer b)
{
  gint64 one = ((const Entry *) a)->watched;
  gint64 other = ((const Entry *) b)->watched;

  return (one > other) - (one < other);
}

static GArray *
list_entries (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  GArray     *entries = g_array_new (FALSE, TRUE, sizeof (Entry));
  const char *name;

  g_array_set_clear_func (entries, clear_entry);
  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      Entry    entry = { .path = g_build_filename (path, name, NULL) };
      GStatBuf status;

      if (g_stat (entry.path, &status) == 0)
        {
          entry.size = status.st_size;
          entry.written = status.st_mtime;
          entry.watched = MAX (status.st_atime, status.st_mtime);
        }
      g_array_append_val (entries, entry);
    }

  return entries;
}

static DexFuture *
prune_in_thread (gpointer      data,
                 GCancellable *cancellable)
{
  Task *task = data;
  g_autoptr (GArray) entries = list_entries (task->folder);
  gint64  now = g_get_real_time () / G_USEC_PER_SEC;
  goffset total = 0;

  for (guint i = 0; i < entries->len; i++)
    total += g_array_index (entries, Entry, i).size;

  g_array_sort (entries, compare_watched);
  for (guint i = 0; i < entries->len; i++)
    {
      Entry *entry = &g_array_index (entries, Entry, i);

      /* What would be too old before the next time goes now. Another thread or program may
       * be at the same. */
      if ((now - entry->written >= LONGEST_S - PRUNE_INTERVAL_S || total > task->budget) && (g_unlink (entry->path) == 0 || errno == ENOENT))
        total -= entry->size;
    }

  return dex_future_new_for_int64 (total);
}

/**
 * cw_watch_cache_prune:
 * @self: the cache
 *
 * Removes what will be a day old within the hour, and what was watched longest ago until the rest fits. The
 * cache does so by itself once an hour.
 *
 * Returns: (transfer full): a future of an int64: how many bytes are left
 */
DexFuture *
cw_watch_cache_prune (CwWatchCache *self)
{
  dex_return_error_if_fail (CW_IS_WATCH_CACHE (self));

  return cw_run_in_thread (prune_in_thread, task_new (self), task_free);
}

/**
 * cw_watch_cache_clear:
 * @self: the cache
 *
 * Returns: (transfer full): a future that resolves once nothing is in it
 */
DexFuture *
cw_watch_cache_clear (CwWatchCache *self)
{
  Task *task;

  dex_return_error_if_fail (CW_IS_WATCH_CACHE (self));

  task = task_new (self);
  task->budget = -1;
  return cw_run_in_thread (prune_in_thread, task, task_free);
}

static gboolean
on_hour (gpointer data)
{
  cw_detach (cw_watch_cache_prune (data), "Pruning the watched clips");

  return G_SOURCE_CONTINUE;
}

/**
 * cw_watch_cache_new:
 * @folder: (nullable): where it is; %NULL for the user's own
 * @budget: bytes, or 0 for what is usual
 *
 * Returns: (transfer full): a cache, which begins with throwing away what is too old
 */
CwWatchCache *
cw_watch_cache_new (const char *folder,
                    goffset     budget)
{
  CwWatchCache *self = g_object_new (CW_TYPE_WATCH_CACHE, NULL);

  self->folder = folder != NULL ? g_strdup (folder) : cw_paths_build_cache ("watch", NULL);
  self->budget = budget > 0 ? budget : BUDGET;
  self->timer = g_timeout_add_seconds (PRUNE_INTERVAL_S, on_hour, self);
  on_hour (self);

  return self;
}

static void
cw_watch_cache_finalize (GObject *object)
{
  CwWatchCache *self = CW_WATCH_CACHE (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_free (self->folder);

  G_OBJECT_CLASS (cw_watch_cache_parent_class)->finalize (object);
}

static void
cw_watch_cache_class_init (CwWatchCacheClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cw_watch_cache_finalize;
}

static void
cw_watch_cache_init (CwWatchCache *self)
{
}
