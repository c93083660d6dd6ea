/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-media-info.h"

G_DEFINE_BOXED_TYPE (CwMediaInfo, cw_media_info, cw_media_info_copy, cw_media_info_free)

/**
 * cw_media_info_new:
 *
 * Returns: (transfer full): a description of a file with neither picture nor
 *   sound, whose fractions are sound all the same: square pixels at 30 frames a second
 */
CwMediaInfo *
cw_media_info_new (void)
{
  CwMediaInfo *self = g_new0 (CwMediaInfo, 1);

  self->pixel_aspect_n = 1;
  self->pixel_aspect_d = 1;
  self->rate = (CwRate) { 30, 1 };

  return self;
}

/**
 * cw_media_info_copy:
 * @self: a description
 *
 * Returns: (transfer full): another of the same content
 */
CwMediaInfo *
cw_media_info_copy (const CwMediaInfo *self)
{
  CwMediaInfo *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_memdup2 (self, sizeof *self);
  copy->container = g_strdup (self->container);
  copy->video_codec = g_strdup (self->video_codec);
  copy->colorimetry = g_strdup (self->colorimetry);
  copy->audio_codec = g_strdup (self->audio_codec);

  return copy;
}

void
cw_media_info_free (CwMediaInfo *self)
{
  if (self == NULL)
    return;

  g_free (self->container);
  g_free (self->video_codec);
  g_free (self->colorimetry);
  g_free (self->audio_codec);
  g_free (self);
}

/**
 * cw_media_info_equal:
 * @a: a description
 * @b: another
 *
 * Returns: whether they say the same
 */
gboolean
cw_media_info_equal (const CwMediaInfo *a,
                     const CwMediaInfo *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  return g_strcmp0 (a->container, b->container) == 0 && a->duration == b->duration && a->size == b->size && a->has_video == b->has_video && g_strcmp0 (a->video_codec, b->video_codec) == 0 && a->width == b->width && a->height == b->height && a->coded_width == b->coded_width && a->coded_height == b->coded_height && a->rotation == b->rotation && a->pixel_aspect_n == b->pixel_aspect_n && a->pixel_aspect_d == b->pixel_aspect_d && a->rate.n == b->rate.n && a->rate.d == b->rate.d && a->variable_rate == b->variable_rate && a->bit_depth == b->bit_depth && g_strcmp0 (a->colorimetry, b->colorimetry) == 0 && a->video_bitrate == b->video_bitrate && a->has_audio == b->has_audio && g_strcmp0 (a->audio_codec, b->audio_codec) == 0 && a->channels == b->channels && a->sample_rate == b->sample_rate && a->audio_bitrate == b->audio_bitrate;
}
