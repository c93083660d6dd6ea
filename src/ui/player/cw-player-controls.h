/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cw-player.h"

G_BEGIN_DECLS

#define CW_TYPE_PLAYER_CONTROLS (cw_player_controls_get_type ())
G_DECLARE_FINAL_TYPE (CwPlayerControls, cw_player_controls, CW, PLAYER_CONTROLS, AdwBin)

/* The buttons over a video. They show a player and name the page's actions
 * (player.play-pause and so on). Properties: player (CwPlayer), in and out
 * (int64 ns, -1 for no mark), speed (string: "1.5"), narrow (boolean: only what
 * has no other place). */

gboolean cw_player_controls_get_busy (CwPlayerControls *self);

G_END_DECLS
