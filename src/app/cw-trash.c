/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-trash.h"

#include "cw-async.h"
#include "cw-media-store.h"
#include "cw-trash-store.h"

static DexFuture *
empty_fiber (CwMediaStore *media,
             gint64        before,
             gint64        grace)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) uris = dex_await_boxed (cw_trash_store_empty (cw_media_store_get_database (media), before), &error);
  gint64 freed = 0;

  if (uris == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  /* From here on the clips are gone, whatever comes; files that cannot be removed now,
   * since their disk is away or a backup needs them, are found as unused later. */
  if (*uris != NULL)
    freed = dex_await_int64 (cw_media_store_delete_unused (media, grace, (const char *const *) uris), &error);
  if (error != NULL)
    g_info ("Files from the trash stay for now: %s", error->message);

  return dex_future_new_for_int64 (freed);
}

/**
 * cw_trash_empty:
 * @media: the library's media
 * @before: us UTC: what was removed before then
 * @grace: usually %CW_TRASH_GRACE
 *
 * Deletes clips from the trash for good: their rows, tags, places in collections,
 * histories and transcripts, and what could be undone of them. Then those of their files
 * that are the library's own and that nothing else needs. Files that the user has
 * elsewhere are never touched.
 *
 * Returns: (transfer full): a future of an int64: how many bytes that has freed
 */
DexFuture *
cw_trash_empty (CwMediaStore *media,
                gint64        before,
                gint64        grace)
{
  dex_return_error_if_fail (CW_IS_MEDIA_STORE (media));

  return cw_spawn (G_CALLBACK (empty_fiber), 3, CW_TYPE_MEDIA_STORE, media, G_TYPE_INT64, before, G_TYPE_INT64, grace);
}
