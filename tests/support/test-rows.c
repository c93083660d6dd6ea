/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#define SQLITE_ENABLE_SESSION 1
#define SQLITE_ENABLE_PREUPDATE_HOOK 1

#include "test-rows.h"

#include "cw-migrations.h"

/* A library's database as tests want it, row by row. */

#define ADD                                                                                             \
  "INSERT INTO clips (id, removed, added, created, duration, size, width, height, title, uri, digest, " \
  "has_video, coded_width, coded_height, rotation, pixel_aspect_n, pixel_aspect_d, rate_n, rate_d, "    \
  "variable_rate, bit_depth, video_bitrate, has_audio, channels, sample_rate, audio_bitrate) "          \
  "VALUES (?1, nullif (?2, 0), 1, 1, 1, 1, 1, 1, 'clip ' || ?1, ?3, ?1, 1, 1, 1, 0, 1, 1, 30, 1, 0, 8, 0, 0, 0, 0, 0)"
#define LIST_TABLES "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' AND name NOT LIKE '%\\_words\\_%' ESCAPE '\\' ORDER BY name"

/**
 * test_rows_open:
 * @folder: where "library.db" is, or is to be
 *
 * Returns: (transfer full): the database, open
 */
CwDatabase *
test_rows_open (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "library.db", NULL);
  g_auto (GStrv) migrations = cw_migrations_load ();
  g_autoptr (GError) error = NULL;
  CwDatabase *database = cw_database_new (path, (const char *const *) migrations);

  dex_await (cw_database_open (database), &error);
  g_assert_no_error (error);
  return database;
}

void
test_rows_change (CwDatabase *database,
                  const char *sql,
                  GVariant   *values)
{
  g_autoptr (GError) error = NULL;

  dex_await (cw_database_execute (database, sql, values), &error);
  g_assert_no_error (error);
}

static DexFuture *
count (sqlite3 *connection,
       gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (sqlite3_stmt) row = cw_database_prepare (connection, data, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (cw_database_step (row, &error));
  return dex_future_new_for_int64 (sqlite3_column_int64 (row, 0));
}

/**
 * test_rows_count:
 *
 * Returns: the number that SQL gives
 */
gint64
test_rows_count (CwDatabase *database,
                 const char *sql)
{
  return dex_await_int64 (cw_database_run (database, count, g_strdup (sql), g_free), NULL);
}

static void
dump_table (sqlite3    *connection,
            const char *name,
            GString    *text)
{
  g_autofree char *sql = g_strdup_printf ("SELECT * FROM %s ORDER BY 1, 2", name);
  g_autoptr (sqlite3_stmt) row = cw_database_prepare (connection, sql, NULL, NULL);

  g_string_append_printf (text, "[%s]\n", name);
  while (cw_database_step (row, NULL))
    {
      for (int i = 0; i < sqlite3_column_count (row); i++)
        if (sqlite3_column_type (row, i) == SQLITE_BLOB)
          {
            g_autofree char *blob = g_base64_encode (sqlite3_column_blob (row, i), (gsize) sqlite3_column_bytes (row, i));

            g_string_append_printf (text, "%s|", blob);
          }
        else
          {
            g_string_append_printf (text, "%s|", (const char *) sqlite3_column_text (row, i));
          }
      g_string_append_c (text, '\n');
    }
}

static DexFuture *
dump (sqlite3 *connection,
      gpointer data)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (sqlite3_stmt) row = cw_database_prepare (connection, LIST_TABLES, NULL, NULL);

  while (cw_database_step (row, NULL))
    dump_table (connection, (const char *) sqlite3_column_text (row, 0), text);

  return dex_future_new_take_string (g_string_free_and_steal (g_steal_pointer (&text)));
}

/**
 * test_rows_dump:
 *
 * Returns: (transfer full): all rows of all tables but those that are made of others
 */
char *
test_rows_dump (CwDatabase *database)
{
  return dex_await_string (cw_database_run (database, dump, NULL, NULL), NULL);
}

/**
 * test_rows_add_clip:
 * @id: which is its digest, too, and in its title
 * @uri: where its file is
 * @removed: since when it is in the trash; 0 where it is not
 */
void
test_rows_add_clip (CwDatabase *database,
                    const char *id,
                    const char *uri,
                    gint64      removed)
{
  test_rows_change (database, ADD, g_variant_new ("(sxs)", id, removed, uri));
}

/* What the user changes; the words are made of it. */
static const char *const tables[] = { "clips", "clip_tags", "transcripts", "watching", "collections", "collection_clips" };

static DexFuture *
run_command (sqlite3 *connection,
             gpointer data)
{
  sqlite3_session *session;
  sqlite3_stmt    *insert;
  void            *changes;
  int              length;

  g_assert_cmpint (sqlite3session_create (connection, "main", &session), ==, SQLITE_OK);
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    g_assert_cmpint (sqlite3session_attach (session, tables[i]), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (connection, data, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3session_changeset (session, &length, &changes), ==, SQLITE_OK);
  sqlite3session_delete (session);

  sqlite3_prepare_v2 (connection, "INSERT INTO commands (id, batch, kind, subject, n, made, changes) VALUES (hex (randomblob (8)), '', 'x', '', 1, 1, ?)", -1, &insert, NULL);
  sqlite3_bind_blob (insert, 1, changes, length, sqlite3_free);
  g_assert_cmpint (sqlite3_step (insert), ==, SQLITE_DONE);
  sqlite3_finalize (insert);
  return dex_future_new_true ();
}

/**
 * test_rows_run_command:
 *
 * Does what SQL says as something that the user could undo.
 */
void
test_rows_run_command (CwDatabase *database,
                       const char *sql)
{
  g_autoptr (GError) error = NULL;

  dex_await (cw_database_run (database, run_command, g_strdup (sql), g_free), &error);
  g_assert_no_error (error);
}
