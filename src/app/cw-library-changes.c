/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-error.h"
#include "cw-library-private.h"
#include "cw-library.h"

#include <glib/gi18n.h>

/* What the user may do with the clips of a CwLibrary: each is one command of the log. */

/* Longer than any that means something, bytes. */
#define MOST_TAG 100

static DexFuture *
change (CwLibrary   *self,
        CwClipChange what,
        GVariant    *value,
        GPtrArray   *clips)
{
  g_autoptr (GArray) numbers = cw_clip_dup_numbers (clips);

  return cw_library_show_change (self, cw_clip_store_change (cw_library_get_store (self), what, value, numbers, clips->len == 1 ? cw_clip_get_title (clips->pdata[0]) : NULL));
}

static DexFuture *
change_one (CwLibrary   *self,
            CwClipChange what,
            GVariant    *value,
            CwClip      *clip)
{
  g_autoptr (GPtrArray) clips = g_ptr_array_new ();

  g_ptr_array_add (clips, clip);
  return change (self, what, value, clips);
}

/**
 * cw_library_rename:
 * @self: a library
 * @clip: a clip in it
 * @title: what it is to be called
 *
 * Returns: (transfer full): a future that resolves once it is called that,
 *   also after a crash; rejects with %CW_ERROR_INVALID where @title is blank
 */
DexFuture *
cw_library_rename (CwLibrary  *self,
                   CwClip     *clip,
                   const char *title)
{
  g_autofree char *stripped = NULL;

  dex_return_error_if_fail (CW_IS_LIBRARY (self));
  dex_return_error_if_fail (CW_IS_CLIP (clip));
  dex_return_error_if_fail (title != NULL);

  stripped = g_strstrip (g_strdup (title));
  if (*stripped == '\0')
    return dex_future_new_reject (CW_ERROR, CW_ERROR_INVALID, _ ("A clip needs a name"));

  return change_one (self, CW_CLIP_CHANGE_TITLE, g_variant_new_string (stripped), clip);
}

/**
 * cw_library_remove:
 * @self: a library
 * @clips: (element-type CwClip): clips in it
 *
 * Puts clips into the trash; their files stay.
 *
 * Returns: (transfer full): a future that resolves to how many are out
 */
DexFuture *
cw_library_remove (CwLibrary *self,
                   GPtrArray *clips)
{
  dex_return_error_if_fail (CW_IS_LIBRARY (self));
  dex_return_error_if_fail (clips != NULL);

  return change (self, CW_CLIP_CHANGE_REMOVE, g_variant_new_int64 (g_get_real_time ()), clips);
}

/**
 * cw_library_restore:
 * @self: a library
 * @clips: (element-type CwClip): clips in the trash
 *
 * Returns: (transfer full): a future that resolves once they are back at their place
 */
DexFuture *
cw_library_restore (CwLibrary *self,
                    GPtrArray *clips)
{
  dex_return_error_if_fail (CW_IS_LIBRARY (self));
  dex_return_error_if_fail (clips != NULL);

  return change (self, CW_CLIP_CHANGE_RESTORE, NULL, clips);
}

/**
 * cw_library_rate:
 * @self: a library
 * @clips: (element-type CwClip): clips in it
 * @rating: 1 to 5 stars, or 0 for none
 *
 * Returns: (transfer full): a future that resolves once they have it
 */
DexFuture *
cw_library_rate (CwLibrary *self,
                 GPtrArray *clips,
                 int        rating)
{
  dex_return_error_if_fail (CW_IS_LIBRARY (self));
  dex_return_error_if_fail (clips != NULL);

  if (rating < 0 || rating > 5)
    return dex_future_new_reject (CW_ERROR, CW_ERROR_INVALID, _ ("A rating is from 0 to 5"));

  return change (self, CW_CLIP_CHANGE_RATING, g_variant_new_int32 (rating), clips);
}

/**
 * cw_library_set_favourite:
 * @self: a library
 * @clips: (element-type CwClip): clips in it
 * @favourite: whether they are
 *
 * Returns: (transfer full): a future that resolves once they are
 */
DexFuture *
cw_library_set_favourite (CwLibrary *self,
                          GPtrArray *clips,
                          gboolean   favourite)
{
  dex_return_error_if_fail (CW_IS_LIBRARY (self));
  dex_return_error_if_fail (clips != NULL);

  return change (self, CW_CLIP_CHANGE_FAVOURITE, g_variant_new_boolean (favourite), clips);
}

/**
 * cw_library_set_note:
 * @self: a library
 * @clip: a clip in it
 * @note: what to remember of it; "" for nothing
 *
 * Returns: (transfer full): a future that resolves once that is noted
 */
DexFuture *
cw_library_set_note (CwLibrary  *self,
                     CwClip     *clip,
                     const char *note)
{
  dex_return_error_if_fail (CW_IS_LIBRARY (self));
  dex_return_error_if_fail (CW_IS_CLIP (clip));
  dex_return_error_if_fail (note != NULL);

  return change_one (self, CW_CLIP_CHANGE_NOTE, g_variant_new_string (note), clip);
}

/**
 * cw_library_tag:
 * @self: a library
 * @clips: (element-type CwClip): clips in it
 * @tag: a word or some
 *
 * Returns: (transfer full): a future that resolves once all have that tag; rejected
 *   with %CW_ERROR_INVALID where it is none
 */
DexFuture *
cw_library_tag (CwLibrary  *self,
                GPtrArray  *clips,
                const char *tag)
{
  g_autofree char *stripped = NULL;

  dex_return_error_if_fail (CW_IS_LIBRARY (self));
  dex_return_error_if_fail (clips != NULL);
  dex_return_error_if_fail (tag != NULL);

  stripped = g_strstrip (g_strdelimit (g_strdup (tag), "\r\n\t", ' '));
  if (*stripped == '\0' || strlen (stripped) > MOST_TAG)
    return dex_future_new_reject (CW_ERROR, CW_ERROR_INVALID, _ ("A tag is one or a few words"));

  return change (self, CW_CLIP_CHANGE_TAG, g_variant_new_string (stripped), clips);
}

/**
 * cw_library_untag:
 * @self: a library
 * @clips: (element-type CwClip): clips in it
 * @tag: a tag of some
 *
 * Returns: (transfer full): a future that resolves once none has that tag
 */
DexFuture *
cw_library_untag (CwLibrary  *self,
                  GPtrArray  *clips,
                  const char *tag)
{
  dex_return_error_if_fail (CW_IS_LIBRARY (self));
  dex_return_error_if_fail (clips != NULL);
  dex_return_error_if_fail (tag != NULL);

  return change (self, CW_CLIP_CHANGE_UNTAG, g_variant_new_string (tag), clips);
}

/**
 * cw_library_locate:
 * @self: a library
 * @clip: a clip whose file was moved
 * @path: where its file is now
 *
 * Returns: (transfer full): a future that resolves once @clip is there; rejects
 *   with %CW_ERROR_INVALID where the file is another video
 */
DexFuture *
cw_library_locate (CwLibrary  *self,
                   CwClip     *clip,
                   const char *path)
{
  dex_return_error_if_fail (CW_IS_LIBRARY (self));
  dex_return_error_if_fail (CW_IS_CLIP (clip));
  dex_return_error_if_fail (path != NULL);

  return cw_library_show_change (self, cw_importer_locate (cw_library_get_importer (self), clip, path));
}

/**
 * cw_library_watch:
 * @self: a library
 * @clip: a clip in it
 * @position: up to where it was watched, ns; 0 where to its end
 *
 * Returns: (transfer full): a future that resolves once that is remembered
 */
DexFuture *
cw_library_watch (CwLibrary *self,
                  CwClip    *clip,
                  gint64     position)
{
  dex_return_error_if_fail (CW_IS_LIBRARY (self));
  dex_return_error_if_fail (CW_IS_CLIP (clip));

  return cw_clip_store_watch (cw_library_get_store (self), cw_clip_get_number (clip), position, g_get_real_time ());
}

/**
 * cw_library_forget_watching:
 * @self: a library
 *
 * Returns: (transfer full): a future that resolves once nothing says any more what was
 *   watched
 */
DexFuture *
cw_library_forget_watching (CwLibrary *self)
{
  dex_return_error_if_fail (CW_IS_LIBRARY (self));

  return cw_library_show_change (self, cw_clip_store_forget_watching (cw_library_get_store (self)));
}

/**
 * cw_library_undo:
 * @self: a library
 *
 * Returns: (transfer full): as cw_command_log_undo(), once it is seen in the lists
 */
DexFuture *
cw_library_undo (CwLibrary *self)
{
  dex_return_error_if_fail (CW_IS_LIBRARY (self));

  return cw_library_show_change (self, cw_command_log_undo (cw_library_get_log (self)));
}

/**
 * cw_library_redo:
 * @self: a library
 *
 * Returns: (transfer full): as cw_command_log_redo(), once it is seen in the lists
 */
DexFuture *
cw_library_redo (CwLibrary *self)
{
  dex_return_error_if_fail (CW_IS_LIBRARY (self));

  return cw_library_show_change (self, cw_command_log_redo (cw_library_get_log (self)));
}
