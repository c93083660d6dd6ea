/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-database.h"
#include "cw-error.h"
#include "test-support.h"

#include <glib/gstdio.h>

static const char *const first[] = { "CREATE TABLE clips (title TEXT NOT NULL) STRICT", NULL };
static const char *const second[] = { "CREATE TABLE clips (title TEXT NOT NULL) STRICT",
                                      "ALTER TABLE clips ADD COLUMN duration INTEGER NOT NULL DEFAULT 0; UPDATE clips SET duration = 5", NULL };
static const char *const broken[] = { "CREATE TABLE clips (title TEXT NOT NULL) STRICT",
                                      "UPDATE clips SET title = 'lost'; DROP TABLE no_such_table", NULL };

static char *
new_path (void)
{
  g_autofree char *folder = test_folder ();

  return g_build_filename (folder, "library.db", NULL);
}

static void
open_it (CwDatabase *database)
{
  g_autoptr (GError) error = NULL;

  dex_await (cw_database_open (database), &error);
  g_assert_no_error (error);
}

static void
insert (CwDatabase *database,
        const char *title)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (dex_await_int (cw_database_execute (database, "INSERT INTO clips (title) VALUES (?)", g_variant_new ("(s)", title)), &error), ==, 1);
  g_assert_no_error (error);
}

static DexFuture *
ask_number (sqlite3 *connection,
            gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (sqlite3_stmt) row = cw_database_prepare (connection, data, NULL, &error);

  if (row != NULL && cw_database_step (row, &error))
    return dex_future_new_for_int64 (sqlite3_column_int64 (row, 0));

  g_assert_nonnull (error);
  return dex_future_new_for_error (g_steal_pointer (&error));
}

static void
assert_number (CwDatabase *database,
               const char *sql,
               gint64      expected)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (dex_await_int64 (cw_database_run (database, ask_number, (gpointer) sql, NULL), &error), ==, expected);
  g_assert_no_error (error);
}

static void
keeps_what_was_acknowledged (void)
{
  g_autofree char *path = new_path ();
  g_autoptr (CwDatabase) database = cw_database_new (path, first);

  open_it (database);
  insert (database, "The save");
  g_clear_object (&database);

  database = cw_database_new (path, first);
  open_it (database);
  assert_number (database, "SELECT count(*) FROM clips WHERE title = 'The save'", 1);
}

static void
does_what_was_asked_before_it_goes (void)
{
  g_autofree char *path = new_path ();
  g_autoptr (CwDatabase) database = cw_database_new (path, first);

  open_it (database);
  for (guint i = 0; i < 20; i++)
    dex_future_disown (cw_database_execute (database, "INSERT INTO clips (title) VALUES ('x')", NULL));
  g_clear_object (&database);

  database = cw_database_new (path, first);
  open_it (database);
  assert_number (database, "SELECT count(*) FROM clips", 20);
}

static void
binds_every_kind_of_value (void)
{
  g_autofree char *path = new_path ();
  g_autoptr (CwDatabase) database = cw_database_new (path, first);
  g_autoptr (GError) error = NULL;

  open_it (database);
  dex_await (cw_database_execute (database,
                                  "INSERT INTO clips (title) SELECT 'right' WHERE ? AND ? = 7 AND ? = 5000000000 AND ? = 0.5 AND ? = 'it''s' AND ? IS NULL AND ? = 'there'",
                                  g_variant_new ("(bixdsmsms)", TRUE, 7, G_GINT64_CONSTANT (5000000000), 0.5, "it's", NULL, "there")),
             &error);
  g_assert_no_error (error);
  assert_number (database, "SELECT count(*) FROM clips", 1);
}

static DexFuture *
insert_and_fail (sqlite3 *connection,
                 gpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (cw_database_change (connection, "INSERT INTO clips (title) VALUES ('half')", NULL, &error));
  return dex_future_new_reject (CW_ERROR, CW_ERROR_INVALID, "Changed my mind");
}

static void
undoes_what_a_rejected_function_did (void)
{
  g_autofree char *path = new_path ();
  g_autoptr (CwDatabase) database = cw_database_new (path, first);
  g_autoptr (GError) error = NULL;

  open_it (database);
  g_assert_false (dex_await (cw_database_run (database, insert_and_fail, NULL, NULL), &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_INVALID);
  assert_number (database, "SELECT count(*) FROM clips", 0);
}

static void
says_what_is_wrong_with_sql (void)
{
  g_autofree char *path = new_path ();
  g_autoptr (CwDatabase) database = cw_database_new (path, first);
  g_autoptr (GError) error = NULL;

  open_it (database);
  g_assert_false (dex_await (cw_database_execute (database, "INSERT INTO nowhere VALUES (1)", NULL), &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_STORAGE);
  g_assert_nonnull (strstr (error->message, "nowhere"));
}

static void
migrates_and_leaves_a_copy (void)
{
  g_autofree char *path = new_path ();
  g_autofree char *copy = g_strconcat (path, ".before-migration", NULL);
  g_autoptr (CwDatabase) database = cw_database_new (path, first);
  g_autoptr (CwDatabase) old = NULL;

  open_it (database);
  insert (database, "The save");
  g_assert_false (g_file_test (copy, G_FILE_TEST_EXISTS));
  g_clear_object (&database);

  database = cw_database_new (path, second);
  open_it (database);
  assert_number (database, "SELECT duration FROM clips", 5);

  old = cw_database_new (copy, first);
  open_it (old);
  assert_number (old, "SELECT count(*) FROM clips WHERE title = 'The save'", 1);
}

static void
a_failed_migration_changes_nothing (void)
{
  g_autofree char *path = new_path ();
  g_autoptr (CwDatabase) database = cw_database_new (path, first);
  g_autoptr (GError) error = NULL;

  open_it (database);
  insert (database, "The save");
  g_clear_object (&database);

  database = cw_database_new (path, broken);
  g_assert_false (dex_await (cw_database_open (database), &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_STORAGE);
  g_clear_object (&database);

  database = cw_database_new (path, first);
  open_it (database);
  assert_number (database, "SELECT count(*) FROM clips WHERE title = 'The save'", 1);
}

static void
refuses_a_newer_schema (void)
{
  g_autofree char *path = new_path ();
  g_autoptr (CwDatabase) database = cw_database_new (path, second);
  g_autoptr (GError) error = NULL;

  open_it (database);
  g_clear_object (&database);

  database = cw_database_new (path, first);
  g_assert_false (dex_await (cw_database_open (database), &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_UNSUPPORTED);
  g_clear_error (&error);

  g_assert_false (dex_await (cw_database_execute (database, "DELETE FROM clips", NULL), &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_STORAGE);
}

static void
refuses_what_is_no_database (void)
{
  g_autofree char *path = new_path ();
  g_autofree char *content = NULL;
  g_autoptr (CwDatabase) database = NULL;
  g_autoptr (GError) error = NULL;
  const char *text = "This is a diary, not a database; it is long enough to be taken for one.";

  test_write_file (path, text, -1);
  database = cw_database_new (path, first);
  g_assert_false (dex_await (cw_database_open (database), &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_MALFORMED);

  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, text);
}

static void
refuses_a_place_that_cannot_be_written (void)
{
  g_autofree char *folder = test_folder ();
  g_autofree char *blocker = g_build_filename (folder, "file", NULL);
  g_autofree char *path = g_build_filename (blocker, "library.db", NULL);
  g_autoptr (CwDatabase) database = cw_database_new (path, first);
  g_autoptr (GError) error = NULL;

  test_write_file (blocker, "", 0);
  g_assert_false (dex_await (cw_database_open (database), &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_DENIED);
}

static void
two_share_one_file (void)
{
  g_autofree char *path = new_path ();
  g_autoptr (CwDatabase) one = cw_database_new (path, first);
  g_autoptr (CwDatabase) other = cw_database_new (path, first);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) futures = g_ptr_array_new_with_free_func (dex_unref);

  open_it (one);
  open_it (other);
  for (guint i = 0; i < 50; i++)
    g_ptr_array_add (futures, cw_database_execute (i % 2 ? one : other, "INSERT INTO clips (title) VALUES ('x')", NULL));

  g_assert_true (dex_await (dex_future_all_racev ((DexFuture **) futures->pdata, futures->len), &error));
  g_assert_no_error (error);
  assert_number (one, "SELECT count(*) FROM clips", 50);
}

/* Lets a test hold a thread of the database until it has seen what it wants. */
typedef struct
{
  GMutex   mutex;
  GCond    cond;
  gboolean open;
  gboolean entered;
} Gate;

static void
gate_open (Gate *gate)
{
  g_mutex_lock (&gate->mutex);
  gate->open = TRUE;
  g_cond_broadcast (&gate->cond);
  g_mutex_unlock (&gate->mutex);
}

static void
gate_wait (Gate     *gate,
           gboolean *until)
{
  g_mutex_lock (&gate->mutex);
  while (!*until)
    g_cond_wait (&gate->cond, &gate->mutex);
  g_mutex_unlock (&gate->mutex);
}

static void
gate_enter (Gate *gate)
{
  g_mutex_lock (&gate->mutex);
  gate->entered = TRUE;
  g_cond_broadcast (&gate->cond);
  g_mutex_unlock (&gate->mutex);
}

static DexFuture *
insert_and_wait (sqlite3 *connection,
                 gpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (cw_database_change (connection, "INSERT INTO clips (title) VALUES ('late')", NULL, &error));
  gate_enter (data);
  gate_wait (data, &((Gate *) data)->open);
  return dex_future_new_true ();
}

static gint64
read_number (CwDatabase *database,
             const char *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 number = dex_await_int64 (cw_database_read (database, ask_number, (gpointer) sql, NULL), &error);

  g_assert_no_error (error);
  return number;
}

static void
reads_while_something_is_written (void)
{
  g_autofree char *path = new_path ();
  g_autoptr (CwDatabase) database = cw_database_new (path, first);
  g_autoptr (DexFuture) writing = NULL;
  g_autoptr (GError) error = NULL;
  Gate gate = { 0 };

  open_it (database);
  insert (database, "early");
  writing = cw_database_run (database, insert_and_wait, &gate, NULL);
  gate_wait (&gate, &gate.entered);

  g_assert_cmpint (read_number (database, "SELECT count(*) FROM clips"), ==, 1);
  g_assert_true (dex_future_is_pending (writing));

  gate_open (&gate);
  dex_await (dex_ref (writing), &error);
  g_assert_no_error (error);
  g_assert_cmpint (read_number (database, "SELECT count(*) FROM clips"), ==, 2);
}

static void
reads_as_soon_as_it_is_open (void)
{
  g_autofree char *path = new_path ();
  g_autoptr (CwDatabase) database = cw_database_new (path, first);
  g_autoptr (GError) error = NULL;

  g_assert_false (dex_await (cw_database_read (database, ask_number, (gpointer) "SELECT 1", NULL), &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_STORAGE);

  dex_future_disown (cw_database_open (database));
  g_assert_cmpint (read_number (database, "SELECT count(*) FROM clips"), ==, 0);
}

static DexFuture *
insert_while_reading (sqlite3 *connection,
                      gpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (cw_database_change (connection, "INSERT INTO clips (title) VALUES ('x')", NULL, &error));
  return dex_future_new_for_error (g_steal_pointer (&error));
}

static void
what_reads_cannot_write (void)
{
  g_autofree char *path = new_path ();
  g_autoptr (CwDatabase) database = cw_database_new (path, first);
  g_autoptr (GError) error = NULL;

  open_it (database);
  g_assert_false (dex_await (cw_database_read (database, insert_while_reading, NULL, NULL), &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_DENIED);
  assert_number (database, "SELECT count(*) FROM clips", 0);
}

typedef struct
{
  Gate     gate;
  gboolean cancelled;
} Endless;

static DexFuture *
read_without_end (sqlite3 *connection,
                  gpointer data)
{
  Endless *endless = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (sqlite3_stmt) row = NULL;

  gate_enter (&endless->gate);
  row = cw_database_prepare (connection, "WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n) SELECT max (i) FROM n", NULL, &error);
  g_assert_false (cw_database_step (row, &error));
  endless->cancelled = cw_error_is_cancelled (error);
  return dex_future_new_for_error (g_steal_pointer (&error));
}

static void
interrupts_what_nobody_waits_for (void)
{
  g_autofree char *path = new_path ();
  g_autoptr (CwDatabase) database = cw_database_new (path, first);
  g_autoptr (DexFuture) dropped = NULL;
  g_autoptr (DexFuture) wanted = NULL;
  g_autoptr (GError) error = NULL;
  Endless endless = { 0 };

  open_it (database);
  g_assert_cmpint (read_number (database, "SELECT 1"), ==, 1);
  dropped = cw_database_read (database, read_without_end, &endless, NULL);
  wanted = cw_database_read (database, ask_number, (gpointer) "SELECT 7", NULL);
  gate_wait (&endless.gate, &endless.gate.entered);

  dex_clear (&dropped);
  g_assert_cmpint (dex_await_int64 (g_steal_pointer (&wanted), &error), ==, 7);
  g_assert_no_error (error);
  g_assert_true (endless.cancelled);
}

static gint64
await_version (DexFuture *future)
{
  g_autoptr (GError) error = NULL;
  gint64 version = dex_await_int64 (future, &error);

  g_assert_no_error (error);
  return version;
}

static void
notices_that_another_changed_it (void)
{
  g_autofree char *path = new_path ();
  g_autoptr (CwDatabase) database = cw_database_new (path, first);
  g_autoptr (CwDatabase) other = cw_database_new (path, first);
  gint64 version, foreign;

  open_it (database);
  open_it (other);
  version = await_version (cw_database_read_version (database));
  foreign = await_version (cw_database_read_foreign_version (database));
  g_assert_cmpint (await_version (cw_database_read_version (database)), ==, version);

  insert (database, "mine");
  g_assert_cmpint (await_version (cw_database_read_version (database)), !=, version);
  g_assert_cmpint (await_version (cw_database_read_foreign_version (database)), ==, foreign);

  version = await_version (cw_database_read_version (database));
  insert (other, "theirs");
  g_assert_cmpint (await_version (cw_database_read_version (database)), !=, version);
  g_assert_cmpint (await_version (cw_database_read_foreign_version (database)), !=, foreign);
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);
  test_add_fiber ("/database/keeps-what-was-acknowledged", keeps_what_was_acknowledged);
  test_add_fiber ("/database/does-what-was-asked-before-it-goes", does_what_was_asked_before_it_goes);
  test_add_fiber ("/database/binds-every-kind-of-value", binds_every_kind_of_value);
  test_add_fiber ("/database/undoes-what-a-rejected-function-did", undoes_what_a_rejected_function_did);
  test_add_fiber ("/database/says-what-is-wrong-with-sql", says_what_is_wrong_with_sql);
  test_add_fiber ("/database/migrates-and-leaves-a-copy", migrates_and_leaves_a_copy);
  test_add_fiber ("/database/a-failed-migration-changes-nothing", a_failed_migration_changes_nothing);
  test_add_fiber ("/database/refuses-a-newer-schema", refuses_a_newer_schema);
  test_add_fiber ("/database/refuses-what-is-no-database", refuses_what_is_no_database);
  test_add_fiber ("/database/refuses-a-place-that-cannot-be-written", refuses_a_place_that_cannot_be_written);
  test_add_fiber ("/database/two-share-one-file", two_share_one_file);
  test_add_fiber ("/database/reads-while-something-is-written", reads_while_something_is_written);
  test_add_fiber ("/database/reads-as-soon-as-it-is-open", reads_as_soon_as_it_is_open);
  test_add_fiber ("/database/what-reads-cannot-write", what_reads_cannot_write);
  test_add_fiber ("/database/interrupts-what-nobody-waits-for", interrupts_what_nobody_waits_for);
  test_add_fiber ("/database/notices-that-another-changed-it", notices_that_another_changed_it);
  return g_test_run ();
}
