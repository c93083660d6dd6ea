/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "cw-category.h"
#include "cw-channel.h"
#include "cw-twitch-clip.h"

G_BEGIN_DECLS

typedef struct _CwHelix CwHelix;

DexFuture *cw_twitch_finder_find_channel (CwHelix    *helix,
                                          const char *text) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_twitch_finder_find_category (CwHelix    *helix,
                                           const char *text) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_twitch_finder_find_clip (CwHelix    *helix,
                                       const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
