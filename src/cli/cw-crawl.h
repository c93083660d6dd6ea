/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

G_BEGIN_DECLS

typedef struct _CwHelix CwHelix;

gboolean   cw_crawl_parse_dates (const char *from_text,
                                 const char *to_text,
                                 gint64     *from,
                                 gint64     *to,
                                 GError    **error);
DexFuture *cw_crawl_run (CwHelix    *helix,
                         const char *channel_id,
                         const char *category_id,
                         gint64      from,
                         gint64      to) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
