/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-browse-page.h"

G_BEGIN_DECLS

void cw_twitch_pages_watch (CwBrowsePage      *page,
                            AdwNavigationView *navigation);

G_END_DECLS
