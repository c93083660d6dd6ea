/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-item.h"

/**
 * CwItem:
 *
 * What lies on a track for a while: a part of a media file, a text, or nothing.
 */
struct _CwItem
{
  GObject parent_instance;

  CwItemKind kind;
  char      *name;
  gint64     in;
  gint64     duration;
  char      *foreign;

  char    *path;
  char    *clip_id;
  gint64   available;
  int      source_width;
  int      source_height;
  CwRate   source_rate;
  CwLayout layout;
  double   volume;

  CwText *text;
};

typedef enum
{
  PROP_IN = 1,
  PROP_DURATION,
} CwItemProperty;

static GParamSpec *properties[PROP_DURATION + 1];

G_DEFINE_FINAL_TYPE (CwItem, cw_item, G_TYPE_OBJECT)

static CwItem *
item_new (CwItemKind kind,
          gint64     in,
          gint64     duration)
{
  CwItem *self = g_object_new (CW_TYPE_ITEM, NULL);

  self->kind = kind;
  self->in = MAX (in, 0);
  self->duration = MAX (duration, 0);

  return self;
}

/**
 * cw_item_new_media:
 * @path: the media file's path
 * @in: ns into the file
 * @duration: ns
 *
 * Returns: (transfer full): a part of a media file at full volume, shown whole
 */
CwItem *
cw_item_new_media (const char *path,
                   gint64      in,
                   gint64      duration)
{
  CwItem *self;

  g_return_val_if_fail (path != NULL, NULL);

  self = item_new (CW_ITEM_MEDIA, in, duration);
  self->path = g_strdup (path);

  return self;
}

/**
 * cw_item_new_text:
 * @text: what is written
 * @duration: ns
 *
 * Returns: (transfer full): a text over what is on the tracks below
 */
CwItem *
cw_item_new_text (const CwText *text,
                  gint64        duration)
{
  CwItem *self;

  g_return_val_if_fail (text != NULL, NULL);

  self = item_new (CW_ITEM_TEXT, 0, duration);
  self->text = cw_text_copy (text);

  return self;
}

/**
 * cw_item_new_gap:
 * @duration: ns
 *
 * Returns: (transfer full): nothing, for @duration
 */
CwItem *
cw_item_new_gap (gint64 duration)
{
  return item_new (CW_ITEM_GAP, 0, duration);
}

/**
 * cw_item_copy:
 * @self: an item
 *
 * Returns: (transfer full): another of the same content, which shares nothing
 */
CwItem *
cw_item_copy (CwItem *self)
{
  CwItem *copy;

  g_return_val_if_fail (CW_IS_ITEM (self), NULL);

  copy = item_new (self->kind, self->in, self->duration);
  copy->name = g_strdup (self->name);
  copy->foreign = g_strdup (self->foreign);
  copy->path = g_strdup (self->path);
  copy->clip_id = g_strdup (self->clip_id);
  copy->available = self->available;
  copy->source_width = self->source_width;
  copy->source_height = self->source_height;
  copy->source_rate = self->source_rate;
  copy->layout = self->layout;
  copy->volume = self->volume;
  copy->text = self->text != NULL ? cw_text_copy (self->text) : NULL;

  return copy;
}

CwItemKind
cw_item_get_kind (CwItem *self)
{
  g_return_val_if_fail (CW_IS_ITEM (self), CW_ITEM_GAP);

  return self->kind;
}

/**
 * cw_item_get_name:
 * @self: an item
 *
 * Returns: (nullable): what it is called in editors that show names
 */
const char *
cw_item_get_name (CwItem *self)
{
  g_return_val_if_fail (CW_IS_ITEM (self), NULL);

  return self->name;
}

void
cw_item_set_name (CwItem     *self,
                  const char *name)
{
  g_return_if_fail (CW_IS_ITEM (self));

  g_set_str (&self->name, name);
}

/**
 * cw_item_get_path:
 * @self: an item
 *
 * Returns: (nullable): the media file's path; %NULL where it is no media
 */
const char *
cw_item_get_path (CwItem *self)
{
  g_return_val_if_fail (CW_IS_ITEM (self), NULL);

  return self->path;
}

void
cw_item_set_path (CwItem     *self,
                  const char *path)
{
  g_return_if_fail (CW_IS_ITEM (self));
  g_return_if_fail (self->kind == CW_ITEM_MEDIA && path != NULL);

  g_set_str (&self->path, path);
}

/**
 * cw_item_get_clip_id:
 * @self: an item
 *
 * Returns: (nullable): the id of the library's clip that it was cut from
 */
const char *
cw_item_get_clip_id (CwItem *self)
{
  g_return_val_if_fail (CW_IS_ITEM (self), NULL);

  return self->clip_id;
}

void
cw_item_set_clip_id (CwItem     *self,
                     const char *clip_id)
{
  g_return_if_fail (CW_IS_ITEM (self));

  g_set_str (&self->clip_id, clip_id);
}

/**
 * cw_item_get_in:
 * @self: an item
 *
 * Returns: where in the media file it begins, in ns; 0 where it is no media
 */
gint64
cw_item_get_in (CwItem *self)
{
  g_return_val_if_fail (CW_IS_ITEM (self), 0);

  return self->in;
}

gint64
cw_item_get_duration (CwItem *self)
{
  g_return_val_if_fail (CW_IS_ITEM (self), 0);

  return self->duration;
}

/**
 * cw_item_set_range:
 * @self: an item
 * @in: ns into the media file; 0 where it is no media
 * @duration: ns
 *
 * Sets what part of the media is shown. Neither gets below 0.
 */
void
cw_item_set_range (CwItem *self,
                   gint64  in,
                   gint64  duration)
{
  gint64 old_in, old_duration;

  g_return_if_fail (CW_IS_ITEM (self));

  old_in = self->in;
  old_duration = self->duration;
  self->in = MAX (in, 0);
  self->duration = MAX (duration, 0);

  g_object_freeze_notify (G_OBJECT (self));
  if (self->in != old_in)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IN]);
  if (self->duration != old_duration)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DURATION]);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * cw_item_get_available:
 * @self: an item
 *
 * Returns: how long the whole media file is, in ns, or 0 where that is unknown
 */
gint64
cw_item_get_available (CwItem *self)
{
  g_return_val_if_fail (CW_IS_ITEM (self), 0);

  return self->available;
}

void
cw_item_set_available (CwItem *self,
                       gint64  available)
{
  g_return_if_fail (CW_IS_ITEM (self));

  self->available = MAX (available, 0);
}

/**
 * cw_item_get_source_width:
 * @self: an item
 *
 * Returns: the width of the media's picture as shown, in px, or 0 where unknown
 */
int
cw_item_get_source_width (CwItem *self)
{
  g_return_val_if_fail (CW_IS_ITEM (self), 0);

  return self->source_width;
}

int
cw_item_get_source_height (CwItem *self)
{
  g_return_val_if_fail (CW_IS_ITEM (self), 0);

  return self->source_height;
}

/**
 * cw_item_get_source_rate:
 * @self: an item
 *
 * Returns: the media's own frames a second; 0/1 where unknown
 */
CwRate
cw_item_get_source_rate (CwItem *self)
{
  g_return_val_if_fail (CW_IS_ITEM (self), ((CwRate) { 0, 1 }));

  return self->source_rate;
}

/**
 * cw_item_set_source:
 * @self: an item of media
 * @width: px as shown, 0 for unknown
 * @height: px as shown, 0 for unknown
 * @rate: frames a second, 0/1 for unknown
 *
 * Notes what the media's picture is like, so that a project can be shown and
 * fitted to a preset before its files are opened.
 */
void
cw_item_set_source (CwItem *self,
                    int     width,
                    int     height,
                    CwRate  rate)
{
  gboolean known = rate.n > 0 && rate.d > 0;

  g_return_if_fail (CW_IS_ITEM (self));

  self->source_width = MAX (width, 0);
  self->source_height = MAX (height, 0);
  self->source_rate = known ? rate : (CwRate) { 0, 1 };
}

/**
 * cw_item_get_layout:
 * @self: an item
 *
 * Returns: (transfer none): how the media's picture lies on the canvas
 */
const CwLayout *
cw_item_get_layout (CwItem *self)
{
  g_return_val_if_fail (CW_IS_ITEM (self), NULL);

  return &self->layout;
}

/**
 * cw_item_set_layout:
 * @self: an item
 * @layout: how the media's picture lies on the canvas; clamped by cw_layout_clamp()
 */
void
cw_item_set_layout (CwItem         *self,
                    const CwLayout *layout)
{
  g_return_if_fail (CW_IS_ITEM (self));
  g_return_if_fail (layout != NULL);

  self->layout = cw_layout_clamp (layout);
}

/**
 * cw_item_get_volume:
 * @self: an item
 *
 * Returns: what the media's samples are multiplied with, from 0 to 4
 */
double
cw_item_get_volume (CwItem *self)
{
  g_return_val_if_fail (CW_IS_ITEM (self), 1);

  return self->volume;
}

void
cw_item_set_volume (CwItem *self,
                    double  volume)
{
  g_return_if_fail (CW_IS_ITEM (self));

  /* What is no number is silent. */
  self->volume = volume >= 0 ? MIN (volume, CW_ITEM_MOST_VOLUME) : 0;
}

/**
 * cw_item_get_text:
 * @self: an item
 *
 * Returns: (transfer none) (nullable): the text; %NULL where it is none
 */
const CwText *
cw_item_get_text (CwItem *self)
{
  g_return_val_if_fail (CW_IS_ITEM (self), NULL);

  return self->text;
}

void
cw_item_set_text (CwItem       *self,
                  const CwText *text)
{
  CwText *copy;

  g_return_if_fail (CW_IS_ITEM (self));
  g_return_if_fail (self->kind == CW_ITEM_TEXT && text != NULL);

  copy = cw_text_copy (text);
  cw_text_free (self->text);
  self->text = copy;
}

/**
 * cw_item_get_foreign:
 * @self: an item
 *
 * Returns: (nullable): what another editor left in the project's file and the
 *   next writing puts back, as JSON; only src/wire knows its form
 */
const char *
cw_item_get_foreign (CwItem *self)
{
  g_return_val_if_fail (CW_IS_ITEM (self), NULL);

  return self->foreign;
}

void
cw_item_set_foreign (CwItem     *self,
                     const char *foreign)
{
  g_return_if_fail (CW_IS_ITEM (self));

  g_set_str (&self->foreign, foreign);
}

static void
cw_item_get_property (GObject    *object,
                      guint       id,
                      GValue     *value,
                      GParamSpec *pspec)
{
  CwItem *self = CW_ITEM (object);

  switch ((CwItemProperty) id)
    {
    case PROP_IN:
      g_value_set_int64 (value, self->in);
      break;

    case PROP_DURATION:
      g_value_set_int64 (value, self->duration);
      break;
    }
}

static void
cw_item_finalize (GObject *object)
{
  CwItem *self = CW_ITEM (object);

  g_free (self->name);
  g_free (self->foreign);
  g_free (self->path);
  g_free (self->clip_id);
  cw_text_free (self->text);

  G_OBJECT_CLASS (cw_item_parent_class)->finalize (object);
}

static void
cw_item_class_init (CwItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = cw_item_finalize;
  object_class->get_property = cw_item_get_property;

  properties[PROP_IN] = g_param_spec_int64 ("in", NULL, NULL, 0, G_MAXINT64, 0,
                                            G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_DURATION] = g_param_spec_int64 ("duration", NULL, NULL, 0, G_MAXINT64, 0,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cw_item_init (CwItem *self)
{
  self->layout = cw_layout_default (CW_LAYOUT_ORIGINAL);
  self->volume = 1;
  self->source_rate = (CwRate) { 0, 1 };
}
