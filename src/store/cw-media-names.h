/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

G_BEGIN_DECLS

char      *cw_media_names_link (const char *folder,
                                const char *uri,
                                const char *name);
DexFuture *cw_media_names_give (const char *const *paths, const char *const *names) G_GNUC_WARN_UNUSED_RESULT;
void       cw_media_names_forget (const char *folder,
                                  const char *uri);
void       cw_media_names_remove (const char *folder);

G_END_DECLS
