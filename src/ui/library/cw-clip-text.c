/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-clip-text.h"

#include <glib/gi18n.h>
#include <math.h>

static char *
format_rate (CwRate rate)
{
  double value = cw_rate_to_double (rate);

  if (fabs (value - round (value)) < 0.005)
    return g_strdup_printf (_ ("%d fps"), (int) round (value));

  return g_strdup_printf (_ ("%.2f fps"), value);
}

/**
 * cw_clip_text_format_media:
 * @info: (nullable): what is in a clip's file
 *
 * Returns: (transfer full): its size and rate; "" without
 */
char *
cw_clip_text_format_media (const CwMediaInfo *info)
{
  g_autofree char *rate = NULL;

  if (info == NULL)
    return g_strdup ("");

  if (!info->has_video)
    return g_strdup (_ ("Sound only"));

  rate = format_rate (info->rate);
  return g_strdup_printf ("%d × %d · %s", info->width, info->height, rate);
}

/**
 * cw_clip_text_format_date:
 * @time: us UTC
 *
 * Returns: (transfer full): the day that was here, as is usual here; "" for 0
 */
char *
cw_clip_text_format_date (gint64 time)
{
  g_autoptr (GDateTime) utc = time > 0 ? g_date_time_new_from_unix_utc_usec (time) : NULL;
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;

  return local != NULL ? g_date_time_format (local, "%x") : g_strdup ("");
}

/**
 * cw_clip_text_format_rating:
 * @rating: 0 to 5
 *
 * Returns: (transfer full): so many stars; "" for none
 */
char *
cw_clip_text_format_rating (int rating)
{
  g_autoptr (GString) stars = g_string_new (NULL);

  for (int i = 0; i < rating; i++)
    g_string_append (stars, "★");

  return g_string_free (g_steal_pointer (&stars), FALSE);
}

/**
 * cw_clip_text_join:
 * @first: (nullable): a text
 * @second: (nullable): another
 *
 * Returns: (transfer full): both, with a dot between them where both say anything
 */
char *
cw_clip_text_join (const char *first,
                   const char *second)
{
  gboolean has_first = first != NULL && *first != '\0';
  gboolean has_second = second != NULL && *second != '\0';

  return g_strconcat (has_first ? first : "", has_first && has_second ? " · " : "", has_second ? second : "", NULL);
}
