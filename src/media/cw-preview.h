/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "cw-image.h"
#include "cw-project.h"

G_BEGIN_DECLS

#define CW_TYPE_PREVIEW (cw_preview_get_type ())
G_DECLARE_FINAL_TYPE (CwPreview, cw_preview, CW, PREVIEW, GObject)

/* What the export will look like, by the same composer and mixer. Use on the
 * main thread; it works on others. Properties (notified on the main thread):
 *   image      CwImage  nullable: what to show; the newest wins, none is queued
 *   position   int64    ns
 *   playing    boolean  writable; falls to FALSE at the end
 *   error      string   nullable: a sentence for the user */

CwPreview     *cw_preview_new (void);
void           cw_preview_set_project (CwPreview *self, /* copied; keeps the position; shows the new picture */
                                       CwProject *project);
void           cw_preview_set_size (CwPreview *self, /* px to fit into; the canvas's shape is kept */
                                    int        max_width,
                                    int        max_height);
const CwImage *cw_preview_get_image (CwPreview *self);
gint64         cw_preview_get_position (CwPreview *self);
void           cw_preview_seek (CwPreview *self, /* newest ask wins, an older one is dropped */
                                gint64     position);
gboolean       cw_preview_get_playing (CwPreview *self);
void           cw_preview_set_playing (CwPreview *self,
                                       gboolean   playing);

G_END_DECLS
