/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cw-twitch.h"

G_BEGIN_DECLS

void cw_twitch_pages_watch (AdwNavigationPage *page,
                            CwTwitch          *twitch,
                            AdwNavigationView *navigation);

G_END_DECLS
