/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "cw-frame.h"
#include "cw-rate.h"

G_BEGIN_DECLS

#define CW_TYPE_VIDEO_SOURCE (cw_video_source_get_type ())
G_DECLARE_FINAL_TYPE (CwVideoSource, cw_video_source, CW, VIDEO_SOURCE, GObject)

CwVideoSource *cw_video_source_new (const char *path,
                                    CwRate      rate,
                                    gint64      time);
CwVideoSource *cw_video_source_new_full (const char *path,
                                         CwRate      rate,
                                         gint64      time,
                                         guint       n_threads);
CwFrame       *cw_video_source_read (CwVideoSource *self,
                                     gint64         time,
                                     GCancellable  *cancellable,
                                     GError       **error);

G_END_DECLS
