/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-long-read.h"
#include "cw-error.h"
#include "test-support.h"

static const char *const migrations[] = { "CREATE TABLE things (number INTEGER PRIMARY KEY) STRICT", NULL };

static CwDatabase *
open_database (void)
{
  g_autofree char *folder = test_folder ();
  g_autofree char *path = g_build_filename (folder, "a.db", NULL);
  g_autoptr (GError) error = NULL;
  CwDatabase *database = cw_database_new (path, migrations);

  dex_await (cw_database_open (database), &error);
  g_assert_no_error (error);
  return database;
}

static gint64
count (sqlite3 *connection)
{
  g_autoptr (sqlite3_stmt) row = cw_database_prepare (connection, "SELECT count (*) FROM things", NULL, NULL);

  g_assert_true (cw_database_step (row, NULL));
  return sqlite3_column_int64 (row, 0);
}

typedef struct
{
  GMutex   mutex;
  GCond    changed;
  gboolean read;
  gboolean written;
} Turns;

/* Looks, lets the other write, and looks again. */
static DexFuture *
read_twice (sqlite3      *connection,
            gpointer      data,
            GCancellable *cancellable)
{
  Turns *turns = data;
  gint64 before = count (connection);

  g_mutex_lock (&turns->mutex);
  turns->read = TRUE;
  g_cond_broadcast (&turns->changed);
  while (!turns->written)
    g_cond_wait (&turns->changed, &turns->mutex);
  g_mutex_unlock (&turns->mutex);

  g_assert_cmpint (count (connection), ==, before);
  return dex_future_new_for_int64 (before);
}

static void
what_is_read_is_of_one_moment_and_nobody_waits (void)
{
  g_autoptr (CwDatabase) database = open_database ();
  g_autoptr (DexFuture) reading = NULL;
  g_autoptr (GError) error = NULL;
  Turns turns = { 0 };

  reading = cw_long_read_run (cw_database_get_path (database), read_twice, &turns, NULL);
  g_mutex_lock (&turns.mutex);
  while (!turns.read)
    g_cond_wait (&turns.changed, &turns.mutex);
  g_mutex_unlock (&turns.mutex);

  dex_await (cw_database_execute (database, "INSERT INTO things VALUES (1)", NULL), &error);
  g_assert_no_error (error);

  g_mutex_lock (&turns.mutex);
  turns.written = TRUE;
  g_cond_broadcast (&turns.changed);
  g_mutex_unlock (&turns.mutex);
  g_assert_cmpint (dex_await_int64 (dex_ref (reading), &error), ==, 0);
  g_assert_no_error (error);
}

static DexFuture *
write_to_it (sqlite3      *connection,
             gpointer      data,
             GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (cw_database_change (connection, "INSERT INTO things VALUES (2)", NULL, &error));
  return dex_future_new_for_error (g_steal_pointer (&error));
}

static void
a_reader_cannot_write (void)
{
  g_autoptr (CwDatabase) database = open_database ();
  g_autoptr (GError) error = NULL;

  g_assert_false (dex_await (cw_long_read_run (cw_database_get_path (database), write_to_it, NULL, NULL), &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_DENIED);
}

static DexFuture *
read_for_ever (sqlite3      *connection,
               gpointer      data,
               GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;

  g_atomic_int_set ((int *) data, 1);
  cw_database_change (connection, "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count (*) FROM n", NULL, &error);
  return dex_future_new_for_error (g_steal_pointer (&error));
}

static void
on_gone (gpointer data)
{
  g_atomic_int_set ((int *) data, 2);
}

static void
a_statement_ends_when_nobody_waits (void)
{
  g_autoptr (CwDatabase) database = open_database ();
  DexFuture *reading;
  int        state = 0;

  reading = cw_long_read_run (cw_database_get_path (database), read_for_ever, &state, on_gone);
  while (g_atomic_int_get (&state) == 0)
    g_thread_yield ();
  dex_unref (reading);
  while (g_atomic_int_get (&state) != 2)
    g_thread_yield ();
}

static void
a_database_that_is_not_there_is_not_made (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (dex_await (cw_long_read_run ("/nowhere/a.db", write_to_it, NULL, NULL), &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_STORAGE);
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);
  test_add_fiber ("/long-read/what is read is of one moment and nobody waits", what_is_read_is_of_one_moment_and_nobody_waits);
  test_add_fiber ("/long-read/a reader cannot write", a_reader_cannot_write);
  test_add_fiber ("/long-read/a statement ends when nobody waits", a_statement_ends_when_nobody_waits);
  test_add_fiber ("/long-read/a database that is not there is not made", a_database_that_is_not_there_is_not_made);
  return g_test_run ();
}
