/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "cw-preset.h"
#include "cw-project.h"

G_BEGIN_DECLS

#define CW_TYPE_RENDER (cw_render_get_type ())
G_DECLARE_FINAL_TYPE (CwRender, cw_render, CW, RENDER, GObject)

/* One rendering of a project to a file. Properties, notified on the thread that
 * made it, at most ten times a second: progress (0 to 1), speed (times real
 * time), eta (s, -1 unknown). The project is copied: later edits do not matter.
 * Width, height and rate are the project's; the preset decides the encoding. */

CwRender *cw_render_new (CwProject      *project,
                         const CwPreset *preset,
                         const char     *output);
/* Writes beside OUTPUT and renames at the end, so there is never half a file
 * under that name. Dropping the future cancels and removes what was written.
 * Resolves to the number of frames (int64). */
DexFuture *cw_render_run (CwRender *self) G_GNUC_WARN_UNUSED_RESULT;
void       cw_render_set_workers (CwRender *self,
                                  guint     n);
double     cw_render_get_progress (CwRender *self);
double     cw_render_get_speed (CwRender *self);
gint64     cw_render_get_eta (CwRender *self);

G_END_DECLS
