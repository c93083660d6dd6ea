/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-clip-card.h"

#include "cw-clip-picture.h"
#include "cw-clip-text.h"

#include "cw-timecode.h"

#include <glib/gi18n.h>

struct _CwClipCard
{
  CwClipItem parent_instance;

  GtkMenuButton *menu_button;
};

G_DEFINE_FINAL_TYPE (CwClipCard, cw_clip_card, CW_TYPE_CLIP_ITEM)

static char *
format_duration (CwClipCard *self,
                 gint64      duration)
{
  return cw_timecode_format_short (duration);
}

/* Where it is from, or else what it is. */
static char *
format_details (CwClipCard        *self,
                const char        *channel,
                const char        *category,
                const CwMediaInfo *info,
                gboolean           missing)
{
  g_autofree char *origin = cw_clip_text_join (channel, category);

  if (missing)
    return g_strdup (_ ("File not found"));

  return *origin != '\0' ? g_steal_pointer (&origin) : cw_clip_text_format_media (info);
}

static char *
format_rating (CwClipCard *self,
               gint64      rating)
{
  return cw_clip_text_format_rating ((int) rating);
}

static gboolean
has_rating (CwClipCard *self,
            gint64      rating)
{
  return rating > 0;
}

static gboolean
is_false (CwClipCard *self,
          gboolean    value)
{
  return !value;
}

static gboolean
on_button_tooltip (GtkWidget  *button,
                   int         x,
                   int         y,
                   gboolean    keyboard,
                   GtkTooltip *tooltip)
{
  gtk_tooltip_set_text (tooltip, GTK_IS_MENU_BUTTON (button) ? _ ("Menu of This Clip") : _ ("Play"));
  return TRUE;
}

/* A menu's widgets take longer than all the rest of a card; few are ever opened. */
static void
on_menu_wanted (GtkMenuButton *button,
                gpointer       data)
{
  g_autoptr (GMenuModel) menu = NULL;

  CW_CARD_GET_CLASS (data)->opening (data);
  g_object_get (data, "menu", &menu, NULL);
  if (gtk_menu_button_get_menu_model (button) != menu)
    gtk_menu_button_set_menu_model (button, menu);
}

/**
 * cw_clip_card_new:
 *
 * Returns: (transfer floating): a card that shows nothing yet
 */
CwClipCard *
cw_clip_card_new (void)
{
  return g_object_new (CW_TYPE_CLIP_CARD, NULL);
}

static void
cw_clip_card_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CW_TYPE_CLIP_CARD);

  G_OBJECT_CLASS (cw_clip_card_parent_class)->dispose (object);
}

static void
cw_clip_card_class_init (CwClipCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cw_clip_card_dispose;

  g_type_ensure (CW_TYPE_CLIP_PICTURE);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/library/cw-clip-card.ui");
  gtk_widget_class_bind_template_callback (widget_class, on_button_tooltip);
  gtk_widget_class_bind_template_callback_full (widget_class, "on_title_tooltip", G_CALLBACK (cw_clip_item_query_tooltip));
  gtk_widget_class_bind_template_callback (widget_class, format_details);
  gtk_widget_class_bind_template_callback (widget_class, format_duration);
  gtk_widget_class_bind_template_callback (widget_class, format_rating);
  gtk_widget_class_bind_template_callback (widget_class, has_rating);
  gtk_widget_class_bind_template_callback (widget_class, is_false);
  gtk_widget_class_bind_template_child (widget_class, CwClipCard, menu_button);
}

static void
cw_clip_card_init (CwClipCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->menu_button, on_menu_wanted, self, NULL);
}
