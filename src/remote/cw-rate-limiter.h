/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

G_BEGIN_DECLS

#define CW_TYPE_RATE_LIMITER (cw_rate_limiter_get_type ())
G_DECLARE_FINAL_TYPE (CwRateLimiter, cw_rate_limiter, CW, RATE_LIMITER, GObject)

CwRateLimiter *cw_rate_limiter_new (guint a_minute);
gint64         cw_rate_limiter_take (CwRateLimiter *self,
                                     gint64         now);
void           cw_rate_limiter_learn (CwRateLimiter *self,
                                      gint64         a_minute,
                                      gint64         remaining,
                                      gint64         now);
void           cw_rate_limiter_pause (CwRateLimiter *self,
                                      gint64         until);
DexFuture     *cw_rate_limiter_wait (CwRateLimiter *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
