/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "cw-watched-channel.h"

G_BEGIN_DECLS

typedef struct _CwHelix CwHelix;

DexFuture *cw_channel_check_run (CwHelix          *helix,
                                 CwWatchedChannel *channel,
                                 gint64            now) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
