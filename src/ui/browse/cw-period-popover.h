/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CW_TYPE_PERIOD_POPOVER (cw_period_popover_get_type ())
G_DECLARE_FINAL_TYPE (CwPeriodPopover, cw_period_popover, CW, PERIOD_POPOVER, GtkPopover)

/* Chooses a period: a day to all times, or from one day to another. Signal:
 * changed. */

const char *cw_period_popover_get_name (CwPeriodPopover *self);
void        cw_period_popover_get_period (CwPeriodPopover *self,
                                          gint64          *from,
                                          gint64          *to);

G_END_DECLS
