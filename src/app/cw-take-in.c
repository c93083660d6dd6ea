/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-take-in.h"

#include "cw-async.h"

/* What the library calls a clip that it knows nothing of. */
static char *
title_from_path (const char *path)
{
  g_autofree char *name = g_filename_display_basename (path);
  char            *dot = strrchr (name, '.');

  if (dot != NULL && dot != name)
    *dot = '\0';

  return g_steal_pointer (&name);
}

static DexFuture *
take_in_fiber (CwLibrary      *library,
               const char     *path,
               CwClipMetadata *metadata)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *plain = title_from_path (path);
  const char      *title = cw_clip_metadata_get_title (metadata);
  g_autoptr (CwClip) clip = dex_await_object (cw_library_import (library, path), &error);

  if (clip == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  /* What the user called it stays. */
  if (*title != '\0' && g_str_equal (cw_clip_get_title (clip), plain) && !g_str_equal (title, plain))
    if (!dex_await (cw_library_rename (library, clip, title), &error))
      return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_take_object (g_steal_pointer (&clip));
}

/**
 * cw_take_in:
 * @path: a media file
 * @metadata: what is known of it
 * @library: a #CwLibrary
 *
 * The one place where what was found beside a file meets the library: a #CwTakeInFunc.
 *
 * Returns: (transfer full): a future that resolves to the #CwClip
 */
DexFuture *
cw_take_in (const char     *path,
            CwClipMetadata *metadata,
            gpointer        library)
{
  dex_return_error_if_fail (path != NULL);
  dex_return_error_if_fail (CW_IS_CLIP_METADATA (metadata));
  dex_return_error_if_fail (CW_IS_LIBRARY (library));

  return cw_spawn (G_CALLBACK (take_in_fiber), 3, CW_TYPE_LIBRARY, library, G_TYPE_STRING, path, CW_TYPE_CLIP_METADATA, metadata);
}
