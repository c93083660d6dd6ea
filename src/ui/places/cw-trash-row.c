/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-trash-row.h"

#include "cw-clip-picture.h"
#include "cw-relative-time.h"

struct _CwTrashRow
{
  AdwBin parent_instance;

  CwLibrary *library;
  CwClip    *clip;
};

typedef enum
{
  PROP_LIBRARY = 1,
  PROP_CLIP,
} CwTrashRowProperty;

static GParamSpec *properties[PROP_CLIP + 1];

G_DEFINE_FINAL_TYPE (CwTrashRow, cw_trash_row, ADW_TYPE_BIN)

static void
forward (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  CwTrashRow *self = CW_TRASH_ROW (widget);

  if (self->clip != NULL)
    gtk_widget_activate_action (widget, g_str_equal (action, "row.restore") ? "trash.restore" : "trash.delete", "s", cw_clip_get_id (self->clip));
}

static char *
format_details (CwTrashRow        *self,
                gint64             removed,
                const CwMediaInfo *info)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *when = removed != 0 ? cw_relative_time_format (removed, now) : NULL;
  g_autofree char *size = info != NULL ? g_format_size ((guint64) info->size) : NULL;

  if (when == NULL || size == NULL)
    return g_strdup ("");

  return g_strdup_printf ("%s · %s", when, size);
}

/**
 * cw_trash_row_new:
 * @library: has the clips that it will show
 *
 * Returns: (transfer floating): a row that shows nothing yet
 */
CwTrashRow *
cw_trash_row_new (CwLibrary *library)
{
  return g_object_new (CW_TYPE_TRASH_ROW, "library", library, NULL);
}

static void
cw_trash_row_dispose (GObject *object)
{
  CwTrashRow *self = CW_TRASH_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CW_TYPE_TRASH_ROW);
  g_clear_object (&self->clip);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (cw_trash_row_parent_class)->dispose (object);
}

static void
cw_trash_row_get_property (GObject    *object,
                           guint       id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  CwTrashRow *self = CW_TRASH_ROW (object);

  switch ((CwTrashRowProperty) id)
    {
    case PROP_LIBRARY:
      g_value_set_object (value, self->library);
      break;
    case PROP_CLIP:
      g_value_set_object (value, self->clip);
      break;
    }
}

static void
cw_trash_row_set_property (GObject      *object,
                           guint         id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  CwTrashRow *self = CW_TRASH_ROW (object);

  switch ((CwTrashRowProperty) id)
    {
    case PROP_LIBRARY:
      self->library = g_value_dup_object (value);
      break;
    case PROP_CLIP:
      if (g_set_object (&self->clip, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    }
}

static void
cw_trash_row_class_init (CwTrashRowClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cw_trash_row_dispose;
  object_class->get_property = cw_trash_row_get_property;
  object_class->set_property = cw_trash_row_set_property;

  properties[PROP_LIBRARY] = g_param_spec_object ("library", NULL, NULL, CW_TYPE_LIBRARY, G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_CLIP] = g_param_spec_object ("clip", NULL, NULL, CW_TYPE_CLIP, G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_install_action (widget_class, "row.restore", NULL, forward);
  gtk_widget_class_install_action (widget_class, "row.delete", NULL, forward);

  g_type_ensure (CW_TYPE_CLIP_PICTURE);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/places/cw-trash-row.ui");
  gtk_widget_class_bind_template_callback (widget_class, format_details);
}

static void
cw_trash_row_init (CwTrashRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
