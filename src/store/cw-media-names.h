/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *cw_media_names_link (const char *folder,
                           const char *uri,
                           const char *name);
void  cw_media_names_forget (const char *folder,
                             const char *uri);
void  cw_media_names_remove (const char *folder);

G_END_DECLS
