/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-twitch-clip.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define CW_TYPE_NEW_CLIPS (cw_new_clips_get_type ())
G_DECLARE_FINAL_TYPE (CwNewClips, cw_new_clips, CW, NEW_CLIPS, GObject)

CwNewClips *cw_new_clips_new (void);
void        cw_new_clips_set (CwNewClips        *self,
                              GPtrArray         *clips,
                              const char *const *unseen);
void        cw_new_clips_add (CwNewClips *self,
                              GPtrArray  *clips);
void        cw_new_clips_remove (CwNewClips        *self,
                                 const char *const *ids);
void        cw_new_clips_remove_channel (CwNewClips *self,
                                         const char *channel_id);
void        cw_new_clips_mark_seen (CwNewClips *self,
                                    const char *id);
gboolean    cw_new_clips_is_seen (CwNewClips *self,
                                  const char *id);
guint       cw_new_clips_get_unseen (CwNewClips *self);

G_END_DECLS
