/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

G_BEGIN_DECLS

typedef struct _CwMediaStore CwMediaStore;

/* How long ago a file has to have come into the library, us: it may have come anew. */
#define CW_TRASH_GRACE G_TIME_SPAN_MINUTE

DexFuture *cw_trash_empty (CwMediaStore *media,
                           gint64        before,
                           gint64        grace) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_trash_delete (CwMediaStore *media,
                            GPtrArray    *clips,
                            gint64        grace) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
