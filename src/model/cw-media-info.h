/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "cw-rate.h"

G_BEGIN_DECLS

#define CW_TYPE_MEDIA_INFO (cw_media_info_get_type ())

/**
 * CwMediaInfo:
 * @container: the container's short name: "mp4", "matroska", "webm", "quicktime"
 * @duration: ns, of the whole file
 * @size: bytes
 * @has_video: whether there is a picture
 * @video_codec: (nullable): the codec's short name: "h264", "hevc", "vp9", "av1"
 * @width: px, as shown: after rotation, with square pixels
 * @height: px, as shown
 * @coded_width: px, as stored
 * @coded_height: px, as stored
 * @rotation: degrees to turn the stored picture clockwise: 0, 90, 180 or 270
 * @pixel_aspect_n: width of a stored pixel
 * @pixel_aspect_d: height of a stored pixel
 * @rate: frames a second; for a variable rate the usual one
 * @variable_rate: whether frames do not come evenly
 * @bit_depth: bits a component: 8, 10
 * @colorimetry: (nullable): GStreamer's name of it: "bt709"
 * @video_bitrate: bits a second, 0 where unknown
 * @has_audio: whether there is sound
 * @audio_codec: (nullable): the codec's short name: "aac", "opus"
 * @channels: 1 mono, 2 stereo
 * @sample_rate: Hz
 * @audio_bitrate: bits a second, 0 where unknown
 *
 * What a media file is, as found by cw_probe(). A boxed type.
 */
typedef struct
{
  char  *container;
  gint64 duration;
  gint64 size;

  gboolean has_video;
  char    *video_codec;
  int      width;
  int      height;
  int      coded_width;
  int      coded_height;
  int      rotation;
  int      pixel_aspect_n;
  int      pixel_aspect_d;
  CwRate   rate;
  gboolean variable_rate;
  int      bit_depth;
  char    *colorimetry;
  guint    video_bitrate;

  gboolean has_audio;
  char    *audio_codec;
  int      channels;
  int      sample_rate;
  guint    audio_bitrate;
} CwMediaInfo;

GType        cw_media_info_get_type (void);
CwMediaInfo *cw_media_info_new (void);
CwMediaInfo *cw_media_info_copy (const CwMediaInfo *self);
void         cw_media_info_free (CwMediaInfo *self);
gboolean     cw_media_info_equal (const CwMediaInfo *a,
                                  const CwMediaInfo *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CwMediaInfo, cw_media_info_free)

G_END_DECLS
