/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gst/gst.h>

#include "cw-growing-file.h"

G_BEGIN_DECLS

GstElement *cw_playback_new (const char *path,
                             GError    **error);
GstElement *cw_playback_new_growing (CwGrowingFile *file,
                                     GError       **error);
void        cw_playback_stop (GstElement *playbin);
GObject    *cw_playback_dup_paintable (GstElement *playbin);
gint64      cw_playback_get_frame_time (GstElement *playbin);
gboolean    cw_playback_query_picture (GstElement *playbin,
                                       gint64     *position);
gboolean    cw_playback_seek (GstElement *playbin,
                              double      speed,
                              gint64      position,
                              gboolean    exact);
gboolean    cw_playback_step_back (GstElement *playbin,
                                   double      speed,
                                   gint64      position,
                                   gboolean    cut,
                                   int         frames,
                                   gint64     *target);
gboolean    cw_playback_step (GstElement *playbin,
                              guint       frames);

G_END_DECLS
