/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-helix.h"
#include "cw-rendition.h"

G_BEGIN_DECLS

/* How many clips Twitch takes at once. */
#define CW_HELIX_MOST_DOWNLOADS 10

DexFuture *cw_helix_find_downloads (CwHelix           *self,
                                    const char        *editor_id,
                                    const char        *channel_id,
                                    const char *const *ids) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
