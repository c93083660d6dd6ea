/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-player-page.h"

struct _CwPlayerPage
{
  AdwNavigationPage parent_instance;

  CwLibrary *library;
  CwClip    *clip;
};

typedef enum
{
  PROP_LIBRARY = 1,
  PROP_CLIP,
} CwPlayerPageProperty;

static GParamSpec *properties[PROP_CLIP + 1];

G_DEFINE_FINAL_TYPE (CwPlayerPage, cw_player_page, ADW_TYPE_NAVIGATION_PAGE)

/**
 * cw_player_page_new:
 * @library: where the clip is
 * @clip: what to play
 *
 * Returns: (transfer floating): a page that plays @clip
 */
CwPlayerPage *
cw_player_page_new (CwLibrary *library,
                    CwClip    *clip)
{
  return g_object_new (CW_TYPE_PLAYER_PAGE, "library", library, "clip", clip, NULL);
}

static void
cw_player_page_dispose (GObject *object)
{
  CwPlayerPage *self = CW_PLAYER_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CW_TYPE_PLAYER_PAGE);
  g_clear_object (&self->library);
  g_clear_object (&self->clip);

  G_OBJECT_CLASS (cw_player_page_parent_class)->dispose (object);
}

static void
cw_player_page_get_property (GObject    *object,
                             guint       id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  CwPlayerPage *self = CW_PLAYER_PAGE (object);

  switch ((CwPlayerPageProperty) id)
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
cw_player_page_set_property (GObject      *object,
                             guint         id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  CwPlayerPage *self = CW_PLAYER_PAGE (object);

  switch ((CwPlayerPageProperty) id)
    {
    case PROP_LIBRARY:
      g_set_object (&self->library, g_value_get_object (value));
      break;

    case PROP_CLIP:
      g_set_object (&self->clip, g_value_get_object (value));
      break;
    }
}

static void
cw_player_page_class_init (CwPlayerPageClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cw_player_page_dispose;
  object_class->get_property = cw_player_page_get_property;
  object_class->set_property = cw_player_page_set_property;

  properties[PROP_LIBRARY] = g_param_spec_object ("library", NULL, NULL, CW_TYPE_LIBRARY,
                                                  G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_CLIP] = g_param_spec_object ("clip", NULL, NULL, CW_TYPE_CLIP,
                                               G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/player/cw-player-page.ui");
}

static void
cw_player_page_init (CwPlayerPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
