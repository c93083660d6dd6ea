/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-trash.h"

#include "cw-clip.h"
#include "cw-media-store.h"
#include "cw-trash-store.h"

typedef struct
{
  CwMediaStore *media;
  gint64        grace;
} Freeing;

static void
freeing_free (gpointer data)
{
  Freeing *freeing = data;

  g_object_unref (freeing->media);
  g_free (freeing);
}

static DexFuture *
on_freed (DexFuture *future,
          gpointer   data)
{
  g_autoptr (GError) error = NULL;
  const GValue *freed = dex_future_get_value (future, &error);

  if (freed == NULL)
    g_info ("Files from the trash stay for now: %s", error->message);

  return dex_future_new_for_int64 (freed != NULL ? g_value_get_int64 (freed) : 0);
}

/* From here on the clips are gone, whatever comes; files that cannot be removed now,
 * since their disk is away or a backup needs them, are found as unused later. */
static DexFuture *
on_gone (DexFuture *future,
         gpointer   data)
{
  Freeing           *freeing = data;
  const char *const *uris = g_value_get_boxed (dex_future_get_value (future, NULL));

  if (*uris == NULL)
    return dex_future_new_for_int64 (0);

  return dex_future_finally (cw_media_store_delete_unused (freeing->media, freeing->grace, uris), on_freed, NULL, NULL);
}

static DexFuture *
free_files (CwMediaStore *media,
            DexFuture    *gone,
            gint64        grace)
{
  Freeing *freeing = g_new0 (Freeing, 1);

  freeing->media = g_object_ref (media);
  freeing->grace = grace;
  return dex_future_then (gone, on_gone, freeing, freeing_free);
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

  return free_files (media, cw_trash_store_empty (cw_media_store_get_database (media), before), grace);
}

/**
 * cw_trash_delete:
 * @media: the library's media
 * @clips: (element-type CwClip): clips in the trash; others stay
 * @grace: usually %CW_TRASH_GRACE
 *
 * The same for single clips.
 *
 * Returns: (transfer full): as for cw_trash_empty()
 */
DexFuture *
cw_trash_delete (CwMediaStore *media,
                 GPtrArray    *clips,
                 gint64        grace)
{
  g_autoptr (GArray) numbers = NULL;

  dex_return_error_if_fail (CW_IS_MEDIA_STORE (media));
  dex_return_error_if_fail (clips != NULL);

  numbers = cw_clip_dup_numbers (clips);
  return free_files (media, cw_trash_store_delete (cw_media_store_get_database (media), numbers), grace);
}
