/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-card.h"

#include "cw-library.h"

G_BEGIN_DECLS

#define CW_TYPE_CLIP_CARD (cw_clip_card_get_type ())
G_DECLARE_FINAL_TYPE (CwClipCard, cw_clip_card, CW, CLIP_CARD, CwCard)

CwClipCard *cw_clip_card_new (CwLibrary *library);
CwClip     *cw_clip_card_get_clip (CwClipCard *self);
void        cw_clip_card_set_clip (CwClipCard *self,
                                   CwClip     *clip);

G_END_DECLS
