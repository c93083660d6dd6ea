/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-track.h"

/**
 * CwTrack:
 *
 * Items one after another, without holes: where nothing is, there is a gap.
 */
struct _CwTrack
{
  GObject parent_instance;

  CwTrackKind kind;
  char       *name;
  GPtrArray  *items;
  gint64      duration;
  char       *foreign;
};

typedef enum
{
  PROP_DURATION = 1,
} CwTrackProperty;

static GParamSpec *properties[PROP_DURATION + 1];

G_DEFINE_FINAL_TYPE (CwTrack, cw_track, G_TYPE_OBJECT)

/* A sum that stays put at the end of time, as a hostile file may go beyond. */
static gint64
add_time (gint64 a,
          gint64 b)
{
  return a > G_MAXINT64 - b ? G_MAXINT64 : a + b;
}

static void
update_duration (CwTrack *self)
{
  gint64 duration = 0;

  for (guint i = 0; i < self->items->len; i++)
    duration = add_time (duration, cw_item_get_duration (g_ptr_array_index (self->items, i)));

  if (duration == self->duration)
    return;

  self->duration = duration;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DURATION]);
}

/**
 * cw_track_new:
 * @kind: what is on it
 * @name: (nullable): what it is called in editors that show names
 *
 * Returns: (transfer full): a track with nothing on it
 */
CwTrack *
cw_track_new (CwTrackKind kind,
              const char *name)
{
  CwTrack *self = g_object_new (CW_TYPE_TRACK, NULL);

  self->kind = kind;
  self->name = g_strdup (name);

  return self;
}

/**
 * cw_track_copy:
 * @self: a track
 *
 * Returns: (transfer full): another with copies of all items
 */
CwTrack *
cw_track_copy (CwTrack *self)
{
  CwTrack *copy;

  g_return_val_if_fail (CW_IS_TRACK (self), NULL);

  copy = cw_track_new (self->kind, self->name);
  copy->foreign = g_strdup (self->foreign);
  for (guint i = 0; i < self->items->len; i++)
    {
      g_autoptr (CwItem) item = cw_item_copy (g_ptr_array_index (self->items, i));

      cw_track_insert (copy, i, item);
    }

  return copy;
}

CwTrackKind
cw_track_get_kind (CwTrack *self)
{
  g_return_val_if_fail (CW_IS_TRACK (self), CW_TRACK_VIDEO);

  return self->kind;
}

const char *
cw_track_get_name (CwTrack *self)
{
  g_return_val_if_fail (CW_IS_TRACK (self), NULL);

  return self->name;
}

guint
cw_track_get_n_items (CwTrack *self)
{
  g_return_val_if_fail (CW_IS_TRACK (self), 0);

  return self->items->len;
}

/**
 * cw_track_get_item:
 * @self: a track
 * @position: which item
 *
 * Returns: (transfer none) (nullable): the item, %NULL beyond the last
 */
CwItem *
cw_track_get_item (CwTrack *self,
                   guint    position)
{
  g_return_val_if_fail (CW_IS_TRACK (self), NULL);

  return position < self->items->len ? g_ptr_array_index (self->items, position) : NULL;
}

/**
 * cw_track_insert:
 * @self: a track
 * @position: which item it is to be; beyond the last is at the end
 * @item: (transfer none): an item that is on no track
 *
 * Puts @item before the one that is at @position, which begins later then.
 */
void
cw_track_insert (CwTrack *self,
                 guint    position,
                 CwItem  *item)
{
  g_return_if_fail (CW_IS_TRACK (self));
  g_return_if_fail (CW_IS_ITEM (item));

  g_ptr_array_insert (self->items, (int) MIN (position, self->items->len), g_object_ref (item));
  g_signal_connect_object (item, "notify::duration", G_CALLBACK (update_duration), self, G_CONNECT_SWAPPED);
  update_duration (self);
}

/**
 * cw_track_remove:
 * @self: a track
 * @position: which item
 *
 * Takes an item out; what is after it begins earlier then.
 */
void
cw_track_remove (CwTrack *self,
                 guint    position)
{
  g_return_if_fail (CW_IS_TRACK (self));
  g_return_if_fail (position < self->items->len);

  g_signal_handlers_disconnect_by_func (g_ptr_array_index (self->items, position), update_duration, self);
  g_ptr_array_remove_index (self->items, position);
  update_duration (self);
}

/**
 * cw_track_get_duration:
 * @self: a track
 *
 * Returns: how long all items are together, in ns
 */
gint64
cw_track_get_duration (CwTrack *self)
{
  g_return_val_if_fail (CW_IS_TRACK (self), 0);

  return self->duration;
}

/**
 * cw_track_get_start:
 * @self: a track
 * @position: which item; beyond the last is the track's end
 *
 * Returns: when the item begins, in ns
 */
gint64
cw_track_get_start (CwTrack *self,
                    guint    position)
{
  gint64 start = 0;

  g_return_val_if_fail (CW_IS_TRACK (self), 0);

  for (guint i = 0; i < MIN (position, self->items->len); i++)
    start = add_time (start, cw_item_get_duration (g_ptr_array_index (self->items, i)));

  return start;
}

/**
 * cw_track_find:
 * @self: a track
 * @time: ns
 * @start: (out) (optional): when the found item begins, in ns
 *
 * An item is there from its start until just before its end.
 *
 * Returns: (transfer none) (nullable): what is on at @time, a gap as well;
 *   %NULL before the start and from the track's end on
 */
CwItem *
cw_track_find (CwTrack *self,
               gint64   time,
               gint64  *start)
{
  gint64 begin = 0;

  g_return_val_if_fail (CW_IS_TRACK (self), NULL);

  for (guint i = 0; time >= 0 && i < self->items->len; i++)
    {
      CwItem *item = g_ptr_array_index (self->items, i);
      gint64  end = add_time (begin, cw_item_get_duration (item));

      if (time < end)
        {
          if (start != NULL)
            *start = begin;
          return item;
        }

      begin = end;
    }

  return NULL;
}

/**
 * cw_track_get_foreign:
 * @self: a track
 *
 * Returns: (nullable): as cw_item_get_foreign()
 */
const char *
cw_track_get_foreign (CwTrack *self)
{
  g_return_val_if_fail (CW_IS_TRACK (self), NULL);

  return self->foreign;
}

void
cw_track_set_foreign (CwTrack    *self,
                      const char *foreign)
{
  g_return_if_fail (CW_IS_TRACK (self));

  g_set_str (&self->foreign, foreign);
}

static void
cw_track_get_property (GObject    *object,
                       guint       id,
                       GValue     *value,
                       GParamSpec *pspec)
{
  switch ((CwTrackProperty) id)
    {
    case PROP_DURATION:
      g_value_set_int64 (value, cw_track_get_duration (CW_TRACK (object)));
      break;
    }
}

static void
cw_track_finalize (GObject *object)
{
  CwTrack *self = CW_TRACK (object);

  g_free (self->name);
  g_free (self->foreign);
  g_ptr_array_unref (self->items);

  G_OBJECT_CLASS (cw_track_parent_class)->finalize (object);
}

static void
cw_track_class_init (CwTrackClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = cw_track_finalize;
  object_class->get_property = cw_track_get_property;

  properties[PROP_DURATION] = g_param_spec_int64 ("duration", NULL, NULL, 0, G_MAXINT64, 0,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cw_track_init (CwTrack *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
}
