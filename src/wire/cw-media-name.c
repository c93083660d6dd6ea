/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-media-name.h"

#include "cw-clip-metadata-builder.h"
#include "cw-side-shape.h"
#include "cw-twitch-link.h"

#include <stdio.h>
#include <string.h>

/* Of a clip's id there are several words, of a video's on YouTube these many. */
#define LEAST_SLUG 15
#define YOUTUBE_ID 11
#define LEAST_NUMBER 6

static gboolean
is_number (const char *text,
           gsize       least)
{
  return strlen (text) >= least && strspn (text, G_CSET_DIGITS) == strlen (text);
}

/* Not a word in brackets, such as “[official]”. */
static gboolean
is_slug (const char *text)
{
  return strlen (text) >= LEAST_SLUG && cw_twitch_link_is_slug (text) && g_ascii_isupper (*text) && strpbrk (text, G_CSET_a_2_z) != NULL;
}

/* “1-31-24”, as TwitchDownloader writes it, or “2024-01-31”. */
static gint64
read_date (const char *text)
{
  int  month, day, year;
  char rest;

  if (sscanf (text, "%2d-%2d-%2d%c", &month, &day, &year, &rest) == 3)
    {
      g_autofree char *iso = g_strdup_printf ("20%02d-%02d-%02d", ABS (year), ABS (month), ABS (day));

      return cw_side_shape_read_day (iso);
    }

  return strlen (text) == strlen ("2024-01-31") ? cw_side_shape_read_day (text) : 0;
}

/* The id in brackets at the end; whether there is one. */
static gboolean
take_id (char                  *text,
         CwClipMetadataBuilder *builder)
{
  gsize            length = strlen (text);
  char            *open = strrchr (text, '[');
  g_autofree char *id = NULL;

  if (length == 0 || text[length - 1] != ']' || open == NULL)
    return FALSE;

  id = g_strndup (open + 1, length - 2 - (gsize) (open - text));
  if (is_slug (id))
    cw_clip_metadata_builder_set_text (builder, "twitch-id", id);
  else if (*id == 'v' && is_number (id + 1, LEAST_NUMBER))
    cw_clip_metadata_builder_set_text (builder, "vod-id", id + 1);
  else if (!is_number (id, LEAST_NUMBER) && !(strlen (id) == YOUTUBE_ID && strpbrk (id, G_CSET_A_2_Z G_CSET_DIGITS "_-") != NULL && strpbrk (id, " ") == NULL))
    return FALSE;

  *open = '\0';
  g_strchomp (text);
  return TRUE;
}

/* The date in brackets at the beginning; what comes after it. */
static char *
take_date (char                  *text,
           CwClipMetadataBuilder *builder)
{
  char            *close = *text == '[' ? strchr (text, ']') : NULL;
  g_autofree char *date = close != NULL ? g_strndup (text + 1, (gsize) (close - text - 1)) : NULL;
  gint64           time = date != NULL ? read_date (date) : 0;

  if (time <= 0)
    return text;

  cw_clip_metadata_builder_set_number (builder, "created", time);
  return g_strchug (close + 1);
}

/* twitch-dl's “2024-01-31_1234567_channel_the_title”. */
static gboolean
take_twitch_dl (const char            *text,
                CwClipMetadataBuilder *builder)
{
  g_auto (GStrv) parts = g_strsplit (text, "_", 4);
  gint64 time;

  if (g_strv_length (parts) != 4 || !is_number (parts[1], LEAST_NUMBER) || *parts[2] == '\0' || *parts[3] == '\0')
    return FALSE;

  time = read_date (parts[0]);
  if (time <= 0)
    return FALSE;

  g_strdelimit (parts[3], "_", ' ');
  cw_clip_metadata_builder_set_number (builder, "created", time);
  cw_clip_metadata_builder_set_text (builder, "channel-name", parts[2]);
  cw_clip_metadata_builder_set_text (builder, "title", parts[3]);
  return TRUE;
}

/**
 * cw_media_name_read:
 * @name: a file's name, without its folder; anything
 *
 * Guesses from a name what download tools put into it: “Channel - Title [Slug].mp4” is
 * our own, “Title [id].mp4” yt-dlp's, “[1-31-24] Channel - Title.mp4” TwitchDownloader's,
 * “2024-01-31_1234567_channel_title.mp4” twitch-dl's. Of another name it is the title.
 *
 * Returns: (transfer full): what it says, with a title always
 */
CwClipMetadata *
cw_media_name_read (const char *name)
{
  g_autoptr (CwClipMetadataBuilder) builder = cw_clip_metadata_builder_new ();
  g_autofree char *shown = NULL;
  g_autofree char *whole = NULL;
  char            *dot, *text, *dash;
  gboolean         known;

  g_return_val_if_fail (name != NULL, NULL);

  shown = g_filename_display_name (name);
  dot = strrchr (shown, '.');
  if (dot != NULL && dot != shown)
    *dot = '\0';
  g_strstrip (shown);
  whole = g_strdup (shown);

  if (!take_twitch_dl (shown, builder))
    {
      text = take_date (shown, builder);
      known = text != shown;
      if (take_id (text, builder))
        known = known || cw_clip_metadata_builder_has (builder, "twitch-id");

      /* A channel's name is one word; and many titles have a dash. */
      dash = known ? strstr (text, " - ") : NULL;
      if (dash != NULL && dash > text && strcspn (text, " \t") == (gsize) (dash - text) && dash[3] != '\0')
        {
          g_autofree char *channel = g_strndup (text, (gsize) (dash - text));

          cw_clip_metadata_builder_set_text (builder, "channel-name", channel);
          text = dash + 3;
        }

      cw_clip_metadata_builder_set_text (builder, "title", text);
    }

  cw_clip_metadata_builder_set_text (builder, "title", whole);
  cw_clip_metadata_builder_set_text (builder, "title", name);
  return cw_clip_metadata_builder_end (builder);
}
