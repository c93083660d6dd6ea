/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define CW_TYPE_PROGRESS (cw_progress_get_type ())
G_DECLARE_FINAL_TYPE (CwProgress, cw_progress, CW, PROGRESS, GObject)

CwProgress *cw_progress_new (void);
void        cw_progress_add_total (CwProgress *self,
                                   gint64      n);
void        cw_progress_add (CwProgress *self,
                             gint64      n);
gint64      cw_progress_get_done (CwProgress *self);
gint64      cw_progress_get_total (CwProgress *self);
double      cw_progress_get_fraction (CwProgress *self);

G_END_DECLS
