/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-collection-store.h"
#include "cw-error.h"
#include "test-rows.h"
#include "test-support.h"

#define CONTENT "SELECT ifnull (group_concat (id, ' '), '') FROM (SELECT clips.id FROM collection_clips JOIN clips ON number = clip ORDER BY position)"

typedef struct
{
  CwDatabase        *database;
  CwCommandLog      *log;
  CwCollectionStore *store;
} Fixture;

/* Clips "a" to "e", which have the numbers from 1. */
static Fixture
set_up (void)
{
  g_autofree char *folder = test_folder ();
  Fixture          fixture = { .database = test_rows_open (folder) };

  for (const char *c = "abcde"; *c != '\0'; c++)
    {
      g_autofree char *id = g_strndup (c, 1);
      g_autofree char *uri = g_strconcat ("file:///", id, NULL);

      test_rows_add_clip (fixture.database, id, uri, 0);
    }
  fixture.log = cw_command_log_new (fixture.database);
  fixture.store = cw_collection_store_new (fixture.database, fixture.log);

  return fixture;
}

static void
tear_down (Fixture *fixture)
{
  g_object_unref (fixture->store);
  g_object_unref (fixture->log);
  g_object_unref (fixture->database);
}

static void
await (DexFuture *future)
{
  g_autoptr (GError) error = NULL;

  dex_await (future, &error);
  g_assert_no_error (error);
}

static void
assert_rejected (DexFuture *future,
                 CwError    code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (dex_await (future, &error));
  g_assert_error (error, CW_ERROR, (int) code);
}

static GPtrArray *
list (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *collections = dex_await_boxed (cw_collection_store_list (fixture->store), &error);

  g_assert_no_error (error);
  return collections;
}

static CwCollection *
get (Fixture    *fixture,
     const char *title)
{
  g_autoptr (GPtrArray) collections = list (fixture);

  for (guint i = 0; i < collections->len; i++)
    if (g_str_equal (cw_collection_get_title (collections->pdata[i]), title))
      return g_object_ref (collections->pdata[i]);

  g_assert_not_reached ();
}

static DexFuture *
read_content (sqlite3 *connection,
              gpointer data)
{
  g_autoptr (sqlite3_stmt) row = cw_database_prepare (connection, CONTENT, NULL, NULL);

  g_assert_true (cw_database_step (row, NULL));
  return dex_future_new_take_string (g_strdup ((const char *) sqlite3_column_text (row, 0)));
}

static void
assert_content (Fixture    *fixture,
                const char *ids)
{
  g_autofree char *content = dex_await_string (cw_database_run (fixture->database, read_content, NULL, NULL), NULL);

  g_assert_cmpstr (content, ==, ids);
}

/* Of "c a" 3 and 1. */
static GArray *
numbers (const char *ids)
{
  GArray *array = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (; *ids != '\0'; ids++)
    if (*ids != ' ')
      {
        gint64 number = *ids - 'a' + 1;

        g_array_append_val (array, number);
      }
  return array;
}

static CwCollection *
make (Fixture    *fixture,
      const char *title,
      const char *ids)
{
  g_autoptr (GArray) clips = numbers (ids);

  await (cw_collection_store_create (fixture->store, title, NULL, clips));
  return get (fixture, title);
}

static int
do_move (Fixture      *fixture,
         CwCollection *collection,
         const char   *ids,
         const char   *before)
{
  g_autoptr (GArray) clips = numbers (ids);
  g_autoptr (GError) error = NULL;
  int n = dex_await_int (cw_collection_store_move (fixture->store, collection, clips, before != NULL ? *before - 'a' + 1 : 0), &error);

  g_assert_no_error (error);
  return n;
}

/* Of a dump, what is about collections. */
static char *
cut (const char *dump)
{
  const char *start = strstr (dump, "[collection_clips]");
  const char *end = strstr (dump, "[commands]");

  g_assert_true (start != NULL && end > start);
  return g_strndup (start, (gsize) (end - start));
}

static char *
dup_rows (Fixture *fixture)
{
  g_autofree char *dump = test_rows_dump (fixture->database);

  return cut (dump);
}

/* Undone, all is as BEFORE; done again, as it is now. */
static void
assert_undoes (Fixture    *fixture,
               const char *before)
{
  g_autofree char *now = dup_rows (fixture);
  g_autofree char *undone = NULL;
  g_autofree char *again = NULL;

  g_assert_cmpstr (now, !=, before);
  await (cw_command_log_undo (fixture->log));
  undone = dup_rows (fixture);
  g_assert_cmpstr (undone, ==, before);
  await (cw_command_log_redo (fixture->log));
  again = dup_rows (fixture);
  g_assert_cmpstr (again, ==, now);
}

static void
are_created_renamed_and_deleted_and_that_is_undone (void)
{
  Fixture          fixture = set_up ();
  g_autofree char *nothing = dup_rows (&fixture);
  g_autofree char *made = NULL;
  g_autofree char *renamed = NULL;
  g_autoptr (CwCollection) best = make (&fixture, "Best", "c a");
  g_autoptr (CwCollection) better = NULL;

  g_assert_cmpint (cw_collection_get_n (best), ==, 2);
  g_assert_false (cw_collection_is_smart (best));
  assert_content (&fixture, "c a");
  assert_undoes (&fixture, nothing);

  made = dup_rows (&fixture);
  await (cw_collection_store_rename (fixture.store, best, "Better"));
  assert_undoes (&fixture, made);

  renamed = dup_rows (&fixture);
  better = get (&fixture, "Better");
  await (cw_collection_store_delete (fixture.store, better));
  assert_undoes (&fixture, renamed);
  assert_content (&fixture, "");
  g_assert_cmpint (test_rows_count (fixture.database, "SELECT count (*) FROM clips"), ==, 5);
  await (cw_command_log_undo (fixture.log));
  assert_content (&fixture, "c a");
  tear_down (&fixture);
}

static void
smart_ones_have_a_query_and_no_clips_of_their_own (void)
{
  Fixture fixture = set_up ();
  g_autoptr (GArray) clips = numbers ("a");
  g_autoptr (CwCollection) smart = NULL;
  g_autofree char *before = NULL;

  await (cw_collection_store_create (fixture.store, "Short", "duration:<20", NULL));
  smart = get (&fixture, "Short");
  g_assert_cmpstr (cw_collection_get_query (smart), ==, "duration:<20");
  before = dup_rows (&fixture);
  await (cw_collection_store_set_query (fixture.store, smart, "duration:<10"));
  assert_undoes (&fixture, before);
  assert_rejected (cw_collection_store_add (fixture.store, smart, clips), CW_ERROR_INVALID);
  assert_rejected (cw_collection_store_move (fixture.store, smart, clips, 0), CW_ERROR_INVALID);
  tear_down (&fixture);
}

static void
clips_come_to_the_end_and_go_and_that_is_undone (void)
{
  Fixture fixture = set_up ();
  g_autoptr (GArray) more = numbers ("ebxa");
  g_autoptr (GArray) fewer = numbers ("ec");
  g_autoptr (CwCollection) best = make (&fixture, "Best", "b");
  g_autofree char *before = dup_rows (&fixture);
  g_autofree char *filled = NULL;

  /* One is there already, one is not known. */
  g_assert_cmpint (dex_await_int (cw_collection_store_add (fixture.store, best, more), NULL), ==, 2);
  assert_content (&fixture, "b e a");
  assert_undoes (&fixture, before);
  filled = dup_rows (&fixture);
  g_assert_cmpint (dex_await_int (cw_collection_store_remove (fixture.store, best, fewer), NULL), ==, 1);
  assert_content (&fixture, "b a");
  assert_undoes (&fixture, filled);
  tear_down (&fixture);
}

static void
clips_are_moved_and_that_is_undone (void)
{
  Fixture fixture = set_up ();
  g_autoptr (CwCollection) best = make (&fixture, "Best", "a b c d e");
  g_autofree char *before = dup_rows (&fixture);

  g_assert_cmpint (do_move (&fixture, best, "d b", "a"), ==, 2);
  assert_content (&fixture, "d b a c e");
  assert_undoes (&fixture, before);
  do_move (&fixture, best, "a", NULL);
  assert_content (&fixture, "d b c e a");
  do_move (&fixture, best, "e", "b");
  assert_content (&fixture, "d e b c a");
  do_move (&fixture, best, "a b c d e", NULL);
  assert_content (&fixture, "a b c d e");
  g_assert_cmpint (do_move (&fixture, best, "c c", "c"), ==, 1);
  assert_content (&fixture, "a b d e c");
  tear_down (&fixture);
}

/* What another process finds, or this one after a restart. */
static void
restart (Fixture *fixture)
{
  g_autofree char *folder = g_path_get_dirname (cw_database_get_path (fixture->database));

  tear_down (fixture);
  fixture->database = test_rows_open (folder);
  fixture->log = cw_command_log_new (fixture->database);
  fixture->store = cw_collection_store_new (fixture->database, fixture->log);
  await (cw_command_log_load (fixture->log));
}

static void
what_was_done_is_undone_after_a_restart (void)
{
  Fixture          fixture = set_up ();
  g_autofree char *nothing = dup_rows (&fixture);
  g_autofree char *now = NULL;
  g_autofree char *undone = NULL;
  g_autofree char *again = NULL;
  g_autoptr (CwCollection) best = make (&fixture, "Best", "a b c");

  do_move (&fixture, best, "c", "a");
  await (cw_collection_store_delete (fixture.store, best));
  now = dup_rows (&fixture);

  restart (&fixture);
  await (cw_command_log_undo (fixture.log));
  assert_content (&fixture, "c a b");
  await (cw_command_log_undo (fixture.log));
  assert_content (&fixture, "a b c");
  restart (&fixture);
  await (cw_command_log_undo (fixture.log));
  undone = dup_rows (&fixture);
  g_assert_cmpstr (undone, ==, nothing);

  restart (&fixture);
  for (int i = 0; i < 3; i++)
    await (cw_command_log_redo (fixture.log));
  again = dup_rows (&fixture);
  g_assert_cmpstr (again, ==, now);
  tear_down (&fixture);
}

/* The gaps run out long before. */
static void
clips_can_be_moved_for_ever (void)
{
  Fixture fixture = set_up ();
  g_autoptr (CwCollection) best = make (&fixture, "Best", "a b c d e");

  for (int i = 0; i < 40; i++)
    {
      do_move (&fixture, best, "d", "c");
      assert_content (&fixture, "a b d c e");
      do_move (&fixture, best, "c", "d");
      assert_content (&fixture, "a b c d e");
    }
  tear_down (&fixture);
}

static void
a_title_is_taken_once (void)
{
  Fixture fixture = set_up ();
  g_autoptr (CwCollection) best = make (&fixture, "Best", "a");
  g_autoptr (CwCollection) other = make (&fixture, "Other", "a");

  assert_rejected (cw_collection_store_create (fixture.store, "BEST", NULL, NULL), CW_ERROR_INVALID);
  assert_rejected (cw_collection_store_rename (fixture.store, other, "best"), CW_ERROR_INVALID);
  await (cw_collection_store_rename (fixture.store, best, "BEST"));
  tear_down (&fixture);
}

static void
what_is_gone_is_told (void)
{
  Fixture fixture = set_up ();
  g_autoptr (GArray) clips = numbers ("a");
  g_autoptr (CwCollection) best = make (&fixture, "Best", "a");

  await (cw_collection_store_delete (fixture.store, best));
  assert_rejected (cw_collection_store_delete (fixture.store, best), CW_ERROR_MISSING);
  assert_rejected (cw_collection_store_rename (fixture.store, best, "x"), CW_ERROR_MISSING);
  assert_rejected (cw_collection_store_add (fixture.store, best, clips), CW_ERROR_MISSING);
  tear_down (&fixture);
}

/* It comes back with its clip. */
static void
a_clip_in_the_trash_does_not_count (void)
{
  Fixture fixture = set_up ();
  g_autoptr (CwCollection) best = make (&fixture, "Best", "a b");
  g_autoptr (CwCollection) later = NULL;

  test_rows_change (fixture.database, "UPDATE clips SET removed = 1 WHERE id = 'a'", NULL);
  later = get (&fixture, "Best");
  g_assert_cmpint (cw_collection_get_n (later), ==, 1);
  assert_content (&fixture, "a b");
  tear_down (&fixture);
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);

  test_add_fiber ("/collections/are created, renamed and deleted, and that is undone", are_created_renamed_and_deleted_and_that_is_undone);
  test_add_fiber ("/collections/smart ones have a query and no clips of their own", smart_ones_have_a_query_and_no_clips_of_their_own);
  test_add_fiber ("/collections/clips come to the end and go, and that is undone", clips_come_to_the_end_and_go_and_that_is_undone);
  test_add_fiber ("/collections/clips are moved, and that is undone", clips_are_moved_and_that_is_undone);
  test_add_fiber ("/collections/what was done is undone after a restart", what_was_done_is_undone_after_a_restart);
  test_add_fiber ("/collections/clips can be moved for ever", clips_can_be_moved_for_ever);
  test_add_fiber ("/collections/a title is taken once", a_title_is_taken_once);
  test_add_fiber ("/collections/what is gone is told", what_is_gone_is_told);
  test_add_fiber ("/collections/a clip in the trash does not count", a_clip_in_the_trash_does_not_count);

  return g_test_run ();
}
