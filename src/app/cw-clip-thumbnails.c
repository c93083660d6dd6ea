/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-async.h"
#include "cw-clip-thumbnails.h"
#include "cw-folder-budget.h"
#include "cw-paths.h"
#include "cw-thumbnail-cache.h"
#include "cw-thumbnail.h"
#include "cw-work-queue.h"

/* Decoding more at a time would only slow down what is watched. */
#define MOST_AT_A_TIME 2

/* Twice the size of a card, for dense screens. */
#define WIDTH 480
#define HEIGHT 270
#define MOST_BYTES (256 * 1024 * 1024)

/**
 * CwClipThumbnails:
 *
 * The pictures of clips, made once and kept in the cache folder.
 */
struct _CwClipThumbnails
{
  GObject parent_instance;

  CwWorkQueue *queue;
};

G_DEFINE_FINAL_TYPE (CwClipThumbnails, cw_clip_thumbnails, G_TYPE_OBJECT)

/* A clip's file may be replaced, so its id alone does not say what is seen. */
static char *
build_path (CwClip *clip)
{
  const CwMediaInfo *info = cw_clip_get_info (clip);
  g_autofree char   *name = g_strdup_printf ("%s-%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT, cw_clip_get_id (clip), info->size, info->duration);

  return cw_paths_build_cache ("thumbnails", name, NULL);
}

static DexFuture *
load_fiber (CwClip *clip)
{
  g_autofree char *path = build_path (clip);
  g_autoptr (CwImage) image = dex_await_boxed (cw_thumbnail_cache_read (path), NULL);
  g_autoptr (GError) error = NULL;

  if (image != NULL)
    return dex_future_new_take_boxed (CW_TYPE_IMAGE, g_steal_pointer (&image));

  /* Beginnings are often black or a title. */
  image = dex_await_boxed (cw_thumbnail_load (cw_clip_get_path (clip), cw_clip_get_duration (clip) / 3, FALSE, WIDTH, HEIGHT), &error);
  if (image == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  cw_detach (cw_thumbnail_cache_write (path, image), "Keeping a thumbnail");
  return dex_future_new_take_boxed (CW_TYPE_IMAGE, g_steal_pointer (&image));
}

static DexFuture *
begin (gpointer data)
{
  return cw_spawn (G_CALLBACK (load_fiber), 1, CW_TYPE_CLIP, data);
}

CwClipThumbnails *
cw_clip_thumbnails_new (void)
{
  return g_object_new (CW_TYPE_CLIP_THUMBNAILS, NULL);
}

/**
 * cw_clip_thumbnails_load:
 * @self: thumbnails
 * @clip: a clip
 *
 * A few are made at a time. Dropping the future before its turn has come means
 * that it is not made at all.
 *
 * Returns: (transfer full): a future that resolves to a boxed #CwImage
 */
DexFuture *
cw_clip_thumbnails_load (CwClipThumbnails *self,
                         CwClip           *clip)
{
  dex_return_error_if_fail (CW_IS_CLIP_THUMBNAILS (self));
  dex_return_error_if_fail (CW_IS_CLIP (clip));

  return cw_work_queue_run (self->queue, begin, g_object_ref (clip), g_object_unref);
}

/**
 * cw_clip_thumbnails_prune:
 * @self: thumbnails
 *
 * Throws away what was not looked at for longest, down to 256 MiB.
 *
 * Returns: (transfer full): a future that resolves once that is done
 */
DexFuture *
cw_clip_thumbnails_prune (CwClipThumbnails *self)
{
  g_autofree char *folder = cw_paths_build_cache ("thumbnails", NULL);

  dex_return_error_if_fail (CW_IS_CLIP_THUMBNAILS (self));

  return cw_folder_budget_keep (folder, MOST_BYTES, 0);
}

static void
cw_clip_thumbnails_finalize (GObject *object)
{
  g_object_unref (CW_CLIP_THUMBNAILS (object)->queue);

  G_OBJECT_CLASS (cw_clip_thumbnails_parent_class)->finalize (object);
}

static void
cw_clip_thumbnails_class_init (CwClipThumbnailsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cw_clip_thumbnails_finalize;
}

static void
cw_clip_thumbnails_init (CwClipThumbnails *self)
{
  self->queue = cw_work_queue_new (MOST_AT_A_TIME);
}
