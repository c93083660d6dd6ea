/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cw-clip-keeper.h"

G_BEGIN_DECLS

#define CW_TYPE_KEEPING_BAR (cw_keeping_bar_get_type ())
G_DECLARE_FINAL_TYPE (CwKeepingBar, cw_keeping_bar, CW, KEEPING_BAR, AdwBin)

void cw_keeping_bar_watch (CwKeepingBar *self,
                           CwClipKeeper *keeper);

G_END_DECLS
