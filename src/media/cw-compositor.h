/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cw-frame.h"
#include "cw-layout.h"
#include "cw-text.h"

G_BEGIN_DECLS

/**
 * CwPiece:
 * @frame: (nullable): a picture to draw
 * @layout: how the picture lies on the canvas
 * @text: (nullable): a text to draw, where there is no picture
 *
 * One thing to draw.
 */
typedef struct
{
  CwFrame        *frame;
  const CwLayout *layout;
  const CwText   *text;
} CwPiece;

typedef struct _CwCompositor CwCompositor;

CwCompositor *cw_compositor_new (const GstVideoInfo *canvas);
void          cw_compositor_free (CwCompositor *self);
GstBuffer    *cw_compositor_draw (CwCompositor  *self,
                                  const CwPiece *pieces,
                                  guint          n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwCompositor, cw_compositor_free)

G_END_DECLS
