/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char    *cw_library_folder_dup (void);
gboolean cw_library_folder_set (const char *folder);

G_END_DECLS
