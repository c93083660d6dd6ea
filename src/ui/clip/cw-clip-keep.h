/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cw-twitch.h"

G_BEGIN_DECLS

#define CW_TYPE_CLIP_KEEP (cw_clip_keep_get_type ())
G_DECLARE_FINAL_TYPE (CwClipKeep, cw_clip_keep, CW, CLIP_KEEP, AdwBin)

/* Brings a clip into the library, and on into the editor. */

void cw_clip_keep_show (CwClipKeep   *self,
                        CwTwitch     *twitch,
                        CwTwitchClip *clip);
void cw_clip_keep_edit (CwClipKeep *self,
                        gint64      in,
                        gint64      out);

G_END_DECLS
