/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-snapshot.h"

#include "cw-long-read.h"
#include "cw-error.h"
#include "cw-media-references.h"
#include "cw-migrations.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

/* Copies of the library's database, each of one moment, for backups. All of it blocks:
 * for threads only. */
#define COPY "VACUUM INTO ?"
#define LIST "SELECT DISTINCT uri FROM clips"
#define READ_VERSION "PRAGMA user_version"
#define CHECK "SELECT integrity_check FROM pragma_integrity_check LIMIT 1"
#define CHECK_KEYS "SELECT count(*) FROM pragma_foreign_key_check"
#define RELOCATE "UPDATE clips SET uri = ? WHERE uri = ?"

/**
 * cw_snapshot_write:
 * @database: the file of a database that may be written meanwhile
 * @path: where a copy of it is to be; nothing may be there
 * @cancellable: (nullable): ends it
 * @error: a sentence for the user
 *
 * Returns: whether @path has all that was committed when this began, and nothing else
 */
gboolean
cw_snapshot_write (const char   *database,
                   const char   *path,
                   GCancellable *cancellable,
                   GError      **error)
{
  g_autoptr (sqlite3) connection = cw_long_read_open (database, error);
  gboolean done;

  if (connection == NULL)
    return FALSE;

  cw_long_read_watch (connection, cancellable);
  done = cw_database_change (connection, COPY, g_variant_new ("(s)", path), error);
  if (!done)
    g_unlink (path);

  return done;
}

static gboolean
read_int (sqlite3    *connection,
          const char *sql,
          int        *value,
          GError    **error)
{
  g_autoptr (sqlite3_stmt) row = cw_database_prepare (connection, sql, NULL, error);

  if (row == NULL || !cw_database_step (row, error))
    return FALSE;

  *value = sqlite3_column_int (row, 0);
  return TRUE;
}

/**
 * cw_snapshot_list_files:
 * @path: a snapshot
 * @version: (out): which version of the schema it is of
 * @error: a sentence for the user
 *
 * Returns: (transfer full) (nullable) (element-type utf8): a set of the URIs that clips
 *   and commands name: those of clips of any kind, and "library:" ones of commands
 */
GHashTable *
cw_snapshot_list_files (const char *path,
                        int        *version,
                        GError    **error)
{
  g_autoptr (sqlite3) connection = cw_long_read_open (path, error);
  g_autoptr (GHashTable) uris = NULL;
  g_autoptr (GError) problem = NULL;
  g_autoptr (sqlite3_stmt) row = NULL;

  if (connection == NULL || !read_int (connection, READ_VERSION, version, error))
    return NULL;

  uris = cw_media_references_load (connection, CW_MEDIA_REFERENCES_ALL, NULL, error);
  if (uris == NULL)
    return NULL;

  row = cw_database_prepare (connection, LIST, NULL, &problem);
  while (row != NULL && cw_database_step (row, &problem))
    g_hash_table_add (uris, g_strdup ((const char *) sqlite3_column_text (row, 0)));

  if (problem == NULL)
    return g_steal_pointer (&uris);

  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

/**
 * cw_snapshot_get_newest_version:
 *
 * Returns: up to which version of the schema this program knows
 */
int
cw_snapshot_get_newest_version (void)
{
  g_auto (GStrv) migrations = cw_migrations_load ();

  return (int) g_strv_length (migrations);
}

/**
 * cw_snapshot_check:
 * @path: a database that nobody uses
 * @error: %CW_ERROR_UNSUPPORTED where it is of a newer program, %CW_ERROR_MALFORMED where
 *   it is damaged
 *
 * Returns: whether it is sound
 */
gboolean
cw_snapshot_check (const char *path,
                   GError    **error)
{
  g_autoptr (sqlite3) connection = cw_long_read_open (path, error);
  g_autoptr (sqlite3_stmt) row = NULL;
  int version = 0, n_broken = 0;

  if (connection == NULL || !read_int (connection, READ_VERSION, &version, error))
    return FALSE;

  if (version > cw_snapshot_get_newest_version ())
    {
      g_set_error (error, CW_ERROR, CW_ERROR_UNSUPPORTED, _ ("This backup was made by a newer Clipwright: please update"));
      return FALSE;
    }

  row = cw_database_prepare (connection, CHECK, NULL, error);
  if (row == NULL || !cw_database_step (row, error) || !read_int (connection, CHECK_KEYS, &n_broken, error))
    return FALSE;

  if (g_str_equal (sqlite3_column_text (row, 0), "ok") && n_broken == 0)
    return TRUE;

  g_set_error (error, CW_ERROR, CW_ERROR_MALFORMED, _ ("The database in this backup is damaged"));
  return FALSE;
}

static sqlite3 *
open_for_writing (const char *path,
                  GError    **error)
{
  g_autoptr (sqlite3) connection = NULL;
  int result = sqlite3_open_v2 (path, &connection, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);

  if (result == SQLITE_OK)
    return g_steal_pointer (&connection);

  g_set_error (error, CW_ERROR, CW_ERROR_STORAGE, _ ("The library's database cannot be read: %s"), sqlite3_errstr (result));
  return NULL;
}

/**
 * cw_snapshot_relocate:
 * @path: a database that nobody uses
 * @uris: (element-type utf8 utf8): for URIs of clips, what they are to be instead
 * @error: a sentence for the user
 *
 * Returns: whether all of them are
 */
gboolean
cw_snapshot_relocate (const char *path,
                      GHashTable *uris,
                      GError    **error)
{
  g_autoptr (sqlite3) connection = open_for_writing (path, error);
  GHashTableIter iter;
  gpointer       from, to;

  if (connection == NULL || !cw_database_change (connection, "BEGIN IMMEDIATE", NULL, error))
    return FALSE;

  g_hash_table_iter_init (&iter, uris);
  while (g_hash_table_iter_next (&iter, &from, &to))
    if (!cw_database_change (connection, RELOCATE, g_variant_new ("(ss)", to, from), error))
      return FALSE;

  return cw_database_change (connection, "COMMIT", NULL, error);
}

/**
 * cw_snapshot_claim:
 * @database: the library's database
 * @error: %CW_ERROR_DENIED where a program uses it
 *
 * Makes one file of it, which it is while nobody uses it.
 *
 * Returns: whether nobody uses it
 */
gboolean
cw_snapshot_claim (const char *database,
                   GError    **error)
{
  g_autoptr (sqlite3) connection = open_for_writing (database, error);
  g_autoptr (sqlite3_stmt) row = NULL;
  g_autoptr (GError) problem = NULL;

  if (connection == NULL)
    return FALSE;

  /* Which SQLite only does for who is alone. One that cannot even be read is used by
   * nobody, either. */
  row = cw_database_prepare (connection, "PRAGMA journal_mode = DELETE", NULL, &problem);
  if (row != NULL && cw_database_step (row, &problem) && g_str_equal (sqlite3_column_text (row, 0), "delete"))
    return TRUE;
  if (g_error_matches (problem, CW_ERROR, CW_ERROR_MALFORMED))
    return TRUE;

  g_set_error (error, CW_ERROR, CW_ERROR_DENIED, _ ("The library is in use: close Clipwright first"));
  return FALSE;
}
