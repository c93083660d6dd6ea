/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean cw_mp4_timing_tidy_index (guint8 *data,
                                   gsize   size);
gboolean cw_mp4_timing_tidy_file (const char *path,
                                  GError    **error);

G_END_DECLS
