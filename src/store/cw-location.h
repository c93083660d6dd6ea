/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the URI of a file in the library's own folder begins with. */
#define CW_LOCATION_LIBRARY "library:"

char    *cw_location_from_path (const char *path);
char    *cw_location_to_path (const char *uri);
void     cw_location_set_library (const char *folder);
char    *cw_location_dup_library (void);
char    *cw_location_build (const char *hash,
                            const char *extension);
char    *cw_location_resolve (const char *uri,
                              const char *folder);
char    *cw_location_dup_hash (const char *uri);
gboolean cw_location_is_library (const char *uri);

G_END_DECLS
