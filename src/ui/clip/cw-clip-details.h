/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cw-twitch.h"

G_BEGIN_DECLS

#define CW_TYPE_CLIP_DETAILS (cw_clip_details_get_type ())
G_DECLARE_FINAL_TYPE (CwClipDetails, cw_clip_details, CW, CLIP_DETAILS, AdwBin)

/* What is known of a clip. Signal: open (GObject): its channel or category. */

void cw_clip_details_show (CwClipDetails *self,
                           CwTwitch      *twitch,
                           CwTwitchClip  *clip);

G_END_DECLS
