/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-project-card.h"
#include "cw-project-picture.h"
#include "cw-relative-time.h"

#include "cw-timecode.h"

/**
 * CwProjectCard:
 *
 * A project in the grid. What can be done to it are actions of the card without
 * a parameter: cells of a grid offer none of their own to assistive technologies.
 */
struct _CwProjectCard
{
  CwCard parent_instance;

  GObject *entry;
};

typedef enum
{
  PROP_ENTRY = 1,
  PROP_TITLE,
  PROP_CHANGED,
  PROP_DURATION,
  PROP_PATH,
} CwProjectCardProperty;

static GParamSpec *properties[PROP_PATH + 1];

G_DEFINE_FINAL_TYPE (CwProjectCard, cw_project_card, CW_TYPE_CARD)

/* What is asked of the window or the page, with the project's id. */
static const struct
{
  const char *own;
  const char *asked;
} forwarded[] = {
  { "card.open", "win.open-project" },
  { "card.rename", "projects.rename" },
  { "card.remove", "projects.remove" },
};

static void
forward (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  CwProjectCard   *self = CW_PROJECT_CARD (widget);
  g_autofree char *id = NULL;

  if (self->entry == NULL)
    return;

  g_object_get (self->entry, "id", &id, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (forwarded); i++)
    if (g_str_equal (forwarded[i].own, action))
      gtk_widget_activate_action (widget, forwarded[i].asked, "s", id);
}

static void
update (CwProjectCard *self)
{
  for (CwProjectCardProperty id = PROP_TITLE; id <= PROP_PATH; id++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[id]);
}

CwProjectCard *
cw_project_card_new (void)
{
  return g_object_new (CW_TYPE_PROJECT_CARD, NULL);
}

/**
 * cw_project_card_set_entry:
 * @self: a card
 * @entry: (nullable): a CwProjectEntry; with %NULL the picture's memory is given back
 */
void
cw_project_card_set_entry (CwProjectCard *self,
                           GObject       *entry)
{
  g_return_if_fail (CW_IS_PROJECT_CARD (self));

  if (self->entry != NULL)
    g_signal_handlers_disconnect_by_func (self->entry, update, self);

  if (!g_set_object (&self->entry, entry))
    return;

  if (entry != NULL)
    g_signal_connect_object (entry, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);

  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ENTRY]);
}

static char *
format_duration (CwProjectCard *self,
                 gint64         duration)
{
  return cw_timecode_format_short (duration);
}

static char *
format_changed (CwProjectCard *self,
                gint64         changed)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return cw_relative_time_format (changed, now);
}

/* What was “just now” when it was last looked at may be long ago. */
static void
cw_project_card_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (cw_project_card_parent_class)->map (widget);
  g_object_notify_by_pspec (G_OBJECT (widget), properties[PROP_CHANGED]);
}

static void
cw_project_card_dispose (GObject *object)
{
  CwProjectCard *self = CW_PROJECT_CARD (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CW_TYPE_PROJECT_CARD);
  g_clear_object (&self->entry);

  G_OBJECT_CLASS (cw_project_card_parent_class)->dispose (object);
}

static void
cw_project_card_get_property (GObject    *object,
                              guint       id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  CwProjectCard *self = CW_PROJECT_CARD (object);

  switch ((CwProjectCardProperty) id)
    {
    case PROP_ENTRY:
      g_value_set_object (value, self->entry);
      break;

    case PROP_TITLE:
    case PROP_CHANGED:
    case PROP_DURATION:
      if (self->entry != NULL)
        g_object_get_property (self->entry, pspec->name, value);
      break;

    case PROP_PATH:
      if (self->entry != NULL)
        g_object_get_property (self->entry, "source-path", value);
      break;
    }
}

static void
cw_project_card_set_property (GObject      *object,
                              guint         id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  switch ((CwProjectCardProperty) id)
    {
    case PROP_ENTRY:
      cw_project_card_set_entry (CW_PROJECT_CARD (object), g_value_get_object (value));
      break;

    case PROP_TITLE:
    case PROP_CHANGED:
    case PROP_DURATION:
    case PROP_PATH:
      g_assert_not_reached ();
    }
}

static void
cw_project_card_class_init (CwProjectCardClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags     found = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = cw_project_card_dispose;
  object_class->get_property = cw_project_card_get_property;
  object_class->set_property = cw_project_card_set_property;
  widget_class->map = cw_project_card_map;

  properties[PROP_ENTRY] = g_param_spec_object ("entry", NULL, NULL, G_TYPE_OBJECT,
                                                G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, found);
  properties[PROP_CHANGED] = g_param_spec_int64 ("changed", NULL, NULL, G_MININT64, G_MAXINT64, 0, found);
  properties[PROP_DURATION] = g_param_spec_int64 ("duration", NULL, NULL, 0, G_MAXINT64, 0, found);
  properties[PROP_PATH] = g_param_spec_string ("path", NULL, NULL, NULL, found);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  for (guint i = 0; i < G_N_ELEMENTS (forwarded); i++)
    gtk_widget_class_install_action (widget_class, forwarded[i].own, NULL, forward);

  g_type_ensure (CW_TYPE_PROJECT_PICTURE);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/projects/cw-project-card.ui");
  gtk_widget_class_bind_template_callback (widget_class, format_changed);
  gtk_widget_class_bind_template_callback (widget_class, format_duration);
}

static void
cw_project_card_init (CwProjectCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
