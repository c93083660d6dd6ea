/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-clip-item.h"

G_BEGIN_DECLS

#define CW_TYPE_CLIP_CARD (cw_clip_card_get_type ())
G_DECLARE_FINAL_TYPE (CwClipCard, cw_clip_card, CW, CLIP_CARD, CwClipItem)

/* A clip in a grid. */

CwClipCard *cw_clip_card_new (void);

G_END_DECLS
