/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define CW_TYPE_SLEEP_WATCH (cw_sleep_watch_get_type ())
G_DECLARE_FINAL_TYPE (CwSleepWatch, cw_sleep_watch, CW, SLEEP_WATCH, GObject)

/* Properties: asleep (boolean: whether the computer is about to sleep, or does). */

CwSleepWatch *cw_sleep_watch_new (void);
gboolean      cw_sleep_watch_get_asleep (CwSleepWatch *self);

G_END_DECLS
