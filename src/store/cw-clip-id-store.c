/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-clip-id-store.h"

/* All between the prefix and what comes after everything that begins with it. */
#define LIST "SELECT id FROM clips WHERE id >= ?1 AND id < ?1 || char (1114111) ORDER BY id LIMIT ?2"

static DexFuture *
list (sqlite3 *connection,
      gpointer data)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (sqlite3_stmt) row = cw_database_prepare (connection, LIST, data, &error);

  while (row != NULL && cw_database_step (row, &error))
    g_strv_builder_add (ids, (const char *) sqlite3_column_text (row, 0));
  if (error != NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_take_boxed (G_TYPE_STRV, g_strv_builder_end (ids));
}

/**
 * cw_clip_id_store_list:
 * @database: the library's database, open
 * @prefix: how an id begins
 * @limit: how many at the most
 *
 * Returns: (transfer full): a future of a boxed #GStrv: the ids of clips, in the trash or
 *   not, that begin so, in order; one that is all of @prefix comes first
 */
DexFuture *
cw_clip_id_store_list (CwDatabase *database,
                       const char *prefix,
                       guint       limit)
{
  dex_return_error_if_fail (CW_IS_DATABASE (database));
  dex_return_error_if_fail (prefix != NULL);

  return cw_database_read (database, list, g_variant_ref_sink (g_variant_new ("(sx)", prefix, (gint64) limit)), (GDestroyNotify) g_variant_unref);
}
