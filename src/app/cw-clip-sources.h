/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "cw-rendition.h"
#include "cw-twitch-clip.h"

G_BEGIN_DECLS

typedef struct _CwHelix       CwHelix;
typedef struct _CwHttp        CwHttp;
typedef struct _CwTokenSource CwTokenSource;

#define CW_TYPE_CLIP_SOURCES (cw_clip_sources_get_type ())
G_DECLARE_FINAL_TYPE (CwClipSources, cw_clip_sources, CW, CLIP_SOURCES, GObject)

/* Properties: consent (boolean, the setting “watch-public-clips”: whether the user
 * lets us find the files of anybody's public clips), account-id (nullable string: in
 * whose name Twitch is asked). */

CwClipSources *cw_clip_sources_new (CwHttp        *http,
                                    CwHelix       *helix,
                                    CwTokenSource *tokens);
gboolean       cw_clip_sources_get_consent (CwClipSources *self);
void           cw_clip_sources_set_consent (CwClipSources *self,
                                            gboolean       consent);
void           cw_clip_sources_allow_once (CwClipSources *self);
const char    *cw_clip_sources_get_account_id (CwClipSources *self);
void           cw_clip_sources_set_account_id (CwClipSources *self,
                                               const char    *account_id);
DexFuture     *cw_clip_sources_find_official (CwClipSources     *self,
                                              const char        *channel_id,
                                              const char *const *ids) G_GNUC_WARN_UNUSED_RESULT;
DexFuture     *cw_clip_sources_find_public (CwClipSources *self,
                                            const char    *id) G_GNUC_WARN_UNUSED_RESULT;
DexFuture     *cw_clip_sources_find (CwClipSources *self,
                                     CwTwitchClip  *clip) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
