/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gst/video/video.h>

G_BEGIN_DECLS

/**
 * CwFrame:
 * @buffer: the picture, not to be written to
 * @info: what is in it: 8-bit I420 or NV12, its colorimetry, the pixels' shape
 * @time: when it begins to be shown, ns of its file's time
 *
 * A decoded picture, upright. Counted references; safe on any thread.
 */
typedef struct
{
  GstBuffer   *buffer;
  GstVideoInfo info;
  gint64       time;
} CwFrame;

CwFrame *cw_frame_new (GstBuffer          *buffer,
                       const GstVideoInfo *info,
                       gint64              time);
CwFrame *cw_frame_ref (CwFrame *self);
void     cw_frame_unref (CwFrame *self);
CwFrame *cw_frame_turn (CwFrame                  *self,
                        GstVideoOrientationMethod method);
void     cw_frame_get_shown_size (const CwFrame *self,
                                  int           *width,
                                  int           *height);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwFrame, cw_frame_unref)

G_END_DECLS
