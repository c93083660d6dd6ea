/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-blitter.h"

/* Making a converter costs about a frame's conversion, so they are kept. A
 * picture needs a handful; dragging a crop box makes a new one each time. */
#define MOST_CONVERTERS 12

typedef struct
{
  GstVideoFormat      format;
  GstVideoColorimetry colorimetry;
  GstVideoChromaSite  chroma_site;
  int                 width;
  int                 height;
  CwRectangle         part;
} Side;

typedef struct
{
  Side               source;
  Side               target;
  CwBlitQuality      quality;
  GstVideoConverter *converter;
} Entry;

/**
 * CwBlitter:
 *
 * Copies a part of one picture to a part of another in a single pass: crops,
 * scales, places, and converts where format or colorimetry differ.
 */
struct _CwBlitter
{
  GPtrArray *entries; /* the one used last at the end */
};

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  gst_video_converter_free (entry->converter);
  g_free (entry);
}

CwBlitter *
cw_blitter_new (void)
{
  CwBlitter *self = g_new0 (CwBlitter, 1);

  self->entries = g_ptr_array_new_with_free_func (entry_free);

  return self;
}

void
cw_blitter_free (CwBlitter *self)
{
  g_ptr_array_unref (self->entries);
  g_free (self);
}

static Side
describe (const GstVideoInfo *info,
          const CwRectangle  *part)
{
  return (Side) { info->finfo->format, info->colorimetry, info->chroma_site, info->width, info->height, *part };
}

static gboolean
sides_equal (const Side *a,
             const Side *b)
{
  return a->format == b->format && a->width == b->width && a->height == b->height && a->chroma_site == b->chroma_site && gst_video_colorimetry_is_equal (&a->colorimetry, &b->colorimetry) && memcmp (&a->part, &b->part, sizeof a->part) == 0;
}

/* A converter wants the rest, such as the rate, to be the same on both sides. */
static GstVideoInfo
to_info (const Side *side)
{
  GstVideoInfo info;

  gst_video_info_set_format (&info, side->format, (guint) side->width, (guint) side->height);
  info.colorimetry = side->colorimetry;
  info.chroma_site = side->chroma_site;

  return info;
}

static GstVideoConverter *
make_converter (const Side   *source,
                const Side   *target,
                CwBlitQuality quality)
{
  GstVideoInfo in = to_info (source), out = to_info (target);

  /* With no number of taps given, scaling down takes as many as it needs not to
   * alias. */
  return gst_video_converter_new (&in, &out,
                                  gst_structure_new ("options",
                                                     GST_VIDEO_CONVERTER_OPT_SRC_X, G_TYPE_INT, source->part.x,
                                                     GST_VIDEO_CONVERTER_OPT_SRC_Y, G_TYPE_INT, source->part.y,
                                                     GST_VIDEO_CONVERTER_OPT_SRC_WIDTH, G_TYPE_INT, source->part.width,
                                                     GST_VIDEO_CONVERTER_OPT_SRC_HEIGHT, G_TYPE_INT, source->part.height,
                                                     GST_VIDEO_CONVERTER_OPT_DEST_X, G_TYPE_INT, target->part.x,
                                                     GST_VIDEO_CONVERTER_OPT_DEST_Y, G_TYPE_INT, target->part.y,
                                                     GST_VIDEO_CONVERTER_OPT_DEST_WIDTH, G_TYPE_INT, target->part.width,
                                                     GST_VIDEO_CONVERTER_OPT_DEST_HEIGHT, G_TYPE_INT, target->part.height,
                                                     GST_VIDEO_CONVERTER_OPT_FILL_BORDER, G_TYPE_BOOLEAN, FALSE,
                                                     GST_VIDEO_CONVERTER_OPT_RESAMPLER_METHOD, GST_TYPE_VIDEO_RESAMPLER_METHOD,
                                                     quality == CW_BLIT_SHARP ? GST_VIDEO_RESAMPLER_METHOD_CUBIC : GST_VIDEO_RESAMPLER_METHOD_LINEAR,
                                                     NULL));
}

static Entry *
find (CwBlitter    *self,
      const Side   *source,
      const Side   *target,
      CwBlitQuality quality)
{
  Entry *entry;

  for (guint i = self->entries->len; i > 0; i--)
    {
      entry = self->entries->pdata[i - 1];

      if (entry->quality == quality && sides_equal (&entry->source, source) && sides_equal (&entry->target, target))
        {
          g_ptr_array_add (self->entries, g_ptr_array_steal_index (self->entries, i - 1));
          return entry;
        }
    }

  if (self->entries->len == MOST_CONVERTERS)
    g_ptr_array_remove_index (self->entries, 0);

  entry = g_new0 (Entry, 1);
  entry->source = *source;
  entry->target = *target;
  entry->quality = quality;
  entry->converter = make_converter (source, target, quality);
  g_ptr_array_add (self->entries, entry);

  return entry;
}

/**
 * cw_blitter_blit:
 * @self: a blitter
 * @source: a picture, mapped for reading
 * @from: a part of it, px
 * @target: another, mapped for writing
 * @to: a part of that, px, even where it is subsampled
 * @quality: how well to scale
 */
void
cw_blitter_blit (CwBlitter         *self,
                 GstVideoFrame     *source,
                 const CwRectangle *from,
                 GstVideoFrame     *target,
                 const CwRectangle *to,
                 CwBlitQuality      quality)
{
  Side in = describe (&source->info, from), out = describe (&target->info, to);

  gst_video_converter_frame (find (self, &in, &out, quality)->converter, source, target);
}
