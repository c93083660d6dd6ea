/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-async.h"
#include "cw-presence.h"

static DexFuture *
check (gpointer      data,
       GCancellable *cancellable)
{
  char **paths = data;
  g_autoptr (GStrvBuilder) missing = g_strv_builder_new ();

  for (guint i = 0; paths[i] != NULL; i++)
    if (!g_file_test (paths[i], G_FILE_TEST_EXISTS))
      g_strv_builder_add (missing, paths[i]);

  return dex_future_new_take_boxed (G_TYPE_STRV, g_strv_builder_end (missing));
}

static void
free_paths (gpointer data)
{
  g_strfreev (data);
}

/**
 * cw_presence_check:
 * @paths: (array zero-terminated=1): files
 *
 * Looks for files on a thread, since a disk that sleeps or a server that is
 * away may take its time.
 *
 * Returns: (transfer full): a future that resolves to a boxed #GStrv: those
 *   that are not there
 */
DexFuture *
cw_presence_check (const char *const *paths)
{
  dex_return_error_if_fail (paths != NULL);

  return cw_run_in_thread (check, g_strdupv ((char **) paths), free_paths);
}
