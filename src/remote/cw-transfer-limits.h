/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

G_BEGIN_DECLS

#define CW_TYPE_TRANSFER_LIMITS (cw_transfer_limits_get_type ())
G_DECLARE_FINAL_TYPE (CwTransferLimits, cw_transfer_limits, CW, TRANSFER_LIMITS, GObject)

CwTransferLimits *cw_transfer_limits_new (guint a_host);
void              cw_transfer_limits_set_rate (CwTransferLimits *self,
                                               gint64            rate);
gint64            cw_transfer_limits_get_rate (CwTransferLimits *self);
gsize             cw_transfer_limits_get_piece (CwTransferLimits *self,
                                                gsize             most);
void              cw_transfer_limits_spend (CwTransferLimits *self,
                                            gint64            bytes,
                                            gint64            now);
gint64            cw_transfer_limits_get_wait (CwTransferLimits *self,
                                               gint64            now);
DexFuture        *cw_transfer_limits_pay (CwTransferLimits *self,
                                          gint64            bytes) G_GNUC_WARN_UNUSED_RESULT;
DexFuture        *cw_transfer_limits_enter (CwTransferLimits *self,
                                            const char       *host) G_GNUC_WARN_UNUSED_RESULT;
void              cw_transfer_limits_leave (CwTransferLimits *self,
                                            const char       *host);

G_END_DECLS
