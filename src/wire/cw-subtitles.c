/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-subtitles.h"

#include "cw-error.h"

#include <glib/gi18n.h>
#include <string.h>

#define MS G_GINT64_CONSTANT (1000000)
#define ARROW "-->"

/* A word a second for a week would be more than anybody says. */
#define MOST_CUES 200000
#define MOST_HOURS 1000

/**
 * cw_cue_new:
 * @start: ns
 * @end: ns
 * @text: what is said
 *
 * Returns: (transfer full): a subtitle
 */
CwCue *
cw_cue_new (gint64      start,
            gint64      end,
            const char *text)
{
  CwCue *self = g_new0 (CwCue, 1);

  self->start = start;
  self->end = end;
  self->text = g_strdup (text);

  return self;
}

void
cw_cue_free (CwCue *self)
{
  g_free (self->text);
  g_free (self);
}

/* --- reading -------------------------------------------------------------- */

/* Up to MOST digits. */
static gboolean
read_digits (const char **at,
             guint        most,
             gint64      *number)
{
  guint n = 0;

  for (*number = 0; n < most && g_ascii_isdigit (**at); n++, (*at)++)
    *number = *number * 10 + (**at - '0');

  return n > 0;
}

/* “1:02:03,456”, “02:03.456” or “02:03”. */
static gboolean
read_time (const char **at,
           gint64      *time)
{
  gint64 parts[3] = { 0, 0, 0 };
  gint64 fraction = 0;
  guint  n = 0;

  while (**at == ' ' || **at == '\t')
    (*at)++;

  do
    {
      if (!read_digits (at, 4, &parts[n++]))
        return FALSE;
    }
  while (n < 3 && **at == ':' && (*at)++);

  if (n < 2)
    return FALSE;

  if (**at == ',' || **at == '.')
    {
      const char *digits = ++(*at);

      if (!read_digits (at, 3, &fraction))
        return FALSE;
      for (gssize length = *at - digits; length < 3; length++)
        fraction *= 10;
      while (g_ascii_isdigit (**at))
        (*at)++;
    }

  if (n == 2)
    {
      parts[2] = parts[1];
      parts[1] = parts[0];
      parts[0] = 0;
    }

  *time = ((parts[0] * 60 + parts[1]) * 60 + parts[2]) * 1000 * MS + fraction * MS;
  return parts[0] <= MOST_HOURS;
}

/* What comes after it says where to show it. */
static gboolean
read_times (const char *line,
            gint64     *start,
            gint64     *end)
{
  const char *at = line;

  if (!read_time (&at, start))
    return FALSE;

  while (*at == ' ' || *at == '\t')
    at++;

  if (!g_str_has_prefix (at, ARROW))
    return FALSE;

  at += strlen (ARROW);
  return read_time (&at, end);
}

static gboolean
append_entity (GString     *text,
               const char **at)
{
  const struct
  {
    const char *name;
    const char *text;
  } entities[] = { { "&amp;", "&" }, { "&lt;", "<" }, { "&gt;", ">" }, { "&quot;", "\"" }, { "&apos;", "'" }, { "&#39;", "'" }, { "&nbsp;", " " }, { "&lrm;", "" }, { "&rlm;", "" } };

  for (guint i = 0; i < G_N_ELEMENTS (entities); i++)
    if (g_str_has_prefix (*at, entities[i].name))
      {
        g_string_append (text, entities[i].text);
        *at += strlen (entities[i].name);
        return TRUE;
      }

  return FALSE;
}

/* Where the tag ends that begins at AT, NULL where it is only a “<”. */
static const char *
find_tag_end (const char *at)
{
  const char *end = strchr (at, '>');

  if (*at != '<' || end == NULL || (!g_ascii_isalpha (at[1]) && !g_ascii_isdigit (at[1]) && at[1] != '/' && at[1] != '.'))
    return NULL;

  return end;
}

/* A line without tags, SubRip's “{\an8}”, and what stands for a character. */
static void
append_plain (GString    *text,
              const char *line)
{
  while (*line != '\0')
    {
      const char *end = find_tag_end (line);

      if (end != NULL)
        line = end + 1;
      else if (g_str_has_prefix (line, "{\\") && strchr (line, '}') != NULL)
        line = strchr (line, '}') + 1;
      else if (*line != '&' || !append_entity (text, &line))
        g_string_append_c (text, *line++);
    }
}

/* UTF-8, or what older tools on Windows wrote, with ends of line as ours. */
static char *
normalise (const char *text,
           gsize       length)
{
  g_autofree char *decoded = NULL;
  g_autoptr (GString) lines = NULL;

  if (length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    {
      text += 3;
      length -= 3;
    }
  else if (length >= 2 && (memcmp (text, "\xff\xfe", 2) == 0 || memcmp (text, "\xfe\xff", 2) == 0))
    decoded = g_convert (text, (gssize) length, "UTF-8", "UTF-16", NULL, NULL, NULL);

  if (decoded == NULL && !g_utf8_validate_len (text, length, NULL))
    decoded = g_convert (text, (gssize) length, "UTF-8", "WINDOWS-1252", NULL, NULL, NULL);
  if (decoded == NULL)
    decoded = g_utf8_make_valid (text, (gssize) length);

  lines = g_string_new (decoded);
  g_string_replace (lines, "\r\n", "\n", 0);
  g_string_replace (lines, "\r", "\n", 0);
  return g_string_free (g_steal_pointer (&lines), FALSE);
}

/* The lines after the times, up to a blank one or the next one's times, whose number
 * is the line before them. */
static char *
read_text (char **lines,
           guint *at)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gint64 start, end;

  for (; lines[*at] != NULL && *g_strstrip (lines[*at]) != '\0'; (*at)++)
    {
      const char *next = lines[*at + 1];

      if (read_times (lines[*at], &start, &end))
        break;
      if (next != NULL && strspn (lines[*at], G_CSET_DIGITS) == strlen (lines[*at]) && read_times (next, &start, &end))
        break;

      if (text->len > 0)
        g_string_append_c (text, '\n');
      append_plain (text, lines[*at]);
    }

  return g_strstrip (g_string_free (g_steal_pointer (&text), FALSE));
}

static int
compare_cues (gconstpointer a,
              gconstpointer b)
{
  const CwCue *one = a;
  const CwCue *other = b;

  return one->start != other->start ? (one->start > other->start) - (one->start < other->start) : (one->end > other->end) - (one->end < other->end);
}

/**
 * cw_subtitles_read:
 * @text: what an SRT or WebVTT file holds, anything
 * @length: bytes of @text
 * @error: %CW_ERROR_MALFORMED where there are no times in it
 *
 * Reads subtitles however they were written: numbers that are wrong or missing, any
 * ends of line, tags, notes and styles. Cues that end before they begin, and those
 * without a text, are left out.
 *
 * Returns: (transfer full) (nullable) (element-type CwCue): the cues by their start;
 *   they may overlap
 */
GPtrArray *
cw_subtitles_read (const char *text,
                   gsize       length,
                   GError    **error)
{
  g_autoptr (GPtrArray) cues = g_ptr_array_new_with_free_func ((GDestroyNotify) cw_cue_free);
  g_autofree char *normal = NULL;
  g_auto (GStrv) lines = NULL;
  gboolean any = FALSE;

  g_return_val_if_fail (text != NULL || length == 0, NULL);

  if (length > CW_SUBTITLES_MOST_BYTES)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_MALFORMED, _ ("It is too large: more than %d MiB"), CW_SUBTITLES_MOST_BYTES / (1024 * 1024));
      return NULL;
    }

  normal = normalise (length > 0 ? text : "", length);
  lines = g_strsplit (normal, "\n", -1);
  any = g_str_has_prefix (normal, "WEBVTT");

  for (guint at = 0; lines[at] != NULL && cues->len < MOST_CUES;)
    {
      g_autoptr (CwCue) cue = g_new0 (CwCue, 1);

      if (!read_times (lines[at++], &cue->start, &cue->end))
        continue;

      any = TRUE;
      cue->text = read_text (lines, &at);
      if (*cue->text != '\0' && cue->end > cue->start)
        g_ptr_array_add (cues, g_steal_pointer (&cue));
    }

  if (!any)
    {
      g_set_error (error, CW_ERROR, CW_ERROR_MALFORMED, "%s", _ ("There are no subtitles in it"));
      return NULL;
    }

  g_ptr_array_sort_values (cues, compare_cues);
  return g_steal_pointer (&cues);
}

/* --- writing -------------------------------------------------------------- */

static void
append_time (GString *out,
             gint64   time,
             char     point)
{
  gint64 ms = (MAX (time, 0) + MS / 2) / MS;

  g_string_append_printf (out, "%02d:%02d:%02d%c%03d", (int) (ms / 3600000), (int) (ms / 60000 % 60), (int) (ms / 1000 % 60), point, (int) (ms % 1000));
}

/* A blank line would end the cue, and an arrow would begin one. */
static void
append_text (GString          *out,
             const char       *text,
             CwSubtitlesFormat format)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autoptr (GString) line = g_string_new (g_strstrip (lines[i]));

      if (line->len == 0)
        continue;

      if (format == CW_SUBTITLES_VTT)
        {
          g_string_replace (line, "&", "&amp;", 0);
          g_string_replace (line, "<", "&lt;", 0);
          g_string_replace (line, ">", "&gt;", 0);
        }
      else
        g_string_replace (line, ARROW, "→", 0);

      g_string_append (out, line->str);
      g_string_append_c (out, '\n');
    }
}

/**
 * cw_subtitles_write:
 * @cues: (element-type CwCue): what is said
 * @format: how to write it
 *
 * Times are written to the millisecond.
 *
 * Returns: (transfer full): a subtitle file
 */
char *
cw_subtitles_write (GPtrArray        *cues,
                    CwSubtitlesFormat format)
{
  g_autoptr (GString) out = g_string_new (format == CW_SUBTITLES_VTT ? "WEBVTT\n\n" : "");
  const char point = format == CW_SUBTITLES_VTT ? '.' : ',';

  g_return_val_if_fail (cues != NULL, NULL);

  for (guint i = 0; i < cues->len; i++)
    {
      const CwCue *cue = g_ptr_array_index (cues, i);

      if (format == CW_SUBTITLES_SRT)
        g_string_append_printf (out, "%u\n", i + 1);
      append_time (out, cue->start, point);
      g_string_append (out, " " ARROW " ");
      append_time (out, cue->end, point);
      g_string_append_c (out, '\n');
      append_text (out, cue->text, format);
      g_string_append_c (out, '\n');
    }

  return g_string_free (g_steal_pointer (&out), FALSE);
}

/**
 * cw_subtitles_to_text:
 * @cues: (element-type CwCue): what is said
 *
 * Returns: (transfer full): all of it, a line each, without those that a cue repeats
 *   from the one before
 */
char *
cw_subtitles_to_text (GPtrArray *cues)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GHashTable) before = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_return_val_if_fail (cues != NULL, NULL);

  for (guint i = 0; i < cues->len; i++)
    {
      const CwCue *cue = g_ptr_array_index (cues, i);
      g_auto (GStrv) lines = g_strsplit (cue->text, "\n", -1);
      g_autoptr (GHashTable) now = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

      for (guint l = 0; lines[l] != NULL; l++)
        {
          if (*g_strstrip (lines[l]) == '\0')
            continue;
          /* Captions that roll up show each line twice or more. */
          if (!g_hash_table_contains (before, lines[l]))
            g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", lines[l]);
          g_hash_table_add (now, g_strdup (lines[l]));
        }

      g_hash_table_unref (before);
      before = g_steal_pointer (&now);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}
