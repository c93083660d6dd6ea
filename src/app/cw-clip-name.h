/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-twitch-clip.h"

G_BEGIN_DECLS

char       *cw_clip_name_build (const char *channel,
                                const char *title,
                                const char *id,
                                const char *suffix);
char       *cw_clip_name_make (CwTwitchClip *clip,
                               gboolean      portrait);
const char *cw_clip_name_get_ending (const char *path);

G_END_DECLS
