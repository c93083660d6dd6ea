/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gst/video/video.h>

#include "cw-text.h"

G_BEGIN_DECLS

typedef struct _CwTextRaster CwTextRaster;

CwTextRaster *cw_text_raster_new (const CwText       *text,
                                  const GstVideoInfo *canvas);
void          cw_text_raster_free (CwTextRaster *self);
const CwText *cw_text_raster_get_text (CwTextRaster *self);
void          cw_text_raster_blend (CwTextRaster  *self,
                                    GstVideoFrame *canvas);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwTextRaster, cw_text_raster_free)

G_END_DECLS
