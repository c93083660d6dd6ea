/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-helix.h"

G_BEGIN_DECLS

/* How short and how long a clip can be, ns. */
#define CW_HELIX_SHORTEST_CLIP (5 * G_GINT64_CONSTANT (1000000000))
#define CW_HELIX_LONGEST_CLIP (60 * G_GINT64_CONSTANT (1000000000))

DexFuture *cw_helix_create_clip (CwHelix    *self,
                                 const char *channel_id,
                                 const char *title,
                                 gint64      duration) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *cw_helix_create_clip_from_vod (CwHelix    *self,
                                          const char *editor_id,
                                          const char *channel_id,
                                          const char *vod_id,
                                          gint64      end,
                                          gint64      duration,
                                          const char *title) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
