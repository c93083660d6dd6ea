/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-storage-use.h"

#include <libdex.h>

G_BEGIN_DECLS

typedef struct _CwMediaStore CwMediaStore;

DexFuture *cw_storage_report_load (CwMediaStore *media) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_storage_report_plan (CwMediaStore *media,
                                   gint64        budget) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_storage_report_enforce (CwMediaStore *media,
                                      gint64        budget) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_storage_report_clear_caches (void) G_GNUC_WARN_UNUSED_RESULT;
gint64     cw_storage_report_sum (GPtrArray *uses);

G_END_DECLS
