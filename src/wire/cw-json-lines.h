/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

guint cw_json_lines_find (const char        *text,
                          gsize              length,
                          const char *const *path,
                          gsize              n_path);

G_END_DECLS
