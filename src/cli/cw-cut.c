/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-cut.h"

#include "cw-probe.h"

#include "cw-project-builder.h"

#include "cw-timecode.h"

#include <libdex.h>

/**
 * cw_cut_new_project:
 * @path: a video
 * @in: (nullable): where to begin, as the user wrote it; %NULL for its beginning
 * @out: (nullable): where to end; %NULL for its end
 * @layout: where the picture lies
 * @preset: what to make
 * @error: %CW_ERROR_INVALID where a time is none or the cut is empty, and what
 *   cw_probe() has to say of the file
 *
 * Looks at a video, waiting on the calling fiber, and makes a project of a part
 * of it.
 *
 * Returns: (transfer full) (nullable): the project
 */
CwProject *
cw_cut_new_project (const char     *path,
                    const char     *in,
                    const char     *out,
                    const CwLayout *layout,
                    const CwPreset *preset,
                    GError        **error)
{
  g_autofree char *title = g_filename_display_basename (path);
  g_autoptr (CwMediaInfo) info = NULL;
  gint64 begin = 0;
  gint64 end;

  if (in != NULL && !cw_timecode_parse (in, &begin, error))
    return NULL;

  if (out != NULL && !cw_timecode_parse (out, &end, error))
    return NULL;

  info = dex_await_boxed (cw_probe (path), error);
  if (info == NULL)
    return NULL;

  return cw_project_new_for_media (path, info, NULL, title, begin, out != NULL ? end : info->duration, layout, preset, error);
}
