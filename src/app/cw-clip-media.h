/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "cw-clip-sources.h"
#include "cw-growing-file.h"
#include "cw-rendition.h"
#include "cw-twitch-clip.h"
#include "cw-watch-cache.h"

G_BEGIN_DECLS

/**
 * CwClipMediaState:
 * @CW_CLIP_MEDIA_IDLE: nothing was asked for
 * @CW_CLIP_MEDIA_NEEDS_CONSENT: the user has to allow it first
 * @CW_CLIP_MEDIA_FINDING: its files are being looked for
 * @CW_CLIP_MEDIA_READY: there is a file to play, which may still come
 * @CW_CLIP_MEDIA_FAILED: there is none; the property “error” says why
 */
typedef enum
{
  CW_CLIP_MEDIA_IDLE,
  CW_CLIP_MEDIA_NEEDS_CONSENT,
  CW_CLIP_MEDIA_FINDING,
  CW_CLIP_MEDIA_READY,
  CW_CLIP_MEDIA_FAILED,
} CwClipMediaState;

#define CW_TYPE_CLIP_MEDIA_STATE (cw_clip_media_state_get_type ())
GType cw_clip_media_state_get_type (void);

#define CW_TYPE_CLIP_MEDIA (cw_clip_media_get_type ())
G_DECLARE_FINAL_TYPE (CwClipMedia, cw_clip_media, CW, CLIP_MEDIA, GObject)

/* Properties: state, renditions (GListModel of CwRendition, the best first),
 * rendition (nullable; can be set), file (nullable CwGrowingFile, for
 * cw_player_open_growing()), received and total (int64: bytes, 0 while unknown), error
 * (nullable GError). */

CwClipMedia     *cw_clip_media_new (CwHttp        *http,
                                    CwClipSources *sources,
                                    CwWatchCache  *cache,
                                    CwTwitchClip  *clip);
void             cw_clip_media_load (CwClipMedia *self);
void             cw_clip_media_find_others (CwClipMedia *self);
CwTwitchClip    *cw_clip_media_get_clip (CwClipMedia *self);
CwClipMediaState cw_clip_media_get_state (CwClipMedia *self);
GListModel      *cw_clip_media_get_renditions (CwClipMedia *self);
CwRendition     *cw_clip_media_get_rendition (CwClipMedia *self);
void             cw_clip_media_set_rendition (CwClipMedia *self,
                                              CwRendition *rendition);
CwGrowingFile   *cw_clip_media_get_file (CwClipMedia *self);
const GError    *cw_clip_media_get_error (CwClipMedia *self);

G_END_DECLS
