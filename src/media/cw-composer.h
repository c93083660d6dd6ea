/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <gst/video/video.h>

#include "cw-project.h"

G_BEGIN_DECLS

typedef struct _CwComposer CwComposer;

CwComposer         *cw_composer_new (CwProject *project,
                                     int        width,
                                     int        height,
                                     guint      keep);
void                cw_composer_free (CwComposer *self);
void                cw_composer_set_threads (CwComposer *self,
                                             guint       n);
void                cw_composer_set_project (CwComposer *self,
                                             CwProject  *project,
                                             int         width,
                                             int         height);
const GstVideoInfo *cw_composer_get_canvas (CwComposer   *self,
                                            GCancellable *cancellable,
                                            GError      **error);
GstBuffer          *cw_composer_compose (CwComposer   *self,
                                         gint64        time,
                                         GCancellable *cancellable,
                                         GError      **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwComposer, cw_composer_free)

G_END_DECLS
