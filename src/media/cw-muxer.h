/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <gst/gst.h>

G_BEGIN_DECLS

typedef struct _CwMuxer CwMuxer;

CwMuxer *cw_muxer_new (const char *path,
                       const char *output,
                       int         audio_bitrate,
                       GError    **error);
void     cw_muxer_free (CwMuxer *self);
gboolean cw_muxer_push_packet (CwMuxer      *self,
                               GstSample    *packet,
                               GCancellable *cancellable,
                               GError      **error);
void     cw_muxer_push_sound (CwMuxer     *self,
                              const float *stereo,
                              gsize        n);
gboolean cw_muxer_finish (CwMuxer      *self,
                          GCancellable *cancellable,
                          GError      **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwMuxer, cw_muxer_free)

G_END_DECLS
