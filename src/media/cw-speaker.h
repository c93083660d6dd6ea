/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-project.h"

G_BEGIN_DECLS

typedef struct _CwSpeaker CwSpeaker;

CwSpeaker *cw_speaker_new (void);
void       cw_speaker_free (CwSpeaker *self);
void       cw_speaker_set_project (CwSpeaker *self,
                                   CwProject *project);
void       cw_speaker_start (CwSpeaker *self,
                             gint64     time);
void       cw_speaker_stop (CwSpeaker *self);
gint64     cw_speaker_get_time (CwSpeaker *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwSpeaker, cw_speaker_free)

G_END_DECLS
