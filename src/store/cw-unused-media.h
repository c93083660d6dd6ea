/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-database.h"

G_BEGIN_DECLS

DexFuture *cw_unused_media_list (CwDatabase *database,
                                 const char *folder,
                                 gint64      grace) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_unused_media_delete (CwDatabase        *database,
                                   const char        *folder,
                                   gint64             grace,
                                   const char *const *uris) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
