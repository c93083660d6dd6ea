/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "cw-project.h"

G_BEGIN_DECLS

typedef struct _CwMixer CwMixer;

#define CW_MIXER_RATE 48000

CwMixer *cw_mixer_new (CwProject *project,
                       guint      keep);
void     cw_mixer_free (CwMixer *self);
void     cw_mixer_set_project (CwMixer   *self,
                               CwProject *project);
gint64   cw_mixer_get_sample_at (gint64 time);
gboolean cw_mixer_mix (CwMixer      *self,
                       gint64        sample,
                       float        *stereo,
                       gsize         n,
                       GCancellable *cancellable,
                       GError      **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwMixer, cw_mixer_free)

G_END_DECLS
