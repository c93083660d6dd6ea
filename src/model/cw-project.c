/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-id.h"
#include "cw-project.h"

struct _CwProject
{
  GObject parent_instance;

  char      *id;
  char      *title;
  int        width;
  int        height;
  CwRate     rate;
  char      *preset_id;
  GPtrArray *tracks;
  gint64     duration;
  char      *foreign;
};

typedef enum
{
  PROP_ID = 1,
  PROP_TITLE,
  PROP_WIDTH,
  PROP_HEIGHT,
  PROP_DURATION,
} CwProjectProperty;

static GParamSpec *properties[PROP_DURATION + 1];

G_DEFINE_FINAL_TYPE (CwProject, cw_project, G_TYPE_OBJECT)

static void
update_duration (CwProject *self)
{
  gint64 duration = 0;

  for (guint i = 0; i < self->tracks->len; i++)
    duration = MAX (duration, cw_track_get_duration (g_ptr_array_index (self->tracks, i)));

  if (duration == self->duration)
    return;

  self->duration = duration;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DURATION]);
}

/**
 * cw_project_new:
 * @title: what the user calls it
 *
 * Returns: (transfer full): an empty project with an id of its own, on an
 *   upright canvas of 1080 x 1920 px at 60 frames a second
 */
CwProject *
cw_project_new (const char *title)
{
  g_autofree char *id = cw_id_new ();

  g_return_val_if_fail (title != NULL, NULL);

  return g_object_new (CW_TYPE_PROJECT, "id", id, "title", title, NULL);
}

/**
 * cw_project_copy:
 * @self: a project
 *
 * Returns: (transfer full): another with the same id and copies of everything,
 *   which another thread may have
 */
CwProject *
cw_project_copy (CwProject *self)
{
  CwProject *copy;

  g_return_val_if_fail (CW_IS_PROJECT (self), NULL);

  copy = g_object_new (CW_TYPE_PROJECT, "id", self->id, "title", self->title, NULL);
  copy->width = self->width;
  copy->height = self->height;
  copy->rate = self->rate;
  copy->preset_id = g_strdup (self->preset_id);
  copy->foreign = g_strdup (self->foreign);
  for (guint i = 0; i < self->tracks->len; i++)
    {
      g_autoptr (CwTrack) track = cw_track_copy (g_ptr_array_index (self->tracks, i));

      cw_project_add_track (copy, track);
    }

  return copy;
}

const char *
cw_project_get_id (CwProject *self)
{
  g_return_val_if_fail (CW_IS_PROJECT (self), NULL);

  return self->id;
}

void
cw_project_set_id (CwProject  *self,
                   const char *id)
{
  g_return_if_fail (CW_IS_PROJECT (self));
  g_return_if_fail (id != NULL);

  if (g_set_str (&self->id, id))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ID]);
}

const char *
cw_project_get_title (CwProject *self)
{
  g_return_val_if_fail (CW_IS_PROJECT (self), NULL);

  return self->title;
}

void
cw_project_set_title (CwProject  *self,
                      const char *title)
{
  g_return_if_fail (CW_IS_PROJECT (self));
  g_return_if_fail (title != NULL);

  if (g_set_str (&self->title, title))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

int
cw_project_get_width (CwProject *self)
{
  g_return_val_if_fail (CW_IS_PROJECT (self), 0);

  return self->width;
}

int
cw_project_get_height (CwProject *self)
{
  g_return_val_if_fail (CW_IS_PROJECT (self), 0);

  return self->height;
}

/**
 * cw_project_set_size:
 * @self: a project
 * @width: px
 * @height: px
 *
 * Sets the canvas's size. Both become even, as video needs, and stay between
 * %CW_PROJECT_LEAST_SIZE and %CW_PROJECT_MOST_SIZE.
 */
void
cw_project_set_size (CwProject *self,
                     int        width,
                     int        height)
{
  int old_width, old_height;

  g_return_if_fail (CW_IS_PROJECT (self));

  old_width = self->width;
  old_height = self->height;
  self->width = CLAMP (width, CW_PROJECT_LEAST_SIZE, CW_PROJECT_MOST_SIZE) & ~1;
  self->height = CLAMP (height, CW_PROJECT_LEAST_SIZE, CW_PROJECT_MOST_SIZE) & ~1;

  g_object_freeze_notify (G_OBJECT (self));
  if (self->width != old_width)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WIDTH]);
  if (self->height != old_height)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HEIGHT]);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * cw_project_get_rate:
 * @self: a project
 *
 * Returns: the canvas's frames a second
 */
CwRate
cw_project_get_rate (CwProject *self)
{
  g_return_val_if_fail (CW_IS_PROJECT (self), ((CwRate) { 60, 1 }));

  return self->rate;
}

void
cw_project_set_rate (CwProject *self,
                     CwRate     rate)
{
  g_return_if_fail (CW_IS_PROJECT (self));
  g_return_if_fail (rate.n > 0 && rate.d > 0);

  self->rate = rate;
}

/**
 * cw_project_get_preset_id:
 * @self: a project
 *
 * Returns: (nullable): the id of the preset that it is made for
 */
const char *
cw_project_get_preset_id (CwProject *self)
{
  g_return_val_if_fail (CW_IS_PROJECT (self), NULL);

  return self->preset_id;
}

void
cw_project_set_preset_id (CwProject  *self,
                          const char *preset_id)
{
  g_return_if_fail (CW_IS_PROJECT (self));

  g_set_str (&self->preset_id, preset_id);
}

guint
cw_project_get_n_tracks (CwProject *self)
{
  g_return_val_if_fail (CW_IS_PROJECT (self), 0);

  return self->tracks->len;
}

/**
 * cw_project_get_track:
 * @self: a project
 * @position: which track, from the lowest
 *
 * Returns: (transfer none) (nullable): the track, %NULL beyond the uppermost
 */
CwTrack *
cw_project_get_track (CwProject *self,
                      guint      position)
{
  g_return_val_if_fail (CW_IS_PROJECT (self), NULL);

  return position < self->tracks->len ? g_ptr_array_index (self->tracks, position) : NULL;
}

/**
 * cw_project_add_track:
 * @self: a project
 * @track: (transfer none): a track of no project, to lie over all others
 */
void
cw_project_add_track (CwProject *self,
                      CwTrack   *track)
{
  g_return_if_fail (CW_IS_PROJECT (self));
  g_return_if_fail (CW_IS_TRACK (track));

  g_ptr_array_add (self->tracks, g_object_ref (track));
  g_signal_connect_object (track, "notify::duration", G_CALLBACK (update_duration), self, G_CONNECT_SWAPPED);
  update_duration (self);
}

void
cw_project_remove_track (CwProject *self,
                         guint      position)
{
  g_return_if_fail (CW_IS_PROJECT (self));
  g_return_if_fail (position < self->tracks->len);

  g_signal_handlers_disconnect_by_func (g_ptr_array_index (self->tracks, position), update_duration, self);
  g_ptr_array_remove_index (self->tracks, position);
  update_duration (self);
}

/**
 * cw_project_get_duration:
 * @self: a project
 *
 * Returns: the duration of its longest track, in ns
 */
gint64
cw_project_get_duration (CwProject *self)
{
  g_return_val_if_fail (CW_IS_PROJECT (self), 0);

  return self->duration;
}

/**
 * cw_project_get_foreign:
 * @self: a project
 *
 * Returns: (nullable): as cw_item_get_foreign()
 */
const char *
cw_project_get_foreign (CwProject *self)
{
  g_return_val_if_fail (CW_IS_PROJECT (self), NULL);

  return self->foreign;
}

void
cw_project_set_foreign (CwProject  *self,
                        const char *foreign)
{
  g_return_if_fail (CW_IS_PROJECT (self));

  g_set_str (&self->foreign, foreign);
}

static void
cw_project_get_property (GObject    *object,
                         guint       id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  CwProject *self = CW_PROJECT (object);

  switch ((CwProjectProperty) id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;

    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;

    case PROP_WIDTH:
      g_value_set_int (value, self->width);
      break;

    case PROP_HEIGHT:
      g_value_set_int (value, self->height);
      break;

    case PROP_DURATION:
      g_value_set_int64 (value, self->duration);
      break;
    }
}

static void
cw_project_set_property (GObject      *object,
                         guint         id,
                         const GValue *value,
                         GParamSpec   *pspec)
{
  CwProject *self = CW_PROJECT (object);

  switch ((CwProjectProperty) id)
    {
    case PROP_ID:
      cw_project_set_id (self, g_value_get_string (value));
      break;

    case PROP_TITLE:
      cw_project_set_title (self, g_value_get_string (value));
      break;

    case PROP_WIDTH:
      cw_project_set_size (self, g_value_get_int (value), self->height);
      break;

    case PROP_HEIGHT:
      cw_project_set_size (self, self->width, g_value_get_int (value));
      break;

    case PROP_DURATION:
      g_assert_not_reached ();
    }
}

static void
cw_project_finalize (GObject *object)
{
  CwProject *self = CW_PROJECT (object);

  g_free (self->id);
  g_free (self->title);
  g_free (self->preset_id);
  g_free (self->foreign);
  g_ptr_array_unref (self->tracks);

  G_OBJECT_CLASS (cw_project_parent_class)->finalize (object);
}

static void
cw_project_class_init (CwProjectClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = cw_project_finalize;
  object_class->get_property = cw_project_get_property;
  object_class->set_property = cw_project_set_property;

  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL,
                                             G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL,
                                                G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_WIDTH] = g_param_spec_int ("width", NULL, NULL, CW_PROJECT_LEAST_SIZE, CW_PROJECT_MOST_SIZE, 1080,
                                             G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_HEIGHT] = g_param_spec_int ("height", NULL, NULL, CW_PROJECT_LEAST_SIZE, CW_PROJECT_MOST_SIZE, 1920,
                                              G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_DURATION] = g_param_spec_int64 ("duration", NULL, NULL, 0, G_MAXINT64, 0,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cw_project_init (CwProject *self)
{
  self->width = 1080;
  self->height = 1920;
  self->rate = (CwRate) { 60, 1 };
  self->tracks = g_ptr_array_new_with_free_func (g_object_unref);
}
