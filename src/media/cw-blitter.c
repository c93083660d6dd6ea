/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-blitter.h"

#include "cw-scaler.h"

/* Setting up costs about as much as a frame, so what was set up is kept. A picture
 * needs a handful; dragging a crop box makes a new one each time. */
#define MOST_ENTRIES 12

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
  CwScaler          *luma; /* where only the size differs */
  CwScaler          *chroma;
  GstVideoConverter *converter; /* where format or colours do */
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

  g_clear_pointer (&entry->luma, cw_scaler_free);
  g_clear_pointer (&entry->chroma, cw_scaler_free);
  g_clear_pointer (&entry->converter, gst_video_converter_free);
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

  /* A converter forgets the range where format and matrix are the same. */
  out.colorimetry.range = in.colorimetry.range;

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

/* Primaries and transfer stay as they are, as players that know one file's only
 * would show them. The range is changed afterwards. */
static gboolean
only_scales (const Side *source,
             const Side *target)
{
  return source->format == GST_VIDEO_FORMAT_I420 && target->format == GST_VIDEO_FORMAT_I420 && source->chroma_site == target->chroma_site && source->colorimetry.matrix == target->colorimetry.matrix;
}

/* The part of a chroma plane that belongs to PART of the picture. */
static CwRectangle
halve (const CwRectangle *part)
{
  int x = part->x / 2, y = part->y / 2;

  return (CwRectangle) { x, y, (part->x + part->width + 1) / 2 - x, (part->y + part->height + 1) / 2 - y };
}

static CwScaler *
make_scaler (const CwRectangle *from,
             const CwRectangle *to,
             gboolean           cosited,
             CwBlitQuality      quality)
{
  return cw_scaler_new (from->width, from->height, to->width, to->height, cosited, quality == CW_BLIT_SHARP ? CW_SCALER_CUBIC : CW_SCALER_LINEAR);
}

static void
set_up (Entry *entry)
{
  CwRectangle from = halve (&entry->source.part), to = halve (&entry->target.part);

  if (!only_scales (&entry->source, &entry->target))
    {
      entry->converter = make_converter (&entry->source, &entry->target, entry->quality);
      return;
    }

  entry->luma = make_scaler (&entry->source.part, &entry->target.part, FALSE, entry->quality);
  entry->chroma = make_scaler (&from, &to, (entry->source.chroma_site & GST_VIDEO_CHROMA_SITE_H_COSITED) != 0, entry->quality);
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

  if (self->entries->len == MOST_ENTRIES)
    g_ptr_array_remove_index (self->entries, 0);

  entry = g_new0 (Entry, 1);
  entry->source = *source;
  entry->target = *target;
  entry->quality = quality;
  set_up (entry);
  g_ptr_array_add (self->entries, entry);

  return entry;
}

static guint8 *
get_pixel (GstVideoFrame     *frame,
           guint              plane,
           const CwRectangle *part)
{
  return (guint8 *) GST_VIDEO_FRAME_PLANE_DATA (frame, plane) + (gsize) part->y * (gsize) GST_VIDEO_FRAME_PLANE_STRIDE (frame, plane) + part->x;
}

static void
scale_plane (CwScaler          *scaler,
             GstVideoFrame     *source,
             const CwRectangle *from,
             GstVideoFrame     *target,
             const CwRectangle *to,
             const CwRectangle *hidden,
             guint              plane)
{
  const guint8 *in = get_pixel (source, plane, from);
  guint8       *out = get_pixel (target, plane, to);
  gsize         in_stride = (gsize) GST_VIDEO_FRAME_PLANE_STRIDE (source, plane);
  gsize         out_stride = (gsize) GST_VIDEO_FRAME_PLANE_STRIDE (target, plane);

  if (from->width == to->width && from->height == to->height)
    for (int y = 0; y < to->height; y++)
      memcpy (out + (gsize) y * out_stride, in + (gsize) y * in_stride, (gsize) to->width);
  else
    cw_scaler_scale (scaler, in, in_stride, out, out_stride, hidden->y - to->y, hidden->y + hidden->height - to->y);
}

/* Brings PART of FRAME from one range of samples to the other. */
static void
change_range (GstVideoFrame     *frame,
              const CwRectangle *part,
              guint              plane,
              gboolean           widen)
{
  double  span = plane > 0 ? 224 : 219;
  double  from = plane > 0 ? 128 : widen ? 16
                                         : 0;
  double  to = plane > 0 ? 128 : widen ? 0
                                       : 16;
  double  factor = widen ? 255 / span : span / 255;
  guint8  table[256];
  guint8 *data = get_pixel (frame, plane, part);

  for (int i = 0; i < 256; i++)
    table[i] = (guint8) CLAMP (to + (i - from) * factor + 0.5, 0, 255);

  for (int y = 0; y < part->height; y++, data += GST_VIDEO_FRAME_PLANE_STRIDE (frame, plane))
    for (int x = 0; x < part->width; x++)
      data[x] = table[data[x]];
}

/**
 * cw_blitter_blit:
 * @self: a blitter
 * @source: a picture, mapped for reading
 * @from: a part of it, px
 * @target: another, mapped for writing
 * @to: a part of that, px, even where it is subsampled
 * @hidden: (nullable): a part of @target that something else is going to cover
 * @quality: how well to scale
 */
void
cw_blitter_blit (CwBlitter         *self,
                 GstVideoFrame     *source,
                 const CwRectangle *from,
                 GstVideoFrame     *target,
                 const CwRectangle *to,
                 const CwRectangle *hidden,
                 CwBlitQuality      quality)
{
  Side        in = describe (&source->info, from), out = describe (&target->info, to);
  Entry      *entry = find (self, &in, &out, quality);
  CwRectangle rows = { 0, 0, 0, 0 };
  CwRectangle half_from = halve (from), half_to = halve (to), half_rows;

  if (hidden != NULL && hidden->x <= to->x && hidden->x + hidden->width >= to->x + to->width)
    rows = *hidden;
  half_rows = halve (&rows);

  if (entry->converter != NULL)
    gst_video_converter_frame (entry->converter, source, target);
  else
    for (guint plane = 0; plane < 3; plane++)
      scale_plane (plane > 0 ? entry->chroma : entry->luma, source, plane > 0 ? &half_from : from,
                   target, plane > 0 ? &half_to : to, plane > 0 ? &half_rows : &rows, plane);

  if (in.colorimetry.range != out.colorimetry.range)
    for (guint plane = 0; plane < 3; plane++)
      change_range (target, plane > 0 ? &half_to : to, plane, out.colorimetry.range == GST_VIDEO_COLOR_RANGE_0_255);
}
