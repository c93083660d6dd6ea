/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-clip.h"

G_BEGIN_DECLS

/* How the numbers and times of a clip are written. */

char *cw_clip_text_format_media (const CwMediaInfo *info);
char *cw_clip_text_format_date (gint64 time);
char *cw_clip_text_format_rating (int rating);
char *cw_clip_text_join (const char *first,
                         const char *second);

G_END_DECLS
