/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-library.h"
#include "cw-player.h"

G_BEGIN_DECLS

#define CW_TYPE_WATCHING (cw_watching_get_type ())
G_DECLARE_FINAL_TYPE (CwWatching, cw_watching, CW, WATCHING, GObject)

CwWatching *cw_watching_new (CwLibrary *library,
                             CwClip    *clip,
                             CwPlayer  *player);
gint64      cw_watching_resume (CwWatching *self);
void        cw_watching_leave (CwWatching *self);

G_END_DECLS
