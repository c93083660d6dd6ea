/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-clip-name.h"

#include <string.h>

/* Bytes; file systems take 255 for the whole. */
#define MOST_CHANNEL 40
#define MOST_TITLE 100
#define MOST_SLUG 80

/* Longer is part of a name that has a dot; with the dot. */
#define MOST_ENDING 6

/* What some system or shell does not take in a name, or would not show. */
static gboolean
is_bad (gunichar c)
{
  return g_unichar_iscntrl (c) || g_unichar_type (c) == G_UNICODE_FORMAT || (c < 128 && strchr ("/\\:*?\"<>|", (int) c) != NULL);
}

static void
append (GString    *name,
        const char *text,
        gsize       most)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  gsize            before = name->len;
  gboolean         blank = TRUE;

  for (const char *c = valid; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar one = g_utf8_get_char (c);

      if (name->len - before + (gsize) (g_utf8_next_char (c) - c) > most)
        break;

      one = is_bad (one) || g_unichar_isspace (one) ? ' ' : one;
      if (one != ' ' || !blank)
        g_string_append_unichar (name, one);
      blank = one == ' ';
    }

  while (name->len > before && name->str[name->len - 1] == ' ')
    g_string_truncate (name, name->len - 1);
}

/**
 * cw_clip_name_build:
 * @channel: whose clip it is, or ""
 * @title: what it is called, or ""
 * @id: what no other clip has, or ""
 * @suffix: what the name ends with: “.mp4”
 *
 * Returns: (transfer full): a name for its file that every system takes
 */
char *
cw_clip_name_build (const char *channel,
                    const char *title,
                    const char *id,
                    const char *suffix)
{
  g_autoptr (GString) name = g_string_new (NULL);

  g_return_val_if_fail (channel != NULL && title != NULL && id != NULL && suffix != NULL, NULL);

  append (name, channel, MOST_CHANNEL);
  if (name->len > 0)
    g_string_append (name, " - ");
  append (name, title, MOST_TITLE);

  if (*id != '\0')
    {
      g_string_append (name, name->len > 0 && name->str[name->len - 1] != ' ' ? " [" : "[");
      append (name, id, MOST_SLUG);
      g_string_append_c (name, ']');
    }

  /* A name of nothing else would be the file's ending, and some systems cut these off. */
  while (name->len > 0 && strchr (" .-", name->str[name->len - 1]) != NULL)
    g_string_truncate (name, name->len - 1);
  if (name->len == 0)
    g_string_append_c (name, '_');
  g_string_append (name, suffix);

  /* Else it would be hidden. */
  if (name->str[0] == '.' || name->str[0] == ' ')
    name->str[0] = '_';

  return g_string_free (g_steal_pointer (&name), FALSE);
}

/**
 * cw_clip_name_make:
 * @clip: a clip
 * @portrait: whether the upright one is meant
 *
 * Returns: (transfer full): a name for its file that every system takes, and that no
 *   other clip has
 */
char *
cw_clip_name_make (CwTwitchClip *clip,
                   gboolean      portrait)
{
  return cw_clip_name_build (cw_twitch_clip_get_channel_name (clip), cw_twitch_clip_get_title (clip), cw_twitch_clip_get_id (clip), portrait ? " portrait.mp4" : ".mp4");
}

/**
 * cw_clip_name_get_ending:
 * @path: of a file
 *
 * Returns: (transfer none): what its name ends with, in @path: “.mp4”; "" for nothing
 */
const char *
cw_clip_name_get_ending (const char *path)
{
  const char *slash = strrchr (path, '/');
  const char *dot = strrchr (path, '.');

  return dot != NULL && (slash == NULL || dot > slash + 1) && strlen (dot) <= MOST_ENDING ? dot : "";
}
