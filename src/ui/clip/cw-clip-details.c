/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-clip-details.h"

#include "cw-card-text.h"
#include "cw-count-text.h"
#include "cw-link.h"
#include "cw-relative-time.h"
#include "cw-remote-picture.h"

#include "cw-timecode.h"

#include "cw-async.h"
#include "cw-category.h"
#include "cw-channel.h"

#include <glib/gi18n.h>

#define SECOND G_GINT64_CONSTANT (1000000000)

struct _CwClipDetails
{
  AdwBin parent_instance;

  CwTwitch     *twitch;
  CwTwitchClip *clip;
  CwChannel    *channel;  /* nullable: until Twitch has told */
  CwCategory   *category; /* nullable: the same */
  DexFuture    *asking_channel;
  DexFuture    *asking_category;

  GtkWidget       *broadcast_button;
  GtkWidget       *category_button;
  GtkLabel        *channel_name;
  GtkLabel        *creator;
  GtkLabel        *numbers;
  CwRemotePicture *picture;
  GtkLabel        *title;
};

enum
{
  OPEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CwClipDetails, cw_clip_details, ADW_TYPE_BIN)

/* --- what Twitch has still to tell -------------------------------------------- */

/* Without a picture the name has to do. */
static DexFuture *
on_channel (DexFuture *future,
            gpointer   data)
{
  CwClipDetails *self = data;
  const GValue  *value = dex_future_get_value (future, NULL);

  if (value == NULL)
    return dex_future_new_false ();

  g_set_object (&self->channel, g_value_get_object (value));
  cw_remote_picture_show (self->picture, cw_twitch_get_pictures (self->twitch), cw_channel_get_picture (self->channel));

  return dex_future_new_true ();
}

static DexFuture *
on_category (DexFuture *future,
             gpointer   data)
{
  CwClipDetails *self = data;
  const GValue  *value = dex_future_get_value (future, NULL);

  if (value == NULL)
    return dex_future_new_false ();

  g_set_object (&self->category, g_value_get_object (value));
  gtk_button_set_label (GTK_BUTTON (self->category_button), cw_category_get_name (self->category));
  gtk_widget_set_visible (self->category_button, TRUE);

  return dex_future_new_true ();
}

static void
ask (CwClipDetails *self)
{
  const char *category_id = cw_twitch_clip_get_category_id (self->clip);

  self->asking_channel = dex_future_finally (cw_twitch_find_channel (self->twitch, cw_twitch_clip_get_channel_id (self->clip)), on_channel, self, NULL);
  if (*category_id != '\0')
    self->asking_category = dex_future_finally (cw_twitch_find_category (self->twitch, category_id), on_category, self, NULL);
}

/* --- what is known -------------------------------------------------------------- */

static void
show_numbers (CwClipDetails *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *views = cw_count_text_format_views (cw_twitch_clip_get_views (self->clip));
  g_autofree char *time = cw_relative_time_format (cw_twitch_clip_get_created (self->clip), now);
  g_autofree char *numbers = g_strdup_printf (_ ("%s · %s"), views, time);

  gtk_label_set_label (self->numbers, numbers);
}

/* Who it was is not known any more where the account was deleted. */
static void
show_creator (CwClipDetails *self)
{
  const char      *name = cw_twitch_clip_get_creator_name (self->clip);
  g_autofree char *text = g_strdup_printf (_ ("Clipped by %s"), name);

  gtk_label_set_label (self->creator, text);
  gtk_widget_set_visible (GTK_WIDGET (self->creator), *name != '\0');
}

static gboolean
has_broadcast (CwClipDetails *self)
{
  return *cw_twitch_clip_get_vod_id (self->clip) != '\0' && cw_twitch_clip_get_vod_offset (self->clip) >= 0;
}

static void
show_broadcast (CwClipDetails *self)
{
  g_autofree char *time = NULL;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->broadcast_button, has_broadcast (self));
  if (!has_broadcast (self))
    return;

  time = cw_timecode_format_short (cw_twitch_clip_get_vod_offset (self->clip));
  text = g_strdup_printf (_ ("%s into the broadcast"), time);
  gtk_button_set_label (GTK_BUTTON (self->broadcast_button), text);
}

/**
 * cw_clip_details_show:
 * @self: the details
 * @twitch: where @clip comes from
 * @clip: a clip
 */
void
cw_clip_details_show (CwClipDetails *self,
                      CwTwitch      *twitch,
                      CwTwitchClip  *clip)
{
  g_autofree char *title = NULL;

  g_return_if_fail (CW_IS_CLIP_DETAILS (self));
  g_return_if_fail (CW_IS_TWITCH (twitch));
  g_return_if_fail (CW_IS_TWITCH_CLIP (clip));

  g_set_object (&self->twitch, twitch);
  g_set_object (&self->clip, clip);
  title = cw_card_text_dup_title (cw_twitch_clip_get_title (clip));
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->channel_name, cw_twitch_clip_get_channel_name (clip));
  show_numbers (self);
  show_creator (self);
  show_broadcast (self);
  ask (self);
}

/* --- what can be opened ---------------------------------------------------------- */

static void
open_channel (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  CwClipDetails *self = CW_CLIP_DETAILS (widget);
  g_autoptr (CwChannel) channel = NULL;

  /* Its page asks for the rest. */
  if (self->channel != NULL)
    channel = g_object_ref (self->channel);
  else
    channel = g_object_new (CW_TYPE_CHANNEL, "id", cw_twitch_clip_get_channel_id (self->clip), "name", cw_twitch_clip_get_channel_name (self->clip), NULL);

  g_signal_emit (self, signals[OPEN], 0, channel);
}

static void
open_category (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  g_signal_emit (widget, signals[OPEN], 0, CW_CLIP_DETAILS (widget)->category);
}

static void
open_broadcast (GtkWidget  *widget,
                const char *action,
                GVariant   *parameter)
{
  CwClipDetails   *self = CW_CLIP_DETAILS (widget);
  g_autofree char *url = g_strdup_printf ("https://www.twitch.tv/videos/%s?t=%" G_GINT64_FORMAT "s", cw_twitch_clip_get_vod_id (self->clip), cw_twitch_clip_get_vod_offset (self->clip) / SECOND);

  cw_link_open (widget, url);
}

static void
cw_clip_details_dispose (GObject *object)
{
  CwClipDetails *self = CW_CLIP_DETAILS (object);

  dex_clear (&self->asking_channel);
  dex_clear (&self->asking_category);
  gtk_widget_dispose_template (GTK_WIDGET (self), CW_TYPE_CLIP_DETAILS);
  g_clear_object (&self->channel);
  g_clear_object (&self->category);
  g_clear_object (&self->clip);
  g_clear_object (&self->twitch);

  G_OBJECT_CLASS (cw_clip_details_parent_class)->dispose (object);
}

static void
cw_clip_details_class_init (CwClipDetailsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cw_clip_details_dispose;

  signals[OPEN] = g_signal_new ("open", CW_TYPE_CLIP_DETAILS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_OBJECT);

  gtk_widget_class_install_action (widget_class, "details.open-broadcast", NULL, open_broadcast);
  gtk_widget_class_install_action (widget_class, "details.open-category", NULL, open_category);
  gtk_widget_class_install_action (widget_class, "details.open-channel", NULL, open_channel);

  g_type_ensure (CW_TYPE_REMOTE_PICTURE);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/clip/cw-clip-details.ui");
  gtk_widget_class_bind_template_child (widget_class, CwClipDetails, broadcast_button);
  gtk_widget_class_bind_template_child (widget_class, CwClipDetails, category_button);
  gtk_widget_class_bind_template_child (widget_class, CwClipDetails, channel_name);
  gtk_widget_class_bind_template_child (widget_class, CwClipDetails, creator);
  gtk_widget_class_bind_template_child (widget_class, CwClipDetails, numbers);
  gtk_widget_class_bind_template_child (widget_class, CwClipDetails, picture);
  gtk_widget_class_bind_template_child (widget_class, CwClipDetails, title);
}

static void
cw_clip_details_init (CwClipDetails *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
