/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-media-info.h"
#include "cw-preset.h"
#include "cw-project.h"

G_BEGIN_DECLS

/* The projects that this program makes by itself: one part of one media file,
 * and over it perhaps one text. */

CwProject *cw_project_new_for_media (const char        *path,
                                     const CwMediaInfo *info,
                                     const char        *clip_id,
                                     const char        *title,
                                     gint64             in,
                                     gint64             out,
                                     const CwLayout    *layout,
                                     const CwPreset    *preset,
                                     GError           **error);
CwItem    *cw_project_find_media (CwProject *self);
CwItem    *cw_project_find_text (CwProject *self);
void       cw_project_set_media_range (CwProject *self,
                                       gint64     in,
                                       gint64     duration);
void       cw_project_set_text (CwProject  *self,
                                const char *content);
gboolean   cw_project_place_text (CwProject *self,
                                  double     x,
                                  double     y,
                                  double     size);
void       cw_project_set_layout (CwProject      *self,
                                  const CwLayout *layout);
void       cw_project_apply_preset (CwProject      *self,
                                    const CwPreset *preset);

G_END_DECLS
