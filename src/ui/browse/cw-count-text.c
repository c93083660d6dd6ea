/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-count-text.h"

#include <glib/gi18n.h>

/**
 * cw_count_text_format:
 * @count: a number of things
 *
 * Returns: (transfer full): it in a few letters: 87, 1.2K, 34K, 5.6M
 */
char *
cw_count_text_format (gint64 count)
{
  double thousands = (double) count / 1e3;
  double millions = (double) count / 1e6;

  if (count < 1000)
    return g_strdup_printf ("%" G_GINT64_FORMAT, count);

  if (thousands < 9.95)
    /* Translators: thousands, such as 1.2K */
    return g_strdup_printf (_ ("%.1fK"), thousands);

  if (thousands < 999.5)
    /* Translators: thousands, such as 34K */
    return g_strdup_printf (_ ("%.0fK"), thousands);

  if (millions < 9.95)
    /* Translators: millions, such as 5.6M */
    return g_strdup_printf (_ ("%.1fM"), millions);

  /* Translators: millions, such as 78M */
  return g_strdup_printf (_ ("%.0fM"), millions);
}

/* The form that goes with a shortened number is that of many. */
static gulong
get_plural (gint64 count)
{
  return (gulong) MIN (count, 1000000);
}

/**
 * cw_count_text_format_views:
 * @views: how often something was watched
 *
 * Returns: (transfer full): that: “1.2K views”
 */
char *
cw_count_text_format_views (gint64 views)
{
  g_autofree char *count = cw_count_text_format (views);

  return g_strdup_printf (ngettext ("%s view", "%s views", get_plural (views)), count);
}

/**
 * cw_count_text_format_viewers:
 * @viewers: how many watch something now
 *
 * Returns: (transfer full): that: “1.2K viewers”
 */
char *
cw_count_text_format_viewers (gint64 viewers)
{
  g_autofree char *count = cw_count_text_format (viewers);

  return g_strdup_printf (ngettext ("%s viewer", "%s viewers", get_plural (viewers)), count);
}
