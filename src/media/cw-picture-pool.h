/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gst/video/gstvideopool.h>

G_BEGIN_DECLS

#define CW_TYPE_PICTURE_POOL (cw_picture_pool_get_type ())

G_DECLARE_FINAL_TYPE (CwPicturePool, cw_picture_pool, CW, PICTURE_POOL, GstVideoBufferPool)

GstBufferPool *cw_picture_pool_new (GstCaps *caps);

G_END_DECLS
