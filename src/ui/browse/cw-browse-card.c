/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-browse-card.h"

#include "cw-keep-question.h"
#include "cw-link.h"
#include "cw-remote-picture.h"

#include "cw-category.h"
#include "cw-channel.h"
#include "cw-stream.h"
#include "cw-timecode.h"
#include "cw-vod.h"

/**
 * CwBrowseCard:
 *
 * A thing of Twitch in a grid or on a shelf. Without one it shows where one will
 * be.
 */
struct _CwBrowseCard
{
  CwCard parent_instance;

  CwTwitch *twitch;
  GObject  *item;

  GMenuModel      *card_menu;
  GtkLabel        *details;
  GtkLabel        *duration;
  GtkWidget       *kept;
  GtkWidget       *live;
  CwRemotePicture *picture;
  GtkLabel        *subtitle;
  GtkLabel        *title;
};

G_DEFINE_FINAL_TYPE (CwBrowseCard, cw_browse_card, CW_TYPE_CARD)

static void
show_line (GtkLabel   *label,
           const char *text)
{
  gtk_label_set_label (label, text);
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

static void
set_class (CwBrowseCard *self,
           const char   *name,
           gboolean      set)
{
  if (set)
    gtk_widget_add_css_class (GTK_WIDGET (self), name);
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), name);
}

static void
show_text (CwBrowseCard     *self,
           const CwCardText *text)
{
  g_autofree char *duration = cw_timecode_format_short (text->duration);

  gtk_label_set_label (self->title, text->title);
  show_line (self->subtitle, text->subtitle);
  show_line (self->details, text->details);
  show_line (self->duration, text->duration > 0 ? duration : "");
  gtk_widget_set_visible (self->live, text->live);
  g_object_set (self->picture, "ratio", text->ratio, NULL);
  cw_remote_picture_show (self->picture, cw_twitch_get_pictures (self->twitch), text->picture);
}

/* Keeps its place as if there were something, so that nothing jumps. */
static void
show_nothing (CwBrowseCard *self)
{
  gtk_label_set_label (self->title, " ");
  show_line (self->subtitle, " ");
  show_line (self->details, " ");
  show_line (self->duration, "");
}

static void
show_kept (CwBrowseCard *self)
{
  gboolean kept = FALSE;

  if (CW_IS_TWITCH_CLIP (self->item))
    kept = cw_clip_origins_find (cw_twitch_get_origins (self->twitch), cw_twitch_clip_get_id (CW_TWITCH_CLIP (self->item))) != NULL;
  gtk_widget_set_visible (self->kept, kept);
}

static void
on_kept_changed (CwBrowseCard *self,
                 const char   *id)
{
  if (CW_IS_TWITCH_CLIP (self->item) && g_str_equal (cw_twitch_clip_get_id (CW_TWITCH_CLIP (self->item)), id))
    show_kept (self);
}

/* Setting a tooltip asks the display where the pointer is, and looks for what is
 * there: too much for each card that scrolls by. */
static gboolean
on_query_tooltip (CwBrowseCard *self,
                  int           x,
                  int           y,
                  gboolean      keyboard,
                  GtkTooltip   *tooltip)
{
  if (self->item == NULL)
    return FALSE;

  gtk_tooltip_set_text (tooltip, gtk_label_get_label (self->title));
  return TRUE;
}

/* Cells of a grid offer no action of their own to assistive technologies. */
static void
open_item (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  CwBrowseCard    *self = CW_BROWSE_CARD (widget);
  g_autofree char *id = NULL;

  if (self->item == NULL)
    return;

  g_object_get (self->item, "id", &id, NULL);
  gtk_widget_activate_action (widget, "feed.open", "s", id);
}

/* --- what can be done with it ------------------------------------------------ */

/* Where it is on Twitch's website; NULL for what has no place there. */
static char *
dup_url (GObject *item)
{
  if (CW_IS_TWITCH_CLIP (item))
    return g_strdup (cw_twitch_clip_get_url (CW_TWITCH_CLIP (item)));
  if (CW_IS_VOD (item))
    return g_strconcat ("https://www.twitch.tv/videos/", cw_vod_get_id (CW_VOD (item)), NULL);
  if (CW_IS_STREAM (item))
    return g_strconcat ("https://www.twitch.tv/", cw_stream_get_channel_login (CW_STREAM (item)), NULL);
  if (CW_IS_CHANNEL (item))
    return g_strconcat ("https://www.twitch.tv/", cw_channel_get_login (CW_CHANNEL (item)), NULL);

  return NULL;
}

static void
copy_link (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  g_autofree char *url = dup_url (CW_BROWSE_CARD (widget)->item);

  if (url != NULL)
    cw_link_copy (widget, url);
}

static void
open_in_browser (GtkWidget  *widget,
                 const char *action,
                 GVariant   *parameter)
{
  g_autofree char *url = dup_url (CW_BROWSE_CARD (widget)->item);

  if (url != NULL)
    cw_link_open (widget, url);
}

/* How it goes, and what goes wrong, is told by the jobs of the window. */
static DexFuture *
on_kept (DexFuture *future,
         gpointer   data)
{
  return dex_future_new_true ();
}

static DexFuture *
on_answer (DexFuture *future,
           gpointer   data)
{
  GObject *const *pair = data;
  gboolean        permitted = g_value_get_boolean (dex_future_get_value (future, NULL));

  return cw_clip_keeper_keep (CW_CLIP_KEEPER (pair[0]), CW_TWITCH_CLIP (pair[1]), permitted);
}

static void
pair_free (gpointer data)
{
  GObject **pair = data;

  g_object_unref (pair[0]);
  g_object_unref (pair[1]);
  g_free (pair);
}

/* The card may show something else by the time the user has answered. */
static void
keep (GtkWidget  *widget,
      const char *action,
      GVariant   *parameter)
{
  CwBrowseCard *self = CW_BROWSE_CARD (widget);
  GObject     **pair = g_new0 (GObject *, 2);
  DexFuture    *kept;

  pair[0] = G_OBJECT (g_object_ref (cw_twitch_get_keeper (self->twitch)));
  pair[1] = g_object_ref (self->item);
  kept = dex_future_then (cw_keep_question_ask (widget, self->twitch, CW_TWITCH_CLIP (self->item)), on_answer, pair, pair_free);
  dex_future_disown (dex_future_finally (kept, on_kept, NULL, NULL));
}

/* --- the card itself --------------------------------------------------------- */

/**
 * cw_browse_card_set_item:
 * @self: a card
 * @item: (nullable): what to show; with %NULL the picture's memory is given back, and
 *   the rest stays until there is something else
 * @text: (nullable): how @item is shown, %NULL with it
 */
void
cw_browse_card_set_item (CwBrowseCard *self, GObject *item, const CwCardText *text)
{
  g_return_if_fail (CW_IS_BROWSE_CARD (self));

  if (!g_set_object (&self->item, item))
    return;

  /* A grid takes things away only to give others, or to throw the card away. */
  if (item == NULL)
    {
      cw_remote_picture_show (self->picture, cw_twitch_get_pictures (self->twitch), NULL);
      return;
    }

  set_class (self, "blank", FALSE);
  set_class (self, "round", CW_IS_CHANNEL (item));
  show_kept (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "card.keep", CW_IS_TWITCH_CLIP (item));
  g_object_set (self, "menu", CW_IS_CATEGORY (item) ? NULL : self->card_menu, NULL);
  show_text (self, text);
}

GObject *
cw_browse_card_get_item (CwBrowseCard *self)
{
  g_return_val_if_fail (CW_IS_BROWSE_CARD (self), NULL);

  return self->item;
}

/**
 * cw_browse_card_set_width:
 * @self: a card
 * @width: px
 *
 * Has it be just so wide, whatever room there is.
 */
void
cw_browse_card_set_width (CwBrowseCard *self,
                          int           width)
{
  g_return_if_fail (CW_IS_BROWSE_CARD (self));

  g_object_set (self->picture, "least-width", width, "natural-width", width, NULL);
}

/**
 * cw_browse_card_new:
 * @twitch: where what it shows comes from
 *
 * Returns: (transfer floating): a card of nothing
 */
CwBrowseCard *
cw_browse_card_new (CwTwitch *twitch)
{
  CwBrowseCard *self = g_object_new (CW_TYPE_BROWSE_CARD, NULL);

  self->twitch = g_object_ref (twitch);
  g_signal_connect_object (cw_twitch_get_origins (twitch), "changed", G_CALLBACK (on_kept_changed), self, G_CONNECT_SWAPPED);
  show_nothing (self);

  return self;
}

static void
cw_browse_card_dispose (GObject *object)
{
  CwBrowseCard *self = CW_BROWSE_CARD (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CW_TYPE_BROWSE_CARD);
  g_clear_object (&self->item);
  g_clear_object (&self->twitch);

  G_OBJECT_CLASS (cw_browse_card_parent_class)->dispose (object);
}

static void
cw_browse_card_class_init (CwBrowseCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cw_browse_card_dispose;

  gtk_widget_class_install_action (widget_class, "card.copy-link", NULL, copy_link);
  gtk_widget_class_install_action (widget_class, "card.keep", NULL, keep);
  gtk_widget_class_install_action (widget_class, "card.open", NULL, open_item);
  gtk_widget_class_install_action (widget_class, "card.open-in-browser", NULL, open_in_browser);

  g_type_ensure (CW_TYPE_REMOTE_PICTURE);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/browse/cw-browse-card.ui");
  gtk_widget_class_bind_template_child (widget_class, CwBrowseCard, card_menu);
  gtk_widget_class_bind_template_child (widget_class, CwBrowseCard, details);
  gtk_widget_class_bind_template_child (widget_class, CwBrowseCard, duration);
  gtk_widget_class_bind_template_child (widget_class, CwBrowseCard, kept);
  gtk_widget_class_bind_template_child (widget_class, CwBrowseCard, live);
  gtk_widget_class_bind_template_child (widget_class, CwBrowseCard, picture);
  gtk_widget_class_bind_template_child (widget_class, CwBrowseCard, subtitle);
  gtk_widget_class_bind_template_child (widget_class, CwBrowseCard, title);
  gtk_widget_class_bind_template_callback (widget_class, on_query_tooltip);
}

static void
cw_browse_card_init (CwBrowseCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "blank");
}
