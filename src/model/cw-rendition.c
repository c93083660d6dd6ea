/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-rendition.h"

/**
 * CwRendition:
 *
 * One of the files that a clip can be had as.
 */
struct _CwRendition
{
  CwRecord parent_instance;

  char    *url;
  gint64   height;
  gint64   rate;
  gboolean portrait;
};

static const CwRecordField fields[] = {
  { "url", G_TYPE_STRING, G_STRUCT_OFFSET (CwRendition, url) },
  { "height", G_TYPE_INT64, G_STRUCT_OFFSET (CwRendition, height) },
  { "rate", G_TYPE_INT64, G_STRUCT_OFFSET (CwRendition, rate) },
  { "portrait", G_TYPE_BOOLEAN, G_STRUCT_OFFSET (CwRendition, portrait) },
};

G_DEFINE_FINAL_TYPE (CwRendition, cw_rendition, CW_TYPE_RECORD)

/**
 * cw_rendition_new:
 * @url: where it is
 * @height: px of the smaller side, 0 where that is not known
 * @rate: thousandths of a frame a second, 0 where that is not known
 * @portrait: whether the picture is higher than it is wide
 *
 * Returns: (transfer full): it
 */
CwRendition *
cw_rendition_new (const char *url,
                  gint64      height,
                  gint64      rate,
                  gboolean    portrait)
{
  return g_object_new (CW_TYPE_RENDITION, "url", url, "height", height, "rate", rate, "portrait", portrait, NULL);
}

const char *
cw_rendition_get_url (CwRendition *self)
{
  g_return_val_if_fail (CW_IS_RENDITION (self), NULL);

  return self->url;
}

gint64
cw_rendition_get_height (CwRendition *self)
{
  g_return_val_if_fail (CW_IS_RENDITION (self), 0);

  return self->height;
}

gint64
cw_rendition_get_rate (CwRendition *self)
{
  g_return_val_if_fail (CW_IS_RENDITION (self), 0);

  return self->rate;
}

gboolean
cw_rendition_get_portrait (CwRendition *self)
{
  g_return_val_if_fail (CW_IS_RENDITION (self), FALSE);

  return self->portrait;
}

/**
 * cw_rendition_dup_name:
 * @self: a rendition
 *
 * Returns: (transfer full): a word for a file's name that no other rendition of
 *   the clip has, whatever its address: "landscape-1080-60"
 */
char *
cw_rendition_dup_name (CwRendition *self)
{
  g_return_val_if_fail (CW_IS_RENDITION (self), NULL);

  return g_strdup_printf ("%s-%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT, self->portrait ? "portrait" : "landscape", self->height, (self->rate + 500) / 1000);
}

static int
compare (gint64 a,
         gint64 b)
{
  return a < b ? -1 : a > b;
}

/**
 * cw_rendition_compare:
 * @a: (type CwRendition): one
 * @b: (type CwRendition): another of the same clip
 *
 * For sorting, the best first: the picture as it was broadcast before the upright
 * one that was cut out of it, then by height, then by rate. What is not known
 * counts for the least.
 *
 * Returns: below 0 where @a comes first
 */
int
cw_rendition_compare (gconstpointer a,
                      gconstpointer b)
{
  const CwRendition *one = a;
  const CwRendition *other = b;

  if (one->portrait != other->portrait)
    return one->portrait ? 1 : -1;
  if (one->height != other->height)
    return compare (other->height, one->height);

  return compare (other->rate, one->rate);
}

static void
cw_rendition_class_init (CwRenditionClass *klass)
{
  cw_record_class_set_fields (CW_RECORD_CLASS (klass), fields, G_N_ELEMENTS (fields));
}

static void
cw_rendition_init (CwRendition *self)
{
}
