/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-clip-metadata.h"
#include "cw-database.h"

G_BEGIN_DECLS

gboolean cw_metadata_sql_write (sqlite3        *connection,
                                const char     *clip_id,
                                CwClipMetadata *metadata,
                                GError        **error);

G_END_DECLS
