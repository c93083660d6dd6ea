/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-project-entry.h"

/**
 * CwProjectEntry:
 *
 * A project as seen in a list, without its file being opened.
 */
struct _CwProjectEntry
{
  GObject parent_instance;

  char  *id;
  char  *title;
  gint64 changed;
  gint64 duration;
  char  *source_path;
};

typedef enum
{
  PROP_ID = 1,
  PROP_TITLE,
  PROP_CHANGED,
  PROP_DURATION,
  PROP_SOURCE_PATH,
} CwProjectEntryProperty;

static GParamSpec *properties[PROP_SOURCE_PATH + 1];

G_DEFINE_FINAL_TYPE (CwProjectEntry, cw_project_entry, G_TYPE_OBJECT)

/**
 * cw_project_entry_new:
 * @id: the project's id
 * @title: what the user calls it
 * @changed: when it was saved last, us UTC
 * @duration: ns
 * @source_path: (nullable): the file of its first media, for a picture
 *
 * Returns: (transfer full): an entry
 */
CwProjectEntry *
cw_project_entry_new (const char *id,
                      const char *title,
                      gint64      changed,
                      gint64      duration,
                      const char *source_path)
{
  CwProjectEntry *self;

  g_return_val_if_fail (id != NULL && title != NULL, NULL);

  self = g_object_new (CW_TYPE_PROJECT_ENTRY, NULL);
  self->id = g_strdup (id);
  self->title = g_strdup (title);
  self->changed = changed;
  self->duration = MAX (duration, 0);
  self->source_path = g_strdup (source_path);

  return self;
}

const char *
cw_project_entry_get_id (CwProjectEntry *self)
{
  g_return_val_if_fail (CW_IS_PROJECT_ENTRY (self), NULL);

  return self->id;
}

const char *
cw_project_entry_get_title (CwProjectEntry *self)
{
  g_return_val_if_fail (CW_IS_PROJECT_ENTRY (self), NULL);

  return self->title;
}

gint64
cw_project_entry_get_changed (CwProjectEntry *self)
{
  g_return_val_if_fail (CW_IS_PROJECT_ENTRY (self), 0);

  return self->changed;
}

gint64
cw_project_entry_get_duration (CwProjectEntry *self)
{
  g_return_val_if_fail (CW_IS_PROJECT_ENTRY (self), 0);

  return self->duration;
}

/**
 * cw_project_entry_get_source_path:
 * @self: an entry
 *
 * Returns: (nullable): the file of the project's first media
 */
const char *
cw_project_entry_get_source_path (CwProjectEntry *self)
{
  g_return_val_if_fail (CW_IS_PROJECT_ENTRY (self), NULL);

  return self->source_path;
}

/**
 * cw_project_entry_update:
 * @self: an entry
 * @newer: what it is to show from now on, of the same project
 */
void
cw_project_entry_update (CwProjectEntry *self,
                         CwProjectEntry *newer)
{
  g_return_if_fail (CW_IS_PROJECT_ENTRY (self));
  g_return_if_fail (CW_IS_PROJECT_ENTRY (newer));
  g_return_if_fail (g_str_equal (self->id, newer->id));

  g_object_freeze_notify (G_OBJECT (self));

  if (g_set_str (&self->title, newer->title))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);

  if (self->changed != newer->changed)
    {
      self->changed = newer->changed;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHANGED]);
    }

  if (self->duration != newer->duration)
    {
      self->duration = newer->duration;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DURATION]);
    }

  if (g_set_str (&self->source_path, newer->source_path))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SOURCE_PATH]);

  g_object_thaw_notify (G_OBJECT (self));
}

static void
cw_project_entry_get_property (GObject    *object,
                               guint       id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  CwProjectEntry *self = CW_PROJECT_ENTRY (object);

  switch ((CwProjectEntryProperty) id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;

    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;

    case PROP_CHANGED:
      g_value_set_int64 (value, self->changed);
      break;

    case PROP_DURATION:
      g_value_set_int64 (value, self->duration);
      break;

    case PROP_SOURCE_PATH:
      g_value_set_string (value, self->source_path);
      break;
    }
}

static void
cw_project_entry_finalize (GObject *object)
{
  CwProjectEntry *self = CW_PROJECT_ENTRY (object);

  g_free (self->id);
  g_free (self->title);
  g_free (self->source_path);

  G_OBJECT_CLASS (cw_project_entry_parent_class)->finalize (object);
}

static void
cw_project_entry_class_init (CwProjectEntryClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass     *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = cw_project_entry_finalize;
  object_class->get_property = cw_project_entry_get_property;

  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_CHANGED] = g_param_spec_int64 ("changed", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  properties[PROP_DURATION] = g_param_spec_int64 ("duration", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_SOURCE_PATH] = g_param_spec_string ("source-path", NULL, NULL, NULL, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cw_project_entry_init (CwProjectEntry *self)
{
}
