/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-async.h"
#include "cw-error.h"
#include "cw-media-info.h"
#include "cw-probe.h"
#include "cw-same-media.h"
#include "cw-timecode.h"

#include <glib/gi18n.h>

/* How much a duration may differ that another container gives to the same media. */
#define TOLERANCE G_GINT64_CONSTANT (100000000)

static DexFuture *
check_fiber (const char *path,
             int         width,
             int         height,
             gint64      duration)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CwMediaInfo) info = dex_await_boxed (cw_probe (path), &error);
  g_autofree char *name = g_filename_display_basename (path);

  if (info == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  if (width > 0 && (info->width != width || info->height != height))
    return dex_future_new_reject (CW_ERROR, CW_ERROR_INVALID,
                                  _ ("“%s” is another video: its picture is %d × %d, not %d × %d"),
                                  name, info->width, info->height, width, height);

  if (duration > 0 && ABS (info->duration - duration) > TOLERANCE)
    {
      g_autofree char *found = cw_timecode_format (info->duration);
      g_autofree char *wanted = cw_timecode_format (duration);

      return dex_future_new_reject (CW_ERROR, CW_ERROR_INVALID,
                                    _ ("“%s” is another video: it is %s long, not %s"), name, found, wanted);
    }

  return dex_future_new_take_boxed (CW_TYPE_MEDIA_INFO, g_steal_pointer (&info));
}

/**
 * cw_same_media_check:
 * @path: a file that is said to be one that was moved
 * @width: px of the picture that is looked for, 0 where unknown
 * @height: px
 * @duration: ns, 0 where unknown
 *
 * Returns: (transfer full): a future that resolves to the file's boxed
 *   #CwMediaInfo where it is the same media, as far as can be told, or rejects
 *   with %CW_ERROR_INVALID and what is different
 */
DexFuture *
cw_same_media_check (const char *path,
                     int         width,
                     int         height,
                     gint64      duration)
{
  dex_return_error_if_fail (path != NULL);

  return cw_spawn (G_CALLBACK (check_fiber), 4,
                   G_TYPE_STRING, path,
                   G_TYPE_INT, width,
                   G_TYPE_INT, height,
                   G_TYPE_INT64, duration);
}
