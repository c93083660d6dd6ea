/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-library-tidy.h"

#include "cw-async.h"
#include "cw-clip-thumbnails.h"
#include "cw-command-log.h"
#include "cw-http.h"
#include "cw-media-store.h"
#include "cw-picture-store.h"
#include "cw-storage-report.h"
#include "cw-watch-cache.h"

G_DEFINE_BOXED_TYPE (CwTidied, cw_tidied, cw_tidied_copy, cw_tidied_free)

CwTidied *
cw_tidied_copy (const CwTidied *self)
{
  return g_memdup2 (self, sizeof *self);
}

void
cw_tidied_free (CwTidied *self)
{
  g_free (self);
}

static gint64
sum_caches (GPtrArray *uses)
{
  gint64 sum = 0;

  for (guint i = 0; i < uses->len; i++)
    {
      CwStorageKind kind = cw_storage_use_get_kind (uses->pdata[i]);

      if (kind == CW_STORAGE_WATCHED || kind == CW_STORAGE_PICTURES || kind == CW_STORAGE_PREVIEWS || kind == CW_STORAGE_THUMBNAILS)
        sum += cw_storage_use_get_size (uses->pdata[i]);
    }

  return sum;
}

static gboolean
prune_caches (GError **error)
{
  g_autoptr (CwHttp) http = cw_http_new ();
  g_autoptr (CwPictureStore) pictures = cw_picture_store_new (http);
  g_autoptr (CwWatchCache) watched = cw_watch_cache_new (NULL, 0);
  g_autoptr (CwClipThumbnails) thumbnails = cw_clip_thumbnails_new ();
  g_autoptr (GError) problem = NULL;

  dex_await_int64 (cw_watch_cache_prune (watched), &problem);
  if (problem == NULL)
    dex_await_int64 (cw_picture_store_prune (pictures), &problem);
  if (problem == NULL)
    dex_await_int64 (cw_clip_thumbnails_prune (thumbnails), &problem);
  if (problem == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/* What could be undone first: it may be the last that needs a file. */
static gboolean
tidy (CwMediaStore *media,
      gint64        history,
      CwTidied     *tidied,
      GError      **error)
{
  g_autoptr (CwCommandLog) log = cw_command_log_new (cw_media_store_get_database (media));
  g_autoptr (GError) problem = NULL;

  tidied->commands = dex_await_int64 (cw_command_log_forget_before (log, g_get_real_time () - history), &problem);
  if (problem == NULL)
    tidied->media = dex_await_int64 (cw_media_store_delete_unused (media, CW_MEDIA_STORE_GRACE, NULL), &problem);
  if (problem == NULL)
    return prune_caches (error);

  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static DexFuture *
tidy_fiber (CwMediaStore *media,
            gint64        history)
{
  g_autoptr (CwTidied) tidied = g_new0 (CwTidied, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) before = dex_await_boxed (cw_storage_report_load (media), &error);
  g_autoptr (GPtrArray) after = NULL;

  if (before != NULL && tidy (media, history, tidied, &error))
    after = dex_await_boxed (cw_storage_report_load (media), &error);
  if (after == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  tidied->cache = MAX (sum_caches (before) - sum_caches (after), 0);
  return dex_future_new_take_boxed (CW_TYPE_TIDIED, g_steal_pointer (&tidied));
}

/**
 * cw_library_tidy:
 * @media: the library's media, whose database is open
 * @history: how long ago something has to have been done that cannot be undone any more,
 *   us; usually %CW_LIBRARY_TIDY_HISTORY
 *
 * Takes away what nobody needs any more: old commands of the log, files of the library's
 * own that neither a clip nor a command names, or that never were finished, once they are
 * a day old, and what caches have put aside too long ago, or too much of.
 *
 * Returns: (transfer full): a future of a boxed #CwTidied; rejects with
 *   %CW_ERROR_OFFLINE where the library's folder is away, and with %CW_ERROR_DENIED while
 *   others use it
 */
DexFuture *
cw_library_tidy (CwMediaStore *media,
                 gint64        history)
{
  dex_return_error_if_fail (CW_IS_MEDIA_STORE (media));
  dex_return_error_if_fail (history >= 0);

  return cw_spawn (G_CALLBACK (tidy_fiber), 2, CW_TYPE_MEDIA_STORE, media, G_TYPE_INT64, history);
}
