/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-library.h"
#include "cw-migrations.h"
#include "test-support.h"

#define MANY 1000

typedef struct
{
  CwDatabase *database;
  CwLibrary  *library;
  CwClipList *list;
} Fixture;

static void
await (DexFuture *future)
{
  g_autoptr (GError) error = NULL;

  dex_await (future, &error);
  g_assert_no_error (error);
}

/* Clips "a 1", "b 2", "c 3", "a 4" and so on. */
static void
add (Fixture *fixture,
     int      from,
     int      to)
{
  g_autofree char *sql = g_strdup_printf ("WITH RECURSIVE many (n) AS (VALUES (%d) UNION ALL SELECT n + 1 FROM many WHERE n < %d) "
                                          "INSERT INTO clips (id, added, created, duration, size, width, height, title, uri, digest, has_video, coded_width, coded_height, rotation, "
                                          "pixel_aspect_n, pixel_aspect_d, rate_n, rate_d, variable_rate, bit_depth, video_bitrate, has_audio, channels, sample_rate, audio_bitrate) "
                                          "SELECT 'id-' || n, n, 1, 2, 3, 4, 5, char (97 + n %% 3) || ' ' || n, 'file:///' || n, 'digest-' || n, 1, 4, 5, 0, 1, 1, 60, 1, 0, 8, 1, 0, 0, 0, 0 FROM many",
                                          from, to);

  await (cw_database_execute (fixture->database, sql, NULL));
}

static Fixture
set_up (int n)
{
  g_autofree char *folder = test_folder ();
  g_autofree char *path = g_build_filename (folder, "library.db", NULL);
  g_auto (GStrv) migrations = cw_migrations_load ();
  Fixture fixture = { .database = cw_database_new (path, (const char *const *) migrations) };

  await (cw_database_open (fixture.database));
  if (n > 0)
    add (&fixture, 1, n);
  fixture.library = cw_library_new (fixture.database);
  await (cw_library_load (fixture.library));
  fixture.list = cw_library_get_clips (fixture.library);

  return fixture;
}

static void
tear_down (Fixture *fixture)
{
  g_object_unref (fixture->library);
  g_object_unref (fixture->database);
}

static void
settle (CwClipList *list)
{
  while (cw_clip_list_is_loading (list))
    dex_await (dex_timeout_new_msec (1), NULL);
}

static guint
count (CwClipList *list)
{
  return g_list_model_get_n_items (G_LIST_MODEL (list));
}

static CwClip *
get (CwClipList *list,
     guint       position)
{
  CwClip *clip = g_list_model_get_item (G_LIST_MODEL (list), position);

  while (!cw_clip_get_loaded (clip))
    dex_await (dex_timeout_new_msec (1), NULL);

  return clip;
}

static void
assert_title (CwClipList *list,
              guint       position,
              const char *title)
{
  g_autoptr (CwClip) clip = get (list, position);

  g_assert_cmpstr (cw_clip_get_title (clip), ==, title);
}

static gboolean
can_undo (CwLibrary *library)
{
  g_autoptr (CwCommand) command = NULL;

  g_object_get (library, "undo", &command, NULL);
  return command != NULL;
}

static void
has_all_clips_the_newest_first (void)
{
  Fixture fixture = set_up (MANY);

  g_assert_cmpuint (count (fixture.list), ==, MANY);
  assert_title (fixture.list, 0, "b 1000");
  assert_title (fixture.list, MANY - 1, "b 1");
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (fixture.list), MANY));
  tear_down (&fixture);
}

static void
reads_only_what_is_looked_at (void)
{
  Fixture fixture = set_up (MANY);
  g_autoptr (CwClip) clip = g_list_model_get_item (G_LIST_MODEL (fixture.list), 500);

  g_assert_false (cw_clip_get_loaded (clip));
  g_assert_cmpint (cw_clip_get_number (clip), ==, 500);
  {
    g_autoptr (CwClip) same = get (fixture.list, 500);

    g_assert_true (same == clip);
  }
  g_assert_null (cw_library_find (fixture.library, "id-1"));
  g_assert_true (cw_library_find (fixture.library, "id-500") == clip);
  tear_down (&fixture);
}

static void
a_query_shows_others_and_the_last_one_wins (void)
{
  Fixture fixture = set_up (MANY);

  cw_clip_list_set_query (fixture.list, "a");
  cw_clip_list_set_query (fixture.list, "b");
  cw_clip_list_set_query (fixture.list, "c");
  settle (fixture.list);
  g_assert_cmpuint (count (fixture.list), ==, 333);
  assert_title (fixture.list, 0, "c 998");
  cw_clip_list_set_query (fixture.list, NULL);
  settle (fixture.list);
  g_assert_cmpuint (count (fixture.list), ==, MANY);
  tear_down (&fixture);
}

static void
follows_what_happens_in_the_library (void)
{
  Fixture fixture = set_up (9);
  g_autoptr (CwClipList) other = cw_library_make_list (fixture.library, "a", FALSE);
  g_autoptr (GPtrArray) clips = g_ptr_array_new_with_free_func (g_object_unref);

  settle (other);
  g_assert_cmpuint (count (other), ==, 3);
  g_ptr_array_add (clips, get (other, 0));
  await (cw_library_remove (fixture.library, clips));
  g_assert_cmpuint (count (other), ==, 2);
  g_assert_cmpuint (count (fixture.list), ==, 8);
  await (cw_library_undo (fixture.library));
  g_assert_cmpuint (count (other), ==, 3);
  g_assert_cmpuint (count (fixture.list), ==, 9);

  await (cw_library_rename (fixture.library, clips->pdata[0], "b now"));
  g_assert_cmpstr (cw_clip_get_title (clips->pdata[0]), ==, "b now");
  g_assert_cmpuint (count (other), ==, 2);

  /* Also what another process has done. */
  add (&fixture, 10, 12);
  await (cw_library_refresh (fixture.library));
  g_assert_cmpuint (count (fixture.list), ==, 12);
  tear_down (&fixture);
}

static void
follows_what_another_process_does (void)
{
  Fixture fixture = set_up (9);
  g_auto (GStrv) migrations = cw_migrations_load ();
  g_autoptr (CwDatabase) other = cw_database_new (cw_database_get_path (fixture.database), (const char *const *) migrations);
  g_autoptr (CwLibrary) others = cw_library_new (other);
  g_autoptr (GPtrArray) clips = NULL;
  gint64 deadline = g_get_monotonic_time () + 20 * G_TIME_SPAN_SECOND;

  await (cw_database_open (other));
  await (cw_library_load (others));
  clips = dex_await_boxed (cw_library_search (others, "a"), NULL);
  await (cw_library_remove (others, clips));

  while (count (fixture.list) != 6 || !can_undo (fixture.library))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      dex_await (dex_timeout_new_msec (5), NULL);
    }
  await (cw_library_undo (fixture.library));
  g_assert_cmpuint (count (fixture.list), ==, 9);
  tear_down (&fixture);
}

/* A copy of the list that only listens. */
static void
on_changed (CwClipList *list,
            guint       position,
            guint       removed,
            guint       added,
            GArray     *mirror)
{
  g_assert_cmpuint (removed + added, >, 0);
  if (removed > 0)
    g_array_remove_range (mirror, position, removed);
  for (guint i = 0; i < added; i++)
    g_array_insert_val (mirror, position + i, g_array_index (cw_clip_list_get_numbers (list), gint64, position + i));
}

static void
says_exactly_what_changes (void)
{
  static const char *const queries[] = { "", "a", "b", "c", "1", "10", "99", "nothing" };
  Fixture                  fixture = set_up (MANY);
  g_autoptr (GArray) mirror = g_array_copy (cw_clip_list_get_numbers (fixture.list));

  g_signal_connect (fixture.list, "items-changed", G_CALLBACK (on_changed), mirror);
  for (int i = 0; i < 200; i++)
    {
      GArray *numbers;

      cw_clip_list_set_query (fixture.list, queries[g_test_rand_int_range (0, G_N_ELEMENTS (queries))]);
      if (g_test_rand_bit ())
        settle (fixture.list);
      if (g_test_rand_int_range (0, 10) == 0)
        {
          int from = MANY + 1 + i * 10;

          add (&fixture, from, from + 9);
          await (cw_library_refresh (fixture.library));
        }

      numbers = cw_clip_list_get_numbers (fixture.list);
      g_assert_cmpmem (mirror->data, mirror->len * sizeof (gint64), numbers->data, numbers->len * sizeof (gint64));
    }
  tear_down (&fixture);
}

static void
what_cannot_be_read_is_told (void)
{
  Fixture fixture = set_up (3);

  await (cw_database_execute (fixture.database, "DROP TABLE clip_words", NULL));
  cw_clip_list_set_query (fixture.list, "a");
  settle (fixture.list);
  g_assert_nonnull (cw_clip_list_get_failure (fixture.list));
  cw_clip_list_set_query (fixture.list, NULL);
  settle (fixture.list);
  g_assert_null (cw_clip_list_get_failure (fixture.list));
  tear_down (&fixture);
}

static void
clips_are_loaded_that_nobody_looks_at (void)
{
  Fixture fixture = set_up (MANY);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) clips = NULL;
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (CwClip) seen = NULL;

  for (gint64 number = 3; number <= MANY + 1; number += MANY - 3 + 1)
    g_array_append_val (numbers, number);
  clips = dex_await_boxed (cw_clip_list_load (fixture.list, numbers), &error);
  g_assert_no_error (error);

  /* There is none with the last of these numbers. */
  g_assert_cmpuint (clips->len, ==, 1);
  g_assert_cmpstr (cw_clip_get_title (clips->pdata[0]), ==, "a 3");

  /* It is the one that all see. */
  seen = get (fixture.list, MANY - 3);
  g_assert_true (seen == clips->pdata[0]);
  tear_down (&fixture);
}

static void
values_of_a_query_are_completed (void)
{
  Fixture fixture = set_up (3);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) completions = NULL;

  await (cw_database_execute (fixture.database, "INSERT INTO clip_tags (clip, tag) VALUES (1, 'funny'), (2, 'funny'), (2, 'fail'), (3, 'other')", NULL));
  completions = dex_await_boxed (cw_clip_list_complete (fixture.list, CW_QUERY_FIELD_TAG, "F", 10), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (completions->len, ==, 2);
  g_assert_cmpstr (((CwCompletion *) completions->pdata[0])->value, ==, "funny");
  g_assert_cmpint (((CwCompletion *) completions->pdata[0])->n, ==, 2);
  g_assert_cmpstr (((CwCompletion *) completions->pdata[1])->value, ==, "fail");
  tear_down (&fixture);
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);

  test_add_fiber ("/clip-list/has all clips, the newest first", has_all_clips_the_newest_first);
  test_add_fiber ("/clip-list/reads only what is looked at", reads_only_what_is_looked_at);
  test_add_fiber ("/clip-list/a query shows others and the last one wins", a_query_shows_others_and_the_last_one_wins);
  test_add_fiber ("/clip-list/follows what happens in the library", follows_what_happens_in_the_library);
  test_add_fiber ("/clip-list/follows what another process does", follows_what_another_process_does);
  test_add_fiber ("/clip-list/says exactly what changes", says_exactly_what_changes);
  test_add_fiber ("/clip-list/clips are loaded that nobody looks at", clips_are_loaded_that_nobody_looks_at);
  test_add_fiber ("/clip-list/values of a query are completed", values_of_a_query_are_completed);
  test_add_fiber ("/clip-list/what cannot be read is told", what_cannot_be_read_is_told);

  return g_test_run ();
}
