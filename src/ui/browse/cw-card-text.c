/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-card-text.h"
#include "cw-count-text.h"
#include "cw-relative-time.h"

#include "cw-category.h"
#include "cw-channel.h"
#include "cw-stream.h"
#include "cw-twitch-clip.h"
#include "cw-vod.h"

#include <glib/gi18n.h>
#include <string.h>

#define WIDE (16.0 / 9)
#define TALL (3.0 / 4)
#define SQUARE 1.0

/**
 * cw_card_text_dup_title:
 * @title: what somebody called a thing
 *
 * Returns: (transfer full): that; where it is nothing but blanks, which would look
 *   like a mistake, that it has no title
 */
char *
cw_card_text_dup_title (const char *title)
{
  g_autofree char *stripped = NULL;

  g_return_val_if_fail (title != NULL, NULL);

  stripped = g_strstrip (g_strdup (title));
  return g_strdup (*stripped != '\0' ? stripped : _ ("Untitled"));
}

static char *
format_time (gint64 time)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return cw_relative_time_format (time, now);
}

/* "A · B", or what there is of both. */
static char *
join (const char *a,
      const char *b)
{
  if (*a == '\0' || *b == '\0')
    return g_strconcat (a, b, NULL);

  /* Translators: two facts about the same thing, such as “1.2K views · Yesterday” */
  return g_strdup_printf (_ ("%s · %s"), a, b);
}

/* Puts a size where Twitch leaves it to the reader. */
static char *
with_size (const char *url,
           const char *width,
           const char *height)
{
  g_autoptr (GString) text = g_string_new (url);

  g_string_replace (text, "%{width}", width, 1);
  g_string_replace (text, "%{height}", height, 1);
  g_string_replace (text, "{width}", width, 1);
  g_string_replace (text, "{height}", height, 1);

  return g_string_free_and_steal (g_steal_pointer (&text));
}

static void
make_clip (CwCardText   *self,
           CwTwitchClip *clip)
{
  g_autofree char *views = cw_count_text_format_views (cw_twitch_clip_get_views (clip));
  g_autofree char *time = format_time (cw_twitch_clip_get_created (clip));

  self->title = cw_card_text_dup_title (cw_twitch_clip_get_title (clip));
  self->subtitle = g_strdup (cw_twitch_clip_get_channel_name (clip));
  self->details = join (views, time);
  self->picture = g_strdup (cw_twitch_clip_get_thumbnail (clip));
  self->duration = cw_twitch_clip_get_duration (clip);
  self->ratio = WIDE;
}

static void
make_stream (CwCardText *self,
             CwStream   *stream)
{
  g_autofree char *viewers = cw_count_text_format_viewers (cw_stream_get_viewers (stream));
  g_autofree char *category = NULL;

  g_object_get (stream, "category-name", &category, NULL);
  self->title = cw_card_text_dup_title (cw_stream_get_title (stream));
  self->subtitle = g_strdup (cw_stream_get_channel_name (stream));
  self->details = join (viewers, category);
  self->picture = with_size (cw_stream_get_thumbnail (stream), "440", "248");
  self->ratio = WIDE;
  self->live = TRUE;
}

static void
make_vod (CwCardText *self,
          CwVod      *vod)
{
  g_autofree char *time = format_time (cw_vod_get_created (vod));
  g_autofree char *views = NULL;
  gint64           count;

  g_object_get (vod, "views", &count, NULL);
  views = cw_count_text_format_views (count);
  self->title = cw_card_text_dup_title (cw_vod_get_title (vod));
  self->subtitle = g_strdup ("");
  self->details = join (views, time);
  self->picture = with_size (cw_vod_get_thumbnail (vod), "320", "180");
  self->duration = cw_vod_get_duration (vod);
  self->ratio = WIDE;
}

static void
make_category (CwCardText *self,
               CwCategory *category)
{
  self->title = g_strdup (cw_category_get_name (category));
  self->subtitle = g_strdup ("");
  self->details = g_strdup ("");
  self->picture = with_size (cw_category_get_art (category), "285", "380");
  self->ratio = TALL;
}

static void
make_channel (CwCardText *self,
              CwChannel  *channel)
{
  const char *category = cw_channel_get_category_name (channel);

  self->title = g_strdup (cw_channel_get_name (channel));
  self->subtitle = g_strdup (cw_channel_get_live (channel) ? category : "");
  self->details = g_strdup ("");
  self->picture = g_strdup (cw_channel_get_picture (channel));
  self->ratio = SQUARE;
  self->live = cw_channel_get_live (channel);
}

/**
 * cw_card_text_make:
 * @self: (out caller-allocates): filled; to be cleared
 * @item: a clip, stream, video, category or channel of Twitch
 */
void
cw_card_text_make (CwCardText *self,
                   GObject    *item)
{
  g_return_if_fail (self != NULL);

  *self = (CwCardText) { .ratio = WIDE };

  if (CW_IS_TWITCH_CLIP (item))
    make_clip (self, CW_TWITCH_CLIP (item));
  else if (CW_IS_STREAM (item))
    make_stream (self, CW_STREAM (item));
  else if (CW_IS_VOD (item))
    make_vod (self, CW_VOD (item));
  else if (CW_IS_CATEGORY (item))
    make_category (self, CW_CATEGORY (item));
  else if (CW_IS_CHANNEL (item))
    make_channel (self, CW_CHANNEL (item));
}

void
cw_card_text_clear (CwCardText *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->title);
  g_free (self->subtitle);
  g_free (self->details);
  g_free (self->picture);
  *self = (CwCardText) { 0 };
}
