/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CW_TYPE_CARD (cw_card_get_type ())
G_DECLARE_DERIVABLE_TYPE (CwCard, cw_card, CW, CARD, AdwBin)

/* A thing in a grid, with a menu: by the other button, a long press, or the action
 * card.menu. Property: menu (GMenuModel, nullable: without one nothing pops up). */

/**
 * CwCardClass:
 * @opening: (nullable): called before the menu pops up
 */
struct _CwCardClass
{
  AdwBinClass parent_class;

  void (*opening) (CwCard *self);
};

G_END_DECLS
