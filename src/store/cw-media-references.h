/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

GHashTable *cw_media_references_load (sqlite3 *connection,
                                      gint64   after,
                                      gint64  *last,
                                      GError **error);
gboolean    cw_media_references_forget (sqlite3    *connection,
                                        GHashTable *numbers,
                                        GError    **error);

G_END_DECLS
