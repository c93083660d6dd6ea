/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-clip-drag.h"
#include "cw-clip-marks.h"
#include "cw-library.h"
#include "cw-migrations.h"
#include "test-support.h"

/* Which clips are selected, and what is dragged of them; without a display. */

#define MANY 1000

typedef struct
{
  char        *folder;
  CwDatabase  *database;
  CwLibrary   *library;
  CwClipList  *list;
  CwClipMarks *marks;
} Fixture;

static void
await (DexFuture *future)
{
  g_autoptr (GError) error = NULL;

  dex_await (future, &error);
  g_assert_no_error (error);
}

/* Clips "b 1", "c 2", "a 3" and so on; the last one is first in the list. */
static void
add (Fixture *fixture)
{
  g_autofree char *sql = g_strdup_printf ("WITH RECURSIVE many (n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM many WHERE n < %d) "
                                          "INSERT INTO clips (id, added, created, duration, size, width, height, title, uri, digest, has_video, coded_width, coded_height, rotation, "
                                          "pixel_aspect_n, pixel_aspect_d, rate_n, rate_d, variable_rate, bit_depth, video_bitrate, has_audio, channels, sample_rate, audio_bitrate) "
                                          "SELECT 'id-' || n, n, 1, 2, 3, 4, 5, char (97 + n %% 3) || ' ' || n, 'file://%s/' || n, 'digest-' || n, 1, 4, 5, 0, 1, 1, 60, 1, 0, 8, 1, 0, 0, 0, 0 FROM many",
                                          MANY, fixture->folder);

  await (cw_database_execute (fixture->database, sql, NULL));
}

static Fixture
set_up (void)
{
  Fixture          fixture = { .folder = test_folder () };
  g_autofree char *path = g_build_filename (fixture.folder, "library.db", NULL);
  g_auto (GStrv) migrations = cw_migrations_load ();

  fixture.database = cw_database_new (path, (const char *const *) migrations);
  await (cw_database_open (fixture.database));
  add (&fixture);
  fixture.library = cw_library_new (fixture.database);
  await (cw_library_load (fixture.library));
  fixture.list = cw_library_get_clips (fixture.library);
  fixture.marks = cw_clip_marks_new (fixture.list);

  return fixture;
}

static void
tear_down (Fixture *fixture)
{
  g_object_unref (fixture->marks);
  g_object_unref (fixture->library);
  g_object_unref (fixture->database);
  g_free (fixture->folder);
}

static void
search (Fixture    *fixture,
        const char *query)
{
  cw_clip_list_set_query (fixture->list, query);
  while (cw_clip_list_is_loading (fixture->list))
    dex_await (dex_timeout_new_msec (1), NULL);
}

static void
on_selection_changed (GtkSelectionModel *model,
                      guint              position,
                      guint              n,
                      guint             *told)
{
  *told = n;
}

static void
all_of_many_are_selected_without_being_read (void)
{
  Fixture            fixture = set_up ();
  GtkSelectionModel *model = GTK_SELECTION_MODEL (fixture.marks);
  guint              told = 0;
  g_autoptr (GPtrArray) clips = NULL;
  g_autoptr (GArray) numbers = NULL;

  g_signal_connect (model, "selection-changed", G_CALLBACK (on_selection_changed), &told);
  gtk_selection_model_select_all (model);
  g_assert_cmpuint (told, ==, MANY);
  g_assert_cmpuint (cw_clip_marks_count (fixture.marks), ==, MANY);

  clips = cw_clip_marks_dup_clips (fixture.marks);
  numbers = cw_clip_marks_dup_numbers (fixture.marks);
  g_assert_cmpuint (clips->len, ==, MANY);
  g_assert_cmpint (g_array_index (numbers, gint64, 0), ==, MANY);
  g_assert_cmpint (cw_clip_get_number (clips->pdata[0]), ==, MANY);
  g_assert_false (cw_clip_get_loaded (clips->pdata[MANY / 2]));

  gtk_selection_model_unselect_item (model, 3);
  g_assert_cmpuint (told, ==, 1);
  g_assert_cmpuint (cw_clip_marks_count (fixture.marks), ==, MANY - 1);
  gtk_selection_model_unselect_all (model);
  g_assert_cmpuint (cw_clip_marks_count (fixture.marks), ==, 0);
  tear_down (&fixture);
}

static void
marks_follow_their_clips (void)
{
  Fixture            fixture = set_up ();
  GtkSelectionModel *model = GTK_SELECTION_MODEL (fixture.marks);
  g_autoptr (GArray) numbers = NULL;

  /* Those from 1000 down to 991. */
  gtk_selection_model_select_range (model, 0, 10, TRUE);
  search (&fixture, "sort:-added");
  g_assert_cmpuint (cw_clip_marks_count (fixture.marks), ==, 10);
  g_assert_true (gtk_selection_model_is_selected (model, MANY - 1));
  g_assert_true (gtk_selection_model_is_selected (model, MANY - 10));
  g_assert_false (gtk_selection_model_is_selected (model, 0));

  /* Three of these are called so: 993, 996 and 999. */
  search (&fixture, "a");
  numbers = cw_clip_marks_dup_numbers (fixture.marks);
  g_assert_cmpuint (numbers->len, ==, 3);
  g_assert_cmpint (g_array_index (numbers, gint64, 0), ==, 999);
  g_assert_cmpint (g_array_index (numbers, gint64, 2), ==, 993);

  /* What is not there is not selected, also when it comes back. */
  search (&fixture, "nothing");
  g_assert_cmpuint (cw_clip_marks_count (fixture.marks), ==, 0);
  search (&fixture, NULL);
  g_assert_cmpuint (cw_clip_marks_count (fixture.marks), ==, 0);
  tear_down (&fixture);
}

static guint
count_files (GdkContentProvider *drag)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;
  g_autoptr (GSList) files = NULL;

  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_assert_true (gdk_content_provider_get_value (drag, &value, &error));
  g_assert_no_error (error);
  files = gdk_file_list_get_files (g_value_get_boxed (&value));

  return g_slist_length (files);
}

static void
a_drag_has_the_clips_and_their_files (void)
{
  Fixture            fixture = set_up ();
  GtkSelectionModel *model = GTK_SELECTION_MODEL (fixture.marks);
  g_autoptr (GPtrArray) clips = NULL;
  g_autoptr (GdkContentProvider) drag = NULL;
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  for (int n = 998; n <= 1000; n++)
    {
      g_autofree char *name = g_strdup_printf ("%d", n);
      g_autofree char *path = g_build_filename (fixture.folder, name, NULL);

      test_write_file (path, "a video", -1);
    }
  gtk_selection_model_select_range (model, 0, 3, TRUE);
  clips = cw_clip_marks_dup_clips (fixture.marks);
  drag = cw_clip_drag_new (fixture.list, clips);

  g_value_init (&value, CW_TYPE_CLIP_SELECTION);
  g_assert_true (gdk_content_provider_get_value (drag, &value, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (((CwClipSelection *) g_value_get_boxed (&value))->len, ==, 3);

  /* They were not read when the drag began. */
  while (count_files (drag) < 3)
    dex_await (dex_timeout_new_msec (1), NULL);
  tear_down (&fixture);
}

/* --- little by little ------------------------------------------------------------- */

static void
on_seen_changed (GListModel *model,
                 guint       position,
                 guint       removed,
                 guint       added,
                 GPtrArray  *mirror)
{
  if (removed > 0)
    g_ptr_array_remove_range (mirror, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (mirror, (int) (position + i), g_list_model_get_item (model, position + i));
}

static void
assert_seen (Fixture   *fixture,
             GPtrArray *mirror)
{
  g_assert_cmpuint (mirror->len, ==, g_list_model_get_n_items (G_LIST_MODEL (fixture->marks)));
  for (guint i = 0; i < mirror->len; i++)
    {
      g_autoptr (CwClip) clip = g_list_model_get_item (G_LIST_MODEL (fixture->marks), i);

      g_assert_true (clip == mirror->pdata[i]);
    }
}

static void
many_are_seen_little_by_little (void)
{
  static const char *const queries[] = { "", "a", "nothing", "", "b", "99", "" };
  Fixture                  fixture = set_up ();
  g_autoptr (GPtrArray) mirror = g_ptr_array_new_with_free_func (g_object_unref);
  guint frames = 0;

  cw_clip_marks_set_gradual (fixture.marks);
  on_seen_changed (G_LIST_MODEL (fixture.marks), 0, 0, g_list_model_get_n_items (G_LIST_MODEL (fixture.marks)), mirror);
  g_assert_cmpuint (mirror->len, <, 50);
  g_signal_connect (fixture.marks, "items-changed", G_CALLBACK (on_seen_changed), mirror);

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      search (&fixture, queries[i]);
      assert_seen (&fixture, mirror);
      for (; cw_clip_marks_is_growing (fixture.marks); frames++)
        {
          guint before = mirror->len;

          cw_clip_marks_grow (fixture.marks, FALSE);
          assert_seen (&fixture, mirror);
          g_assert_cmpuint (mirror->len, >, before);
        }
      g_assert_cmpuint (mirror->len, ==, g_list_model_get_n_items (G_LIST_MODEL (fixture.list)));
    }

  g_assert_cmpuint (frames, >, 10);
  tear_down (&fixture);
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);

  test_add_fiber ("/clip-marks/all of many are selected without being read", all_of_many_are_selected_without_being_read);
  test_add_fiber ("/clip-marks/marks follow their clips", marks_follow_their_clips);
  test_add_fiber ("/clip-marks/a drag has the clips and their files", a_drag_has_the_clips_and_their_files);
  test_add_fiber ("/clip-marks/many are seen little by little", many_are_seen_little_by_little);

  return g_test_run ();
}
