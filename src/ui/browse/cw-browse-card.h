/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-card.h"

#include "cw-card-text.h"

#include "cw-twitch.h"

G_BEGIN_DECLS

#define CW_TYPE_BROWSE_CARD (cw_browse_card_get_type ())
G_DECLARE_FINAL_TYPE (CwBrowseCard, cw_browse_card, CW, BROWSE_CARD, CwCard)

CwBrowseCard *cw_browse_card_new (CwTwitch *twitch);
void          cw_browse_card_set_width (CwBrowseCard *self,
                                        int           width);
void          cw_browse_card_set_item (CwBrowseCard     *self,
                                       GObject          *item,
                                       const CwCardText *text);
GObject      *cw_browse_card_get_item (CwBrowseCard *self);

G_END_DECLS
