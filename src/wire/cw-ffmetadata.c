/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-ffmetadata.h"

#include "cw-side-shape.h"
#include "cw-twitch-link.h"

#include <string.h>

#define HEADER ";FFMETADATA"

/**
 * cw_ffmetadata_is:
 * @text: what a file holds
 * @length: bytes of @text
 *
 * Returns: whether it is a text that ffmpeg takes metadata from
 */
gboolean
cw_ffmetadata_is (const char *text,
                  gsize       length)
{
  return length > strlen (HEADER) && memcmp (text, HEADER, strlen (HEADER)) == 0;
}

static gint64
read_time (const char *text)
{
  g_autofree char *joined = g_strndup (text, 20);
  g_autoptr (GDateTime) date = NULL;

  if (strlen (joined) < 20)
    return 0;

  joined[10] = 'T';
  date = g_date_time_new_from_iso8601 (joined, NULL);
  return date != NULL ? g_date_time_to_unix_usec (date) : 0;
}

/* TwitchDownloader's comment: a description, perhaps, and lines such as “Views: 3”. */
static void
add_comment (CwClipMetadataBuilder *builder,
             const char            *comment)
{
  g_auto (GStrv) lines = g_strsplit (comment, "\n", 200);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *colon = strstr (lines[i], ": ");
      const char *value = colon != NULL ? g_strchug (lines[i] + (colon - lines[i]) + 2) : NULL;

      if (value == NULL)
        continue;

      g_strchomp (lines[i]);
      if (g_str_has_prefix (lines[i], "Clipped by: "))
        cw_clip_metadata_builder_set_text (builder, "creator-name", value);
      else if (g_str_has_prefix (lines[i], "Created at: "))
        cw_clip_metadata_builder_set_number (builder, "created", read_time (value));
      else if (g_str_has_prefix (lines[i], "Views: "))
        cw_clip_metadata_builder_set_number (builder, "views", g_ascii_strtoll (value, NULL, 10));
      else if (g_str_has_prefix (lines[i], "Video id: "))
        cw_clip_metadata_builder_set_text (builder, cw_twitch_link_is_slug (value) ? "twitch-id" : "vod-id", value);
    }
}

/* TwitchDownloader writes “Title (Slug)”. */
static void
add_title (CwClipMetadataBuilder *builder,
           const char            *title)
{
  g_autofree char *text = g_strdup (title);
  char            *open = strrchr (text, '(');
  gsize            length = strlen (text);

  if (open != NULL && open > text && text[length - 1] == ')')
    {
      g_autofree char *id = g_strndup (open + 1, length - 2 - (gsize) (open - text));
      gboolean         number = strlen (id) > 6 && strspn (id, G_CSET_DIGITS) == strlen (id);

      /* A slug has several words; “(Remastered)” is one. */
      if (number || (cw_twitch_link_is_slug (id) && strlen (id) >= 15 && strpbrk (id, G_CSET_A_2_Z) != NULL))
        {
          cw_clip_metadata_builder_set_text (builder, number ? "vod-id" : "twitch-id", id);
          *open = '\0';
        }
    }

  cw_clip_metadata_builder_set_text (builder, "title", text);
}

/**
 * cw_ffmetadata_add_tag:
 * @builder: where to put it
 * @name: as ffmpeg calls it: “title”
 * @value: what it is
 *
 * Takes what a download tool put into a file's own tags.
 */
void
cw_ffmetadata_add_tag (CwClipMetadataBuilder *builder,
                       const char            *name,
                       const char            *value)
{
  g_return_if_fail (builder != NULL && name != NULL && value != NULL);

  if (g_ascii_strcasecmp (name, "title") == 0)
    add_title (builder, value);
  else if (g_ascii_strcasecmp (name, "artist") == 0)
    cw_clip_metadata_builder_set_text (builder, "channel-name", value);
  else if (g_ascii_strcasecmp (name, "genre") == 0)
    cw_clip_metadata_builder_set_text (builder, "category-name", value);
  else if (g_ascii_strcasecmp (name, "date") == 0 && strlen (value) >= 8)
    cw_clip_metadata_builder_set_number (builder, "created", cw_side_shape_read_day (value));
  else if (g_ascii_strcasecmp (name, "comment") == 0 || g_ascii_strcasecmp (name, "purl") == 0)
    {
      g_autofree char *id = NULL;

      /* yt-dlp puts the address there. */
      if (g_str_has_prefix (value, "https://") && strpbrk (value, " \n") == NULL)
        cw_clip_metadata_builder_set_text (builder, "url", value);
      if (g_str_has_prefix (value, "https://") && cw_twitch_link_parse (value, &id) == CW_TWITCH_LINK_CLIP)
        cw_clip_metadata_builder_set_text (builder, "twitch-id", id);
      add_comment (builder, value);
    }
}

/* A line, and those after it that a backslash ties to it. */
static char *
read_line (const char **at,
           const char  *end)
{
  GString *line = g_string_new (NULL);

  while (*at < end && **at != '\n')
    {
      if (**at == '\\' && *at + 1 < end)
        (*at)++;
      if (**at != '\r' && **at != '\0')
        g_string_append_c (line, **at);
      (*at)++;
    }

  *at += *at < end;
  return g_string_free (line, FALSE);
}

/**
 * cw_ffmetadata_read:
 * @text: what cw_ffmetadata_is() was true of
 * @length: bytes of @text
 *
 * Returns: (transfer full): what it tells of the whole; chapters are left out
 */
CwClipMetadata *
cw_ffmetadata_read (const char *text,
                    gsize       length)
{
  g_autoptr (CwClipMetadataBuilder) builder = cw_clip_metadata_builder_new ();
  const char *at = text;
  const char *end = text + length;

  g_return_val_if_fail (cw_ffmetadata_is (text, length), NULL);

  while (at < end)
    {
      g_autofree char *line = read_line (&at, end);
      char            *equals = strchr (line, '=');

      if (line[0] == '[')
        break;
      if (line[0] == ';' || line[0] == '#' || equals == NULL)
        continue;

      *equals = '\0';
      cw_ffmetadata_add_tag (builder, line, equals + 1);
    }

  return cw_clip_metadata_builder_end (builder);
}
