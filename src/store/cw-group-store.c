/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-group-store.h"

#include "cw-long-read.h"
#include "cw-query-edit.h"

#include <glib/gi18n.h>

/* All groups at once: of each key the newest title, how many clips, when the first was
 * made (us UTC), and the ids of the newest clips, a line each. */
#define GROUPS                                                                                        \
  "SELECT key, channel_name, n, first, group_concat (id, char (10)) FROM (SELECT %s AS key, "         \
  "channel_name, id, created, row_number () OVER newest AS place, count (*) OVER whole AS n, "        \
  "min (created) OVER whole AS first, max (created) OVER whole AS last FROM clips WHERE removed IS "  \
  "NULL AND %s WINDOW whole AS (PARTITION BY %s), newest AS (PARTITION BY %s ORDER BY number DESC)) " \
  "WHERE place <= 3 GROUP BY key ORDER BY %s"

/* In the order of CwGrouping. */
static const struct
{
  const char  *key;
  const char  *where;
  const char  *order;
  CwQueryField field;
  const char  *sort;
} groupings[] = {
  { "vod_id", "vod_id <> ''", "last DESC", CW_QUERY_FIELD_BROADCAST, "sort:-created" },
  { "channel_name COLLATE NOCASE", "channel_name <> ''", "n DESC, key", CW_QUERY_FIELD_CHANNEL, "" },
  { "strftime ('%Y-%m', created / 1000000, 'unixepoch', 'localtime')", "TRUE", "key DESC", CW_QUERY_FIELD_CREATED, "sort:created" },
};

static char *
format_time (gint64      time,
             const char *format)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;

  return local != NULL ? g_date_time_format (local, format) : g_strdup ("");
}

static char *
make_title (CwGrouping  grouping,
            const char *key,
            const char *channel,
            gint64      first)
{
  g_autofree char *day = NULL;

  switch (grouping)
    {
    case CW_GROUPING_CHANNEL:
      return g_strdup (channel);
    case CW_GROUPING_DATE:
      /* Translators: a month of a year, see g_date_time_format(). */
      return format_time (first, _ ("%OB %Y"));
    case CW_GROUPING_BROADCAST:
      day = format_time (first, "%x");
      /* Translators: a broadcast: the name of its channel, and its day. */
      return *channel != '\0' ? g_strdup_printf (_ ("%s, %s"), channel, day) : g_steal_pointer (&day);
    }

  g_assert_not_reached ();
}

static DexFuture *
list (sqlite3      *connection,
      gpointer      data,
      GCancellable *cancellable)
{
  CwGrouping       grouping = (CwGrouping) GPOINTER_TO_INT (data);
  const char      *by = groupings[grouping].key;
  g_autofree char *sql = g_strdup_printf (GROUPS, by, groupings[grouping].where, by, by, groupings[grouping].order);
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  g_autoptr (sqlite3_stmt) row = cw_database_prepare (connection, sql, NULL, &error);

  while (row != NULL && cw_database_step (row, &error))
    {
      const char      *key = (const char *) sqlite3_column_text (row, 0);
      const char      *channel = (const char *) sqlite3_column_text (row, 1);
      const char      *covers = (const char *) sqlite3_column_text (row, 4);
      g_autofree char *title = NULL;
      g_autofree char *query = NULL;
      g_auto (GStrv) ids = g_strsplit (covers != NULL ? covers : "", "\n", 0);

      /* A time that is none. */
      if (key == NULL)
        continue;

      title = make_title (grouping, key, channel, sqlite3_column_int64 (row, 3));
      query = cw_query_edit_set (groupings[grouping].sort, groupings[grouping].field, (const char *const[]) { key, NULL });
      g_ptr_array_add (groups, cw_clip_group_new (title, query, sqlite3_column_int64 (row, 2), (const char *const *) ids));
    }

  if (error != NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, g_steal_pointer (&groups));
}

/**
 * cw_group_store_list:
 * @database: the library's database, open
 * @grouping: what clips are to have in common
 *
 * Reads all clips that are not in the trash, on a thread and a connection of its own.
 *
 * Returns: (transfer full): a future of a boxed #GPtrArray of #CwClipGroup: channels with
 *   the most clips first, broadcasts and months the newest first; clips of no channel or
 *   no broadcast are in none
 */
DexFuture *
cw_group_store_list (CwDatabase *database,
                     CwGrouping  grouping)
{
  dex_return_error_if_fail (CW_IS_DATABASE (database));
  dex_return_error_if_fail ((guint) grouping < G_N_ELEMENTS (groupings));

  return cw_long_read_run (cw_database_get_path (database), list, GINT_TO_POINTER (grouping), NULL);
}
