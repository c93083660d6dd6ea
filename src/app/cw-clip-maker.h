/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "cw-twitch-clip.h"

G_BEGIN_DECLS

typedef struct _CwHelix CwHelix;

#define CW_TYPE_CLIP_MAKER (cw_clip_maker_get_type ())
G_DECLARE_FINAL_TYPE (CwClipMaker, cw_clip_maker, CW, CLIP_MAKER, GObject)

/* Makes one clip at Twitch. Property: slug (string, nullable: what Twitch calls the
 * clip, once it has taken the order). */

/* How long Twitch may take to publish a clip until that is given up, s. */
#define CW_CLIP_MAKER_PATIENCE 120

CwClipMaker *cw_clip_maker_new (CwHelix *helix);
DexFuture   *cw_clip_maker_make_live (CwClipMaker *self,
                                      const char  *channel_id,
                                      const char  *title,
                                      gint64       duration) G_GNUC_WARN_UNUSED_RESULT;
DexFuture   *cw_clip_maker_make_from_vod (CwClipMaker *self,
                                          const char  *editor_id,
                                          const char  *channel_id,
                                          const char  *vod_id,
                                          gint64       end,
                                          gint64       duration,
                                          const char  *title) G_GNUC_WARN_UNUSED_RESULT;
DexFuture   *cw_clip_maker_wait (CwClipMaker *self) G_GNUC_WARN_UNUSED_RESULT;
const char  *cw_clip_maker_get_slug (CwClipMaker *self);

G_END_DECLS
