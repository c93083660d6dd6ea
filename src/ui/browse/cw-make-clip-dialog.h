/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cw-twitch.h"

#include "cw-vod.h"

G_BEGIN_DECLS

#define CW_TYPE_MAKE_CLIP_DIALOG (cw_make_clip_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CwMakeClipDialog, cw_make_clip_dialog, CW, MAKE_CLIP_DIALOG, AdwDialog)

/* Signal: made (CwTwitchClip). */

CwMakeClipDialog *cw_make_clip_dialog_new_live (CwTwitch   *twitch,
                                                const char *channel_id,
                                                gint64      duration);
CwMakeClipDialog *cw_make_clip_dialog_new_vod (CwTwitch *twitch,
                                               CwVod    *vod);

G_END_DECLS
