/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define CW_TYPE_AUDIO_SOURCE (cw_audio_source_get_type ())
G_DECLARE_FINAL_TYPE (CwAudioSource, cw_audio_source, CW, AUDIO_SOURCE, GObject)

CwAudioSource *cw_audio_source_new (const char *path,
                                    gint64      sample);
gboolean       cw_audio_source_read (CwAudioSource *self,
                                     gint64         sample,
                                     float         *stereo,
                                     gsize          n,
                                     GCancellable  *cancellable,
                                     GError       **error);

G_END_DECLS
