/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-clip-sources.h"

G_BEGIN_DECLS

/**
 * CwClipRoute:
 * @CW_CLIP_ROUTE_ANY: officially where that goes, otherwise as Twitch's own site does
 * @CW_CLIP_ROUTE_OFFICIAL: only officially
 * @CW_CLIP_ROUTE_PUBLIC: only as Twitch's own site does
 *
 * How the file of a clip is found.
 */
typedef enum
{
  CW_CLIP_ROUTE_ANY,
  CW_CLIP_ROUTE_OFFICIAL,
  CW_CLIP_ROUTE_PUBLIC,
} CwClipRoute;

typedef struct _CwClipAddress CwClipAddress;

CwClipAddress *cw_clip_address_new (CwClipSources *sources,
                                    CwTwitchClip  *clip,
                                    CwRendition   *rendition,
                                    CwClipRoute    route);
void           cw_clip_address_free (gpointer self);
DexFuture     *cw_clip_address_find (gpointer self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
