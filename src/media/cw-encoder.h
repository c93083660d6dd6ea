/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <gst/video/video.h>

#include "cw-preset.h"

G_BEGIN_DECLS

typedef struct _CwEncoder CwEncoder;

CwEncoder *cw_encoder_new (const char         *path,
                           const char         *output,
                           const GstVideoInfo *canvas,
                           const CwPreset     *preset,
                           GError            **error);
void       cw_encoder_free (CwEncoder *self);
gboolean   cw_encoder_push_picture (CwEncoder    *self,
                                    GstBuffer    *picture,
                                    GCancellable *cancellable,
                                    GError      **error);
void       cw_encoder_push_sound (CwEncoder   *self,
                                  const float *stereo,
                                  gsize        n);
gboolean   cw_encoder_finish (CwEncoder    *self,
                              GCancellable *cancellable,
                              GError      **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwEncoder, cw_encoder_free)

G_END_DECLS
