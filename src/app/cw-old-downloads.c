/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-old-downloads.h"

#include "cw-async.h"
#include "cw-download-job.h"
#include "cw-json.h"

#include <glib/gstdio.h>

/* What was still to be downloaded was in a file before downloads were jobs. */

static DexFuture *
load_in_thread (gpointer      data,
                GCancellable *cancellable)
{
  g_autoptr (GPtrArray) jobs = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  JsonNode  *root = json_parser_load_from_file (parser, data, NULL) ? json_parser_get_root (parser) : NULL;
  JsonArray *array = root != NULL && JSON_NODE_HOLDS_ARRAY (root) ? json_node_get_array (root) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      g_autofree char *payload = cw_json_to_text (json_array_get_element (array, i), FALSE);
      CwJob           *job = cw_download_job_parse (payload);

      if (job != NULL)
        g_ptr_array_add (jobs, job);
    }

  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, g_steal_pointer (&jobs));
}

/**
 * cw_old_downloads_load:
 * @path: where they were
 *
 * Returns: (transfer full): a future of a boxed #GPtrArray of new #CwJob, empty where
 *   there is no such file
 */
DexFuture *
cw_old_downloads_load (const char *path)
{
  dex_return_error_if_fail (path != NULL);

  return cw_run_in_thread (load_in_thread, g_strdup (path), g_free);
}

static DexFuture *
remove_in_thread (gpointer      data,
                  GCancellable *cancellable)
{
  g_unlink (data);
  return dex_future_new_true ();
}

/**
 * cw_old_downloads_remove:
 * @path: where they were
 *
 * Returns: (transfer full): a future that resolves once the file is gone
 */
DexFuture *
cw_old_downloads_remove (const char *path)
{
  dex_return_error_if_fail (path != NULL);

  return cw_run_in_thread (remove_in_thread, g_strdup (path), g_free);
}
