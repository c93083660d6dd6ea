/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean cw_timecode_parse (const char *text,
                            gint64     *time,
                            GError    **error);
char    *cw_timecode_format (gint64 time);
char    *cw_timecode_format_short (gint64 time);

G_END_DECLS
