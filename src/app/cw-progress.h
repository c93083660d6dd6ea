/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define CW_TYPE_PROGRESS (cw_progress_get_type ())
G_DECLARE_FINAL_TYPE (CwProgress, cw_progress, CW, PROGRESS, GObject)

/* Properties: done (uint: how many things), total (uint, 0 while it is not known),
 * fraction (double, 0 to 1). They change on the main thread only. */

CwProgress *cw_progress_new (void);
void        cw_progress_set (CwProgress *self,
                             guint       done,
                             guint       total,
                             double      part);
guint       cw_progress_get_done (CwProgress *self);
guint       cw_progress_get_total (CwProgress *self);
double      cw_progress_get_fraction (CwProgress *self);

G_END_DECLS
