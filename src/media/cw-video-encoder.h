/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <gst/video/video.h>

#include "cw-preset.h"

G_BEGIN_DECLS

typedef struct _CwVideoEncoder CwVideoEncoder;

/* Takes the next coded picture (transfer full), on a thread of the encoder. */
typedef void (*CwVideoEncoderFunc) (GstSample *packet,
                                    gpointer   data);

CwVideoEncoder *cw_video_encoder_new (const GstVideoInfo *canvas,
                                      const CwPreset     *preset,
                                      guint               n_threads,
                                      gint64              first,
                                      const char         *output,
                                      CwVideoEncoderFunc  on_packet,
                                      gpointer            data,
                                      GError            **error);
void            cw_video_encoder_free (CwVideoEncoder *self);
gboolean        cw_video_encoder_push (CwVideoEncoder *self,
                                       GstBuffer      *picture,
                                       GCancellable   *cancellable,
                                       GError        **error);
gboolean        cw_video_encoder_finish (CwVideoEncoder *self,
                                         GCancellable   *cancellable,
                                         GError        **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwVideoEncoder, cw_video_encoder_free)

G_END_DECLS
