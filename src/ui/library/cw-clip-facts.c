/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-clip-facts.h"

#include "cw-clip-text.h"

#include "cw-timecode.h"

#include <glib/gi18n.h>

#define SECOND G_GINT64_CONSTANT (1000000000)

/* What is to be shown of one clip; NULL or "" where nothing is known. */
typedef char *(*Format) (CwClip *clip);

/* The same of several; NULL where what they have in common will do. */
typedef char *(*Combine) (GPtrArray *clips,
                          Format     format);

static char *
dup_string (CwClip     *clip,
            const char *property)
{
  char *value = NULL;

  g_object_get (clip, property, &value, NULL);
  return value;
}

/* --- one clip ------------------------------------------------------------- */

static char *
format_channel (CwClip *clip)
{
  return g_strdup (cw_clip_get_channel_name (clip));
}

static char *
format_category (CwClip *clip)
{
  return g_strdup (cw_clip_get_category_name (clip));
}

static char *
format_creator (CwClip *clip)
{
  return g_strdup (cw_clip_get_creator_name (clip));
}

static gint64
get_offset (CwClip *clip)
{
  gint64 offset = -1;

  g_object_get (clip, "vod-offset", &offset, NULL);
  return offset;
}

static char *
format_broadcast (CwClip *clip)
{
  g_autofree char *broadcast = dup_string (clip, "vod-id");
  g_autofree char *time = NULL;

  if (broadcast == NULL || *broadcast == '\0')
    return NULL;
  if (get_offset (clip) < 0)
    return g_steal_pointer (&broadcast);

  time = cw_timecode_format_short (get_offset (clip) * SECOND);
  return g_strdup_printf (_ ("%s into it"), time);
}

static char *
format_broadcast_url (CwClip *clip)
{
  g_autofree char *broadcast = dup_string (clip, "vod-id");

  if (broadcast == NULL || *broadcast == '\0')
    return NULL;

  return g_strdup_printf ("https://www.twitch.tv/videos/%s?t=%" G_GINT64_FORMAT "s", broadcast, MAX (get_offset (clip), 0));
}

static char *
format_source (CwClip *clip)
{
  g_autofree char *source = dup_string (clip, "source");

  return g_strdup (g_strcmp0 (source, "twitch") == 0 ? _ ("Twitch") : _ ("Your file"));
}

static char *
format_source_url (CwClip *clip)
{
  return g_strdup (cw_clip_get_url (clip));
}

static char *
format_rights (CwClip *clip)
{
  g_autofree char *rights = dup_string (clip, "rights");

  if (g_strcmp0 (rights, "edited") == 0)
    return g_strdup (_ ("Of a channel that you edit"));
  if (g_strcmp0 (rights, "permitted") == 0)
    return g_strdup (_ ("With permission"));

  return g_strdup (_ ("Your own"));
}

static char *
format_time (gint64 time)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc_usec (time);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;

  /* Translators: a day and a time, as g_date_time_format() has it */
  return local != NULL ? g_date_time_format (local, _ ("%-e %B %Y, %H:%M")) : NULL;
}

static char *
format_created (CwClip *clip)
{
  return format_time (cw_clip_get_created (clip));
}

static char *
format_added (CwClip *clip)
{
  return format_time (cw_clip_get_added (clip));
}

static char *
format_duration (CwClip *clip)
{
  return cw_timecode_format_short (cw_clip_get_duration (clip));
}

static char *
format_picture (CwClip *clip)
{
  const CwMediaInfo *info = cw_clip_get_info (clip);

  return info != NULL ? cw_clip_text_format_media (info) : NULL;
}

static char *
format_size (CwClip *clip)
{
  const CwMediaInfo *info = cw_clip_get_info (clip);

  return info != NULL && info->size > 0 ? g_format_size ((guint64) info->size) : NULL;
}

static char *
format_count (gint64 count)
{
  return count > 0 ? g_strdup_printf ("%'" G_GINT64_FORMAT, count) : NULL;
}

/* Only Twitch counts them. */
static char *
format_views (CwClip *clip)
{
  return format_count (cw_clip_get_views (clip));
}

static char *
format_watched (CwClip *clip)
{
  g_autofree char *time = NULL;
  g_autofree char *position = NULL;

  if (cw_clip_get_watched (clip) == 0)
    return g_strdup (_ ("Not yet"));

  time = format_time (cw_clip_get_watched (clip));
  if (cw_clip_get_position (clip) <= 0)
    return g_steal_pointer (&time);

  position = cw_timecode_format_short (cw_clip_get_position (clip));
  /* Translators: a time in a clip, and when that was */
  return g_strdup_printf (_ ("Up to %s, %s"), position, time);
}

/* --- several -------------------------------------------------------------- */

static char *
count_different (GPtrArray *clips,
                 Format     format)
{
  g_autoptr (GHashTable) values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n;

  for (guint i = 0; i < clips->len; i++)
    {
      char *value = format (clips->pdata[i]);

      g_hash_table_add (values, value != NULL ? value : g_strdup (""));
    }

  n = g_hash_table_size (values) - (g_hash_table_contains (values, "") ? 1 : 0);
  if (g_hash_table_size (values) < 2)
    return NULL;

  return n > 1 ? g_strdup_printf (_ ("%u different"), n) : g_strdup (_ ("Only of some"));
}

static gint64
sum (GPtrArray *clips,
     gint64 (*get) (CwClip *))
{
  gint64 total = 0;

  for (guint i = 0; i < clips->len; i++)
    total += MIN (get (clips->pdata[i]), G_MAXINT64 - total);

  return total;
}

static char *
add_durations (GPtrArray *clips,
               Format     format)
{
  g_autofree char *total = cw_timecode_format_short (sum (clips, cw_clip_get_duration));

  return g_strdup_printf (_ ("%s in all"), total);
}

static gint64
get_size (CwClip *clip)
{
  const CwMediaInfo *info = cw_clip_get_info (clip);

  return info != NULL ? MAX (info->size, 0) : 0;
}

static char *
add_sizes (GPtrArray *clips,
           Format     format)
{
  g_autofree char *total = g_format_size ((guint64) sum (clips, get_size));

  return g_strdup_printf (_ ("%s in all"), total);
}

static char *
add_views (GPtrArray *clips,
           Format     format)
{
  g_autofree char *total = format_count (sum (clips, cw_clip_get_views));

  return total != NULL ? g_strdup_printf (_ ("%s in all"), total) : NULL;
}

static char *
find_span (GPtrArray *clips,
           gint64 (*get) (CwClip *))
{
  gint64           first = G_MAXINT64;
  gint64           last = G_MININT64;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  for (guint i = 0; i < clips->len; i++)
    {
      first = MIN (first, get (clips->pdata[i]));
      last = MAX (last, get (clips->pdata[i]));
    }

  from = format_time (first);
  to = format_time (last);
  if (g_strcmp0 (from, to) == 0 || from == NULL || to == NULL)
    return NULL;

  return g_strdup_printf (_ ("%s to %s"), from, to);
}

static char *
span_created (GPtrArray *clips,
              Format     format)
{
  return find_span (clips, cw_clip_get_created);
}

static char *
span_added (GPtrArray *clips,
            Format     format)
{
  return find_span (clips, cw_clip_get_added);
}

static char *
count_watched (GPtrArray *clips,
               Format     format)
{
  guint n = 0;

  for (guint i = 0; i < clips->len; i++)
    n += cw_clip_get_watched (clips->pdata[i]) != 0;

  return n > 0 ? g_strdup_printf (_ ("%u of %u"), n, clips->len) : NULL;
}

/* --- all of it ------------------------------------------------------------- */

static const struct
{
  const char *label;
  Format      format;
  Format      format_url;
  Combine     combine;
} facts[] = {
  { N_ ("Channel"), format_channel, NULL, count_different },
  { N_ ("Game"), format_category, NULL, count_different },
  { N_ ("Clipped by"), format_creator, NULL, count_different },
  { N_ ("Broadcast"), format_broadcast, format_broadcast_url, NULL },
  { N_ ("Source"), format_source, format_source_url, NULL },
  { N_ ("Rights"), format_rights, NULL, NULL },
  { N_ ("Created"), format_created, NULL, span_created },
  { N_ ("Added"), format_added, NULL, span_added },
  { N_ ("Length"), format_duration, NULL, add_durations },
  { N_ ("Picture"), format_picture, NULL, NULL },
  { N_ ("Size"), format_size, NULL, add_sizes },
  { N_ ("Views"), format_views, NULL, add_views },
  { N_ ("Watched"), format_watched, NULL, count_watched },
};

/* What all of CLIPS have; NULL where they differ. */
static char *
dup_shared (GPtrArray *clips,
            Format     format)
{
  g_autofree char *shared = format (clips->pdata[0]);

  for (guint i = 1; i < clips->len && shared != NULL; i++)
    {
      g_autofree char *value = format (clips->pdata[i]);

      if (g_strcmp0 (value, shared) != 0)
        return NULL;
    }

  return g_steal_pointer (&shared);
}

static void
fact_free (gpointer data)
{
  CwClipFact *fact = data;

  g_free (fact->value);
  g_free (fact->url);
  g_free (fact);
}

/**
 * cw_clip_facts_list:
 * @clips: (element-type CwClip): clips that are loaded
 *
 * Returns: (transfer full) (element-type CwClipFact): what is known of them: of several
 *   what they have in common, and what they come to together
 */
GPtrArray *
cw_clip_facts_list (GPtrArray *clips)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (fact_free);

  g_return_val_if_fail (clips != NULL, list);

  for (guint i = 0; i < G_N_ELEMENTS (facts) && clips->len > 0; i++)
    {
      g_autofree char *value = clips->len > 1 && facts[i].combine != NULL ? facts[i].combine (clips, facts[i].format) : NULL;
      g_autofree char *url = NULL;
      CwClipFact      *fact;

      if (value == NULL)
        {
          value = dup_shared (clips, facts[i].format);
          url = facts[i].format_url != NULL ? dup_shared (clips, facts[i].format_url) : NULL;
        }
      if (value == NULL || *value == '\0')
        continue;

      fact = g_new0 (CwClipFact, 1);
      fact->label = _ (facts[i].label);
      fact->value = g_steal_pointer (&value);
      fact->url = url != NULL && *url != '\0' ? g_steal_pointer (&url) : NULL;
      g_ptr_array_add (list, fact);
    }

  return list;
}
