/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "cw-library.h"

G_BEGIN_DECLS

#define CW_TYPE_CLIP_ORIGINS (cw_clip_origins_get_type ())
G_DECLARE_FINAL_TYPE (CwClipOrigins, cw_clip_origins, CW, CLIP_ORIGINS, GObject)

/* The signal “changed” (string: a clip's id on Twitch; its detail) tells that
 * cw_clip_origins_find() says something else of it now. */

CwClipOrigins *cw_clip_origins_new (CwDatabase *database,
                                    CwLibrary  *library);
const char    *cw_clip_origins_find (CwClipOrigins *self,
                                     const char    *twitch_id);
DexFuture     *cw_clip_origins_look_up (CwClipOrigins *self,
                                        const char    *twitch_id) G_GNUC_WARN_UNUSED_RESULT;
DexFuture     *cw_clip_origins_load_kept (CwClipOrigins *self,
                                          const char    *twitch_id) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
