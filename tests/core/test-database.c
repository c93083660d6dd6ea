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
  return g_test_run ();
}
