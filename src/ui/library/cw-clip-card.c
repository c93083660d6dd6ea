/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-clip-card.h"

#include "cw-clip-picture.h"

#include "cw-timecode.h"

#include <glib/gi18n.h>
#include <math.h>

/**
 * CwClipCard:
 *
 * A clip in the library's grid. What can be done to a clip are actions of the
 * card without a parameter (card.open and so on): cells of a grid offer none of
 * their own to assistive technologies.
 */
struct _CwClipCard
{
  CwCard parent_instance;

  CwLibrary *library;
  CwClip    *clip;
};

typedef enum
{
  PROP_LIBRARY = 1,
  PROP_CLIP,
} CwClipCardProperty;

static GParamSpec *properties[PROP_CLIP + 1];

G_DEFINE_FINAL_TYPE (CwClipCard, cw_clip_card, CW_TYPE_CARD)

/* What is asked of the window or the page, with the clip's id. */
static const struct
{
  const char *own;
  const char *asked;
} forwarded[] = {
  { "card.open", "win.open-clip" },
  { "card.edit", "win.edit-clip" },
  { "card.rename", "library.rename" },
  { "card.show-in-folder", "library.show-in-folder" },
  { "card.locate", "library.locate" },
  { "card.remove", "library.remove" },
};

static void
forward (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  CwClipCard *self = CW_CLIP_CARD (widget);

  for (guint i = 0; i < G_N_ELEMENTS (forwarded); i++)
    {
      if (self->clip != NULL && g_str_equal (forwarded[i].own, action))
        gtk_widget_activate_action (widget, forwarded[i].asked, "s", cw_clip_get_id (self->clip));
    }
}

static void
update_actions (CwClipCard *self)
{
  gboolean missing = self->clip != NULL && cw_clip_get_missing (self->clip);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "card.edit", !missing);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "card.show-in-folder", !missing);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "card.locate", missing);

  if (missing)
    gtk_widget_add_css_class (GTK_WIDGET (self), "missing");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "missing");
}

static char *
format_duration (CwClipCard *self,
                 gint64      duration)
{
  return cw_timecode_format_short (duration);
}

static char *
format_rate (CwRate rate)
{
  double value = cw_rate_to_double (rate);

  if (fabs (value - round (value)) < 0.005)
    return g_strdup_printf (_ ("%d fps"), (int) round (value));

  return g_strdup_printf (_ ("%.2f fps"), value);
}

static char *
format_details (CwClipCard        *self,
                const CwMediaInfo *info,
                gboolean           missing)
{
  g_autofree char *rate = NULL;

  if (missing)
    return g_strdup (_ ("File not found"));

  if (info == NULL)
    return NULL;

  if (!info->has_video)
    return g_strdup (_ ("Sound only"));

  rate = format_rate (info->rate);
  return g_strdup_printf ("%d × %d · %s", info->width, info->height, rate);
}

/**
 * cw_clip_card_new:
 * @library: has the clips that it will show
 *
 * Returns: (transfer floating): a card that shows nothing yet
 */
CwClipCard *
cw_clip_card_new (CwLibrary *library)
{
  return g_object_new (CW_TYPE_CLIP_CARD, "library", library, NULL);
}

/**
 * cw_clip_card_get_clip:
 * @self: a card
 *
 * Returns: (transfer none) (nullable): what it shows
 */
CwClip *
cw_clip_card_get_clip (CwClipCard *self)
{
  g_return_val_if_fail (CW_IS_CLIP_CARD (self), NULL);

  return self->clip;
}

/**
 * cw_clip_card_set_clip:
 * @self: a card
 * @clip: (nullable): what to show; with %NULL the picture's memory is given back
 */
void
cw_clip_card_set_clip (CwClipCard *self,
                       CwClip     *clip)
{
  g_return_if_fail (CW_IS_CLIP_CARD (self));

  if (self->clip != NULL)
    g_signal_handlers_disconnect_by_func (self->clip, update_actions, self);

  if (!g_set_object (&self->clip, clip))
    return;

  if (clip != NULL)
    g_signal_connect_object (clip, "notify::missing", G_CALLBACK (update_actions), self, G_CONNECT_SWAPPED);

  update_actions (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CLIP]);
}

static void
cw_clip_card_dispose (GObject *object)
{
  CwClipCard *self = CW_CLIP_CARD (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CW_TYPE_CLIP_CARD);
  g_clear_object (&self->clip);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (cw_clip_card_parent_class)->dispose (object);
}

static void
cw_clip_card_get_property (GObject    *object,
                           guint       id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  CwClipCard *self = CW_CLIP_CARD (object);

  switch ((CwClipCardProperty) id)
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
cw_clip_card_set_property (GObject      *object,
                           guint         id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  CwClipCard *self = CW_CLIP_CARD (object);

  switch ((CwClipCardProperty) id)
    {
    case PROP_LIBRARY:
      self->library = g_value_dup_object (value);
      break;

    case PROP_CLIP:
      cw_clip_card_set_clip (self, g_value_get_object (value));
      break;
    }
}

static void
cw_clip_card_class_init (CwClipCardClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cw_clip_card_dispose;
  object_class->get_property = cw_clip_card_get_property;
  object_class->set_property = cw_clip_card_set_property;

  properties[PROP_LIBRARY] = g_param_spec_object ("library", NULL, NULL, CW_TYPE_LIBRARY,
                                                  G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_CLIP] = g_param_spec_object ("clip", NULL, NULL, CW_TYPE_CLIP,
                                               G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  for (guint i = 0; i < G_N_ELEMENTS (forwarded); i++)
    gtk_widget_class_install_action (widget_class, forwarded[i].own, NULL, forward);

  g_type_ensure (CW_TYPE_CLIP_PICTURE);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/library/cw-clip-card.ui");
  gtk_widget_class_bind_template_callback (widget_class, format_details);
  gtk_widget_class_bind_template_callback (widget_class, format_duration);
}

static void
cw_clip_card_init (CwClipCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
