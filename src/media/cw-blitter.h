/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gst/video/video.h>

#include "cw-layout.h"

G_BEGIN_DECLS

typedef struct _CwBlitter CwBlitter;

/**
 * CwBlitQuality:
 * @CW_BLIT_SHARP: for what is looked at
 * @CW_BLIT_SOFT: for what is blurred anyway
 */
typedef enum
{
  CW_BLIT_SHARP,
  CW_BLIT_SOFT,
} CwBlitQuality;

CwBlitter *cw_blitter_new (void);
void       cw_blitter_free (CwBlitter *self);
void       cw_blitter_blit (CwBlitter         *self,
                            GstVideoFrame     *source,
                            const CwRectangle *from,
                            GstVideoFrame     *target,
                            const CwRectangle *to,
                            const CwRectangle *hidden,
                            CwBlitQuality      quality);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwBlitter, cw_blitter_free)

G_END_DECLS
