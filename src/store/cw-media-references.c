/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

/* Debian's SQLite has sessions; its header shows them to who asks. */
#ifndef SQLITE_ENABLE_SESSION
#define SQLITE_ENABLE_SESSION 1
#endif
#ifndef SQLITE_ENABLE_PREUPDATE_HOOK
#define SQLITE_ENABLE_PREUPDATE_HOOK 1
#endif

#include "cw-media-references.h"

#include "cw-database.h"
#include "cw-error.h"
#include "cw-location.h"

#include <glib/gi18n.h>

/* Which of the library's own files are needed: by clips, in the trash or not, and by
 * what the user may undo or redo, which is in the commands' changesets. */
#define LIST_CLIPS "SELECT uri FROM clips WHERE uri LIKE 'library:%'"
#define FIND_CLIP "SELECT 1 FROM clips WHERE uri = ?"
#define LIST_COMMANDS "SELECT number, changes FROM commands WHERE number > ? ORDER BY number"
#define CHANGE_COMMAND "UPDATE commands SET changes = ? WHERE number = ?"
#define REMOVE_COMMAND "DELETE FROM commands WHERE number = ?"

/* Which column of a table says which clip it is about. All of them are in its key. */
static const struct
{
  const char *table;
  int         column;
} tables[] = {
  { "clips", 0 },
  { "clip_tags", 0 },
  { "transcripts", 0 },
  { "watching", 0 },
  { "collection_clips", 1 },
};

typedef int (*ValueFunc) (sqlite3_changeset_iter *changes,
                          int                     column,
                          sqlite3_value         **value);

static gboolean
fail (GError **error)
{
  g_set_error (error, CW_ERROR, CW_ERROR_MALFORMED, _ ("What can be undone cannot be read: check the library"));
  return FALSE;
}

static void
add_value (GHashTable             *uris,
           sqlite3_changeset_iter *changes,
           int                     column,
           ValueFunc               get)
{
  sqlite3_value *value = NULL;
  const char    *text = NULL;

  if (get (changes, column, &value) == SQLITE_OK && value != NULL && sqlite3_value_type (value) == SQLITE_TEXT)
    text = (const char *) sqlite3_value_text (value);

  if (cw_location_is_library (text))
    g_hash_table_add (uris, g_strdup (text));
}

/* Any column may be the one with the URI: an older version may have had it elsewhere. */
static gboolean
add_changes (GHashTable   *uris,
             sqlite3_stmt *row,
             GError      **error)
{
  sqlite3_changeset_iter *changes;
  gboolean                sound;

  if (sqlite3changeset_start (&changes, sqlite3_column_bytes (row, 1), (void *) sqlite3_column_blob (row, 1)) != SQLITE_OK)
    return fail (error);

  while (sqlite3changeset_next (changes) == SQLITE_ROW)
    {
      const char *table;
      int         n_columns, operation;

      sqlite3changeset_op (changes, &table, &n_columns, &operation, NULL);
      for (int i = 0; i < n_columns && g_str_equal (table, "clips"); i++)
        {
          if (operation != SQLITE_INSERT)
            add_value (uris, changes, i, sqlite3changeset_old);
          if (operation != SQLITE_DELETE)
            add_value (uris, changes, i, sqlite3changeset_new);
        }
    }

  sound = sqlite3changeset_finalize (changes) == SQLITE_OK;
  return sound ? TRUE : fail (error);
}

static gboolean
add_clips (GHashTable *uris,
           sqlite3    *connection,
           GError    **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (sqlite3_stmt) row = cw_database_prepare (connection, LIST_CLIPS, NULL, &problem);

  while (row != NULL && cw_database_step (row, &problem))
    g_hash_table_add (uris, g_strdup ((const char *) sqlite3_column_text (row, 0)));

  if (problem == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/**
 * cw_media_references_load:
 * @connection: the library's database
 * @after: %CW_MEDIA_REFERENCES_ALL, or only by commands with a larger number, which came
 *   after an earlier look
 * @last: (out) (optional): the number of the last command
 * @error: %CW_ERROR_MALFORMED where a command is damaged; then nothing is known to be
 *   unused
 *
 * Returns: (transfer full) (nullable) (element-type utf8): a set of the "library:" URIs
 *   that clips and commands name
 */
GHashTable *
cw_media_references_load (sqlite3 *connection,
                          gint64   after,
                          gint64  *last,
                          GError **error)
{
  g_autoptr (GHashTable) uris = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GError) problem = NULL;
  g_autoptr (sqlite3_stmt) row = NULL;

  if (last != NULL)
    *last = MAX (after, 0);
  if (after == CW_MEDIA_REFERENCES_ALL && !add_clips (uris, connection, error))
    return NULL;

  row = cw_database_prepare (connection, LIST_COMMANDS, g_variant_new ("(x)", after), &problem);
  while (row != NULL && problem == NULL && cw_database_step (row, &problem))
    {
      if (last != NULL)
        *last = sqlite3_column_int64 (row, 0);
      add_changes (uris, row, &problem);
    }

  if (problem == NULL)
    return g_steal_pointer (&uris);

  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

/**
 * cw_media_references_has_clip:
 * @connection: the library's database
 * @uri: a "library:" URI
 * @error: as for cw_database_prepare()
 *
 * Returns: whether a clip has that file, in the trash or not
 */
gboolean
cw_media_references_has_clip (sqlite3    *connection,
                              const char *uri,
                              GError    **error)
{
  g_autoptr (sqlite3_stmt) row = cw_database_prepare (connection, FIND_CLIP, g_variant_new ("(s)", uri), error);

  return row != NULL && cw_database_step (row, error);
}

/* --- forgetting clips ------------------------------------------------------------ */

static gboolean
is_about (sqlite3_changeset_iter *changes,
          GHashTable             *numbers)
{
  const char    *table;
  int            n_columns, operation;
  sqlite3_value *value = NULL;
  gint64         number;

  sqlite3changeset_op (changes, &table, &n_columns, &operation, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    if (g_str_equal (tables[i].table, table) && tables[i].column < n_columns)
      {
        ValueFunc get = operation == SQLITE_INSERT ? sqlite3changeset_new : sqlite3changeset_old;

        if (get (changes, tables[i].column, &value) != SQLITE_OK || value == NULL)
          return FALSE;

        number = sqlite3_value_int64 (value);
        return g_hash_table_contains (numbers, &number);
      }

  return FALSE;
}

static gboolean
keep_changes (sqlite3_stmt *row,
              GHashTable   *numbers,
              gboolean     *touched,
              GBytes      **kept,
              GError      **error)
{
  sqlite3_changeset_iter *changes;
  sqlite3_changegroup    *group;
  int                     result = sqlite3changegroup_new (&group);
  int                     length = 0;
  void                   *data = NULL;

  *touched = FALSE;
  if (result != SQLITE_OK || sqlite3changeset_start (&changes, sqlite3_column_bytes (row, 1), (void *) sqlite3_column_blob (row, 1)) != SQLITE_OK)
    return fail (error);

  while (result == SQLITE_OK && sqlite3changeset_next (changes) == SQLITE_ROW)
    if (is_about (changes, numbers))
      *touched = TRUE;
    else
      result = sqlite3changegroup_add_change (group, changes);

  if (sqlite3changeset_finalize (changes) != SQLITE_OK)
    result = SQLITE_CORRUPT;
  if (result == SQLITE_OK)
    result = sqlite3changegroup_output (group, &length, &data);
  sqlite3changegroup_delete (group);
  if (result != SQLITE_OK)
    return fail (error);

  *kept = g_bytes_new_with_free_func (data, (gsize) length, (GDestroyNotify) sqlite3_free, data);
  return TRUE;
}

static gboolean
replace_changes (sqlite3 *connection,
                 gint64   number,
                 GBytes  *kept,
                 GError **error)
{
  g_autoptr (sqlite3_stmt) change = NULL;
  g_autoptr (GError) problem = NULL;

  if (g_bytes_get_size (kept) == 0)
    return cw_database_change (connection, REMOVE_COMMAND, g_variant_new ("(x)", number), error);

  change = cw_database_prepare (connection, CHANGE_COMMAND, NULL, error);
  if (change == NULL)
    return FALSE;

  sqlite3_bind_blob (change, 1, g_bytes_get_data (kept, NULL), (int) g_bytes_get_size (kept), SQLITE_TRANSIENT);
  sqlite3_bind_int64 (change, 2, number);
  cw_database_step (change, &problem);
  if (problem == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/**
 * cw_media_references_forget:
 * @connection: the library's database, for writing
 * @numbers: (element-type gint64): a set of the numbers of clips that are gone for good
 * @error: %CW_ERROR_MALFORMED where a command is damaged
 *
 * Takes what was done to those clips out of what can be undone, so that nothing needs
 * their files any more. A command that did nothing else is forgotten.
 *
 * Returns: whether it went well
 */
gboolean
cw_media_references_forget (sqlite3    *connection,
                            GHashTable *numbers,
                            GError    **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (sqlite3_stmt) row = cw_database_prepare (connection, LIST_COMMANDS, g_variant_new ("(x)", G_GINT64_CONSTANT (0)), &problem);

  while (row != NULL && problem == NULL && cw_database_step (row, &problem))
    {
      g_autoptr (GBytes) kept = NULL;
      gboolean touched;

      if (keep_changes (row, numbers, &touched, &kept, &problem) && touched)
        replace_changes (connection, sqlite3_column_int64 (row, 0), kept, &problem);
    }

  if (problem == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}
