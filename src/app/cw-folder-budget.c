/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-folder-budget.h"

#include "cw-async.h"

#include <glib/gstdio.h>

typedef struct
{
  char   *folder;
  goffset most;
  gint64  longest;
} Budget;

typedef struct
{
  char   *path;
  goffset size;
  gint64  used; /* s */
} Entry;

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->path);
  g_free (entry);
}

static void
budget_free (gpointer data)
{
  Budget *budget = data;

  g_free (budget->folder);
  g_free (budget);
}

static int
compare_used (gconstpointer a,
              gconstpointer b)
{
  const Entry *one = a;
  const Entry *other = b;

  return (one->used > other->used) - (one->used < other->used);
}

static DexFuture *
keep_in_thread (gpointer      data,
                GCancellable *cancellable)
{
  Budget *budget = data;
  g_autoptr (GDir) folder = g_dir_open (budget->folder, 0, NULL);
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (entry_free);
  gint64      oldest = budget->longest > 0 ? g_get_real_time () / G_USEC_PER_SEC - budget->longest : G_MININT64;
  goffset     total = 0;
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      Entry   *entry = g_new0 (Entry, 1);
      GStatBuf status;

      entry->path = g_build_filename (budget->folder, name, NULL);
      if (g_stat (entry->path, &status) == 0)
        {
          entry->size = status.st_size;
          entry->used = status.st_mtime;
          total += entry->size;
        }
      g_ptr_array_add (entries, entry);
    }

  g_ptr_array_sort_values (entries, compare_used);
  for (guint i = 0; i < entries->len; i++)
    {
      Entry *entry = g_ptr_array_index (entries, i);

      if (total <= budget->most && entry->used >= oldest)
        break;
      if (g_unlink (entry->path) == 0)
        total -= entry->size;
    }

  return dex_future_new_for_int64 (total);
}

/**
 * cw_folder_budget_keep:
 * @folder: a folder of files that can be had again
 * @most: bytes to keep at the most
 * @longest: s to keep them for at the most, 0 for no limit
 *
 * Removes the files that were changed the longest ago: a cache touches those that
 * are to stay.
 *
 * Returns: (transfer full): a future that resolves to how many bytes are left
 */
DexFuture *
cw_folder_budget_keep (const char *folder,
                       goffset     most,
                       gint64      longest)
{
  Budget *budget;

  dex_return_error_if_fail (folder != NULL);

  budget = g_new0 (Budget, 1);
  budget->folder = g_strdup (folder);
  budget->most = most;
  budget->longest = longest;

  return cw_run_in_thread (keep_in_thread, budget, budget_free);
}
