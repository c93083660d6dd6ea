/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-library-trash.h"

#include "cw-library-private.h"
#include "cw-media-store.h"
#include "cw-trash.h"

/**
 * CwLibraryTrash:
 *
 * The library's trash, for views: its clips, and an end for them.
 */
struct _CwLibraryTrash
{
  GObject parent_instance;

  CwLibrary    *library;
  CwMediaStore *media;
  CwClipList   *clips;
};

G_DEFINE_FINAL_TYPE (CwLibraryTrash, cw_library_trash, G_TYPE_OBJECT)

/**
 * cw_library_trash_new:
 * @library: a library
 * @media: its own files
 *
 * Returns: (transfer full): its trash, with no clips until the library is loaded
 */
CwLibraryTrash *
cw_library_trash_new (CwLibrary    *library,
                      CwMediaStore *media)
{
  CwLibraryTrash *self;

  g_return_val_if_fail (CW_IS_LIBRARY (library), NULL);
  g_return_val_if_fail (CW_IS_MEDIA_STORE (media), NULL);

  self = g_object_new (CW_TYPE_LIBRARY_TRASH, NULL);
  self->library = g_object_ref (library);
  self->media = g_object_ref (media);
  self->clips = cw_library_make_list (library, NULL, TRUE);

  return self;
}

CwLibrary *
cw_library_trash_get_library (CwLibraryTrash *self)
{
  g_return_val_if_fail (CW_IS_LIBRARY_TRASH (self), NULL);

  return self->library;
}

/**
 * cw_library_trash_get_clips:
 * @self: the trash
 *
 * Returns: (transfer none): what is in it, what was removed last first
 */
CwClipList *
cw_library_trash_get_clips (CwLibraryTrash *self)
{
  g_return_val_if_fail (CW_IS_LIBRARY_TRASH (self), NULL);

  return self->clips;
}

static DexFuture *
on_seen (DexFuture *future,
         gpointer   data)
{
  return dex_ref (data);
}

static DexFuture *
on_loaded (DexFuture *future,
           gpointer   data)
{
  return cw_library_refresh (data);
}

/* What could be undone of it cannot any more, and that is to be seen as well. */
static DexFuture *
on_gone (DexFuture *future,
         gpointer   data)
{
  CwLibraryTrash *self = data;
  DexFuture      *seen = dex_future_then (cw_command_log_load (cw_library_get_log (self->library)), on_loaded, g_object_ref (self->library), g_object_unref);

  return dex_future_finally (seen, on_seen, dex_ref (future), dex_unref);
}

/**
 * cw_library_trash_delete:
 * @self: the trash
 * @clips: (element-type CwClip): clips in it
 *
 * Deletes them for good; see cw_trash_empty().
 *
 * Returns: (transfer full): a future of an int64: how many bytes that has freed; it
 *   resolves once all lists have seen it
 */
DexFuture *
cw_library_trash_delete (CwLibraryTrash *self,
                         GPtrArray      *clips)
{
  dex_return_error_if_fail (CW_IS_LIBRARY_TRASH (self));
  dex_return_error_if_fail (clips != NULL);

  return dex_future_then (cw_trash_delete (self->media, clips, CW_TRASH_GRACE), on_gone, g_object_ref (self), g_object_unref);
}

/**
 * cw_library_trash_empty:
 * @self: the trash
 *
 * Deletes all that is in it now for good; see cw_trash_empty().
 *
 * Returns: (transfer full): as for cw_library_trash_delete()
 */
DexFuture *
cw_library_trash_empty (CwLibraryTrash *self)
{
  dex_return_error_if_fail (CW_IS_LIBRARY_TRASH (self));

  return dex_future_then (cw_trash_empty (self->media, G_MAXINT64, CW_TRASH_GRACE), on_gone, g_object_ref (self), g_object_unref);
}

static void
cw_library_trash_finalize (GObject *object)
{
  CwLibraryTrash *self = CW_LIBRARY_TRASH (object);

  g_clear_object (&self->clips);
  g_clear_object (&self->media);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (cw_library_trash_parent_class)->finalize (object);
}

static void
cw_library_trash_class_init (CwLibraryTrashClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cw_library_trash_finalize;
}

static void
cw_library_trash_init (CwLibraryTrash *self)
{
}
