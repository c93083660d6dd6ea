/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* For cw_media_references_load(): not only what came after a command. */
#define CW_MEDIA_REFERENCES_ALL (-1)

GHashTable *cw_media_references_load (sqlite3 *connection,
                                      gint64   after,
                                      gint64  *last,
                                      GError **error);
gboolean    cw_media_references_has_clip (sqlite3    *connection,
                                          const char *uri,
                                          GError    **error);
gboolean    cw_media_references_forget (sqlite3    *connection,
                                        GHashTable *numbers,
                                        GError    **error);

G_END_DECLS
