/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define CW_TYPE_STEP_PROGRESS (cw_step_progress_get_type ())
G_DECLARE_FINAL_TYPE (CwStepProgress, cw_step_progress, CW, STEP_PROGRESS, GObject)

/* Properties: done (uint: how many things), total (uint, 0 while it is not known),
 * fraction (double, 0 to 1). They change on the main thread only. */

CwStepProgress *cw_step_progress_new (void);
void            cw_step_progress_set (CwStepProgress *self,
                                      guint           done,
                                      guint           total,
                                      double          part);
guint           cw_step_progress_get_done (CwStepProgress *self);
guint           cw_step_progress_get_total (CwStepProgress *self);
double          cw_step_progress_get_fraction (CwStepProgress *self);

G_END_DECLS
