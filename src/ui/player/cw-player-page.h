/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-player-base.h"

#include "cw-library.h"

G_BEGIN_DECLS

#define CW_TYPE_PLAYER_PAGE (cw_player_page_get_type ())
G_DECLARE_FINAL_TYPE (CwPlayerPage, cw_player_page, CW, PLAYER_PAGE, CwPlayerBase)

CwPlayerPage *cw_player_page_new (CwLibrary *library,
                                  CwClip    *clip);

G_END_DECLS
