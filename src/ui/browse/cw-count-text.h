/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *cw_count_text_format (gint64 count);
char *cw_count_text_format_views (gint64 views);
char *cw_count_text_format_viewers (gint64 viewers);

G_END_DECLS
