/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-folder-monitor.h"

/* The system has a number of these for all programs of a user. */
#define MOST_MONITORS 500

/**
 * CwFolderMonitor:
 *
 * Tells when anything may have changed in any of several folders.
 */
struct _CwFolderMonitor
{
  GHashTable *monitors; /* of path: a GFileMonitor */
  GSourceFunc func;
  gpointer    data;
};

static void
on_changed (GFileMonitor     *monitor,
            GFile            *file,
            GFile            *other,
            GFileMonitorEvent event,
            CwFolderMonitor  *self)
{
  self->func (self->data);
}

static void
monitor_free (gpointer data)
{
  g_file_monitor_cancel (data);
  g_object_unref (data);
}

/**
 * cw_folder_monitor_new:
 * @func: called whenever something changed, on the main thread
 * @data: given to @func
 *
 * Returns: (transfer full): a monitor that looks nowhere yet
 */
CwFolderMonitor *
cw_folder_monitor_new (GSourceFunc func,
                       gpointer    data)
{
  CwFolderMonitor *self = g_new0 (CwFolderMonitor, 1);

  self->monitors = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, monitor_free);
  self->func = func;
  self->data = data;

  return self;
}

void
cw_folder_monitor_free (CwFolderMonitor *self)
{
  GHashTableIter iter;
  gpointer       monitor;

  g_hash_table_iter_init (&iter, self->monitors);
  while (g_hash_table_iter_next (&iter, NULL, &monitor))
    g_signal_handlers_disconnect_by_data (monitor, self);

  g_hash_table_unref (self->monitors);
  g_free (self);
}

static gboolean
is_gone (gpointer path,
         gpointer monitor,
         gpointer folders)
{
  return !g_strv_contains (folders, path);
}

/**
 * cw_folder_monitor_set_folders:
 * @self: a monitor
 * @folders: where to look; the first so many, and no longer anywhere else
 *
 * That a folder is watched is told as if something had changed there: nothing tells of
 * what came before, though it may have come after somebody looked. A folder that cannot be
 * watched is only not watched: whoever uses this looks by itself now and then.
 */
void
cw_folder_monitor_set_folders (CwFolderMonitor   *self,
                               const char *const *folders)
{
  guint n_new = 0;

  g_hash_table_foreach_remove (self->monitors, is_gone, (gpointer) folders);

  for (guint i = 0; folders[i] != NULL && g_hash_table_size (self->monitors) < MOST_MONITORS; i++)
    {
      g_autoptr (GFile) file = NULL;
      GFileMonitor *monitor;

      if (g_hash_table_contains (self->monitors, folders[i]))
        continue;

      file = g_file_new_for_path (folders[i]);
      monitor = g_file_monitor_directory (file, G_FILE_MONITOR_NONE, NULL, NULL);
      if (monitor == NULL)
        continue;

      g_signal_connect (monitor, "changed", G_CALLBACK (on_changed), self);
      g_hash_table_insert (self->monitors, g_strdup (folders[i]), monitor);
      n_new++;
    }

  if (n_new > 0)
    self->func (self->data);
}
