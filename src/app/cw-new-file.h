/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

char *cw_new_file_copy (const char           *source,
                        const char           *folder,
                        const char           *stem,
                        const char           *ending,
                        GFileProgressCallback progress,
                        gpointer              data,
                        GCancellable         *cancellable,
                        GError              **error);
char *cw_new_file_write (const char *text,
                         const char *folder,
                         const char *stem,
                         const char *ending,
                         GError    **error);

G_END_DECLS
