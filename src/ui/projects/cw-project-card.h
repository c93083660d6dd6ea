/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-card.h"

G_BEGIN_DECLS

#define CW_TYPE_PROJECT_CARD (cw_project_card_get_type ())
G_DECLARE_FINAL_TYPE (CwProjectCard, cw_project_card, CW, PROJECT_CARD, CwCard)

/* A project in a grid. Actions: card.open, card.rename, card.remove, card.menu. */

CwProjectCard *cw_project_card_new (void);
void           cw_project_card_set_entry (CwProjectCard *self,
                                          GObject       *entry);

G_END_DECLS
