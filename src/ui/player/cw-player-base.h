/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cw-player-controls.h"

#include "cw-player.h"

G_BEGIN_DECLS

#define CW_TYPE_PLAYER_BASE (cw_player_base_get_type ())
G_DECLARE_DERIVABLE_TYPE (CwPlayerBase, cw_player_base, CW, PLAYER_BASE, AdwNavigationPage)

/* A page on which something is played: its keys, its marks, and controls that hide
 * while it plays. Properties: player, in, out (ns, -1 without a mark), speed (as
 * text). Actions: player.*. */

/**
 * CwPlayerBaseClass:
 * @edit: makes a project of what is marked, from @in to @out in ns, -1 where there
 *   is no mark
 */
struct _CwPlayerBaseClass
{
  AdwNavigationPageClass parent_class;

  void (*edit) (CwPlayerBase *self,
                gint64        in,
                gint64        out);
};

CwPlayer *cw_player_base_get_player (CwPlayerBase *self);
void      cw_player_base_set_parts (CwPlayerBase     *self,
                                    AdwToolbarView   *view,
                                    GtkPicture       *picture,
                                    CwPlayerControls *controls);
void      cw_player_base_set_failed (CwPlayerBase *self,
                                     gboolean      failed);
void      cw_player_base_reveal (CwPlayerBase *self);
void      cw_player_base_take_focus (CwPlayerBase *self);

/* For templates. */
void     cw_player_base_on_motion (CwPlayerBase *self,
                                   double        x,
                                   double        y);
gboolean cw_player_base_on_key (CwPlayerBase *self);
void     cw_player_base_on_pressed (CwPlayerBase *self,
                                    int           n_press);

G_END_DECLS
