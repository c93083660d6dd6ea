/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-player-base.h"

#include "cw-twitch.h"

G_BEGIN_DECLS

#define CW_TYPE_CLIP_PAGE (cw_clip_page_get_type ())
G_DECLARE_FINAL_TYPE (CwClipPage, cw_clip_page, CW, CLIP_PAGE, CwPlayerBase)

/* Signal: open (GObject): the user wants to see a thing of Twitch on a page of its
 * own. */

CwClipPage *cw_clip_page_new (CwTwitch     *twitch,
                              CwTwitchClip *clip);

G_END_DECLS
