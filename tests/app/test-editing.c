/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-database.h"
#include "cw-editor.h"
#include "cw-error.h"
#include "cw-migrations.h"
#include "cw-preset-file.h"
#include "cw-project-builder.h"
#include "cw-project-file.h"
#include "test-media.h"
#include "test-support.h"

#include <glib/gstdio.h>

#define SECOND G_GINT64_CONSTANT (1000000000)

/* A project of half a minute's source, 5 s to 15 s of it. */
static CwProject *
new_project (void)
{
  g_autoptr (CwMediaInfo) info = cw_media_info_new ();
  g_autoptr (GError) error = NULL;
  CwProject *project;

  info->duration = 30 * SECOND;
  info->has_video = TRUE;
  info->width = 1280;
  info->height = 720;
  info->rate = (CwRate) { 30, 1 };
  project = cw_project_new_for_media ("/tmp/a.mp4", info, NULL, "A", 5 * SECOND, 15 * SECOND, NULL, cw_presets_find ("shorts"), &error);
  g_assert_no_error (error);

  return project;
}

static CwProjectList *
open_list (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "library.db", NULL);
  g_autofree char *projects = g_build_filename (folder, "projects", NULL);
  g_auto (GStrv) migrations = cw_migrations_load ();
  g_autoptr (CwDatabase) database = cw_database_new (path, (const char *const *) migrations);
  CwProjectList *list = cw_project_list_new (database, projects);
  g_autoptr (GError) error = NULL;

  dex_await (cw_database_open (database), &error);
  g_assert_no_error (error);
  dex_await (cw_project_list_load (list), &error);
  g_assert_no_error (error);

  return list;
}

static CwEditor *
new_editor (void)
{
  g_autofree char *folder = test_folder ();
  g_autoptr (CwProjectList) list = open_list (folder);
  g_autoptr (CwProject) project = new_project ();

  return cw_editor_new (list, project);
}

static gboolean
get_boolean (CwEditor   *editor,
             const char *property)
{
  gboolean value;

  g_object_get (editor, property, &value, NULL);
  return value;
}

static void
count (gpointer counter)
{
  (*(int *) counter)++;
}

static void
a_range_is_ordered_and_within_the_source (void)
{
  g_autoptr (CwEditor) editor = new_editor ();
  const gint64 frame = 33333333;

  g_assert_cmpint (cw_editor_get_in (editor), ==, 5 * SECOND);
  g_assert_cmpint (cw_editor_get_out (editor), ==, 15 * SECOND);
  g_assert_cmpint (cw_editor_get_source_duration (editor), ==, 30 * SECOND);
  g_assert_cmpstr (cw_editor_get_source_path (editor), ==, "/tmp/a.mp4");

  cw_editor_set_range (editor, 20 * SECOND, 10 * SECOND);
  g_assert_cmpint (cw_editor_get_in (editor), ==, 10 * SECOND);
  g_assert_cmpint (cw_editor_get_out (editor), ==, 20 * SECOND);

  cw_editor_set_range (editor, -5, 99 * SECOND);
  g_assert_cmpint (cw_editor_get_in (editor), ==, 0);
  g_assert_cmpint (cw_editor_get_out (editor), ==, 30 * SECOND);

  cw_editor_set_range (editor, 7 * SECOND, 7 * SECOND);
  g_assert_cmpint (cw_editor_get_out (editor) - cw_editor_get_in (editor), ==, frame);

  cw_editor_set_range (editor, 30 * SECOND, 30 * SECOND);
  g_assert_cmpint (cw_editor_get_in (editor), ==, 30 * SECOND - frame);
  g_assert_cmpint (cw_editor_get_out (editor), ==, 30 * SECOND);

  cw_editor_set_range (editor, G_MAXINT64, G_MININT64);
  g_assert_cmpint (cw_editor_get_in (editor), ==, 0);
  g_assert_cmpint (cw_editor_get_out (editor), ==, 30 * SECOND);

  cw_editor_set_range (editor, 5 * SECOND, 15 * SECOND);
  g_object_set (editor, "in", 20 * SECOND, NULL);
  g_assert_cmpint (cw_editor_get_in (editor), ==, 15 * SECOND - frame);
  g_assert_cmpint (cw_editor_get_out (editor), ==, 15 * SECOND);
  g_object_set (editor, "out", 2 * SECOND, NULL);
  g_assert_cmpint (cw_editor_get_in (editor), ==, 15 * SECOND - frame);
  g_assert_cmpint (cw_editor_get_out (editor), ==, 15 * SECOND);
}

/* One change of each kind. */
static void
change (CwEditor *editor,
        int       kind)
{
  CwLayout    layout = cw_layout_default ((CwLayoutKind) g_test_rand_int_range (0, 4));
  const char *presets[] = { "shorts", "landscape", "square", "source" };
  const char *texts[] = { "", "Hello", "Bye" };

  switch (kind)
    {
    case 0:
      cw_editor_set_range (editor, g_test_rand_int_range (0, 30) * SECOND, g_test_rand_int_range (0, 30) * SECOND);
      break;
    case 1:
      layout.focus_x = g_test_rand_double ();
      cw_editor_set_layout (editor, &layout);
      break;
    case 2:
      g_object_set (editor, "text", texts[g_test_rand_int_range (0, 3)], NULL);
      break;
    case 3:
      g_object_set (editor, "volume", g_test_rand_double_range (0, 4), NULL);
      break;
    case 4:
      g_object_set (editor, "preset-id", presets[g_test_rand_int_range (0, 4)], NULL);
      break;
    default:
      g_object_set (editor, "title", texts[g_test_rand_int_range (0, 3)], NULL);
      break;
    }
}

static void
every_step_is_undone_and_redone_exactly (void)
{
  g_autoptr (CwEditor) editor = new_editor ();
  g_autoptr (GPtrArray) states = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (states, cw_project_file_write (cw_editor_get_project (editor)));
  while (states->len < 200)
    {
      CwProject *before = cw_editor_get_project (editor);

      change (editor, g_test_rand_int_range (0, 6));
      /* What changes nothing is no step. */
      if (cw_editor_get_project (editor) != before)
        g_ptr_array_add (states, cw_project_file_write (cw_editor_get_project (editor)));
    }

  for (guint round = 0; round < 2; round++)
    {
      for (guint i = states->len - 1; i > 0; i--)
        {
          g_autofree char *text = cw_project_file_write (cw_editor_get_project (editor));

          g_assert_cmpstr (text, ==, g_ptr_array_index (states, i));
          g_assert_true (get_boolean (editor, "can-undo"));
          cw_editor_undo (editor);
        }
      g_assert_false (get_boolean (editor, "can-undo"));
      cw_editor_undo (editor);

      for (guint i = 0; i < states->len; i++)
        {
          g_autofree char *text = cw_project_file_write (cw_editor_get_project (editor));

          g_assert_cmpstr (text, ==, g_ptr_array_index (states, i));
          g_assert_cmpint (get_boolean (editor, "can-redo"), ==, i + 1 < states->len);
          cw_editor_redo (editor);
        }
    }
}

static void
a_change_after_undo_forgets_what_was_undone (void)
{
  g_autoptr (CwEditor) editor = new_editor ();

  g_object_set (editor, "title", "B", NULL);
  g_object_set (editor, "title", "C", NULL);
  cw_editor_undo (editor);
  g_object_set (editor, "title", "D", NULL);
  g_assert_false (get_boolean (editor, "can-redo"));
  cw_editor_undo (editor);
  g_assert_cmpstr (cw_project_get_title (cw_editor_get_project (editor)), ==, "B");
  cw_editor_undo (editor);
  g_assert_cmpstr (cw_project_get_title (cw_editor_get_project (editor)), ==, "A");
}

static void
a_drag_is_one_step (void)
{
  g_autoptr (CwEditor) editor = new_editor ();

  cw_editor_begin_drag (editor);
  cw_editor_begin_drag (editor);
  for (int i = 0; i < 50; i++)
    cw_editor_set_range (editor, i * SECOND / 10, 15 * SECOND);
  cw_editor_end_drag (editor);
  g_assert_false (get_boolean (editor, "can-undo"));
  cw_editor_end_drag (editor);

  cw_editor_undo (editor);
  g_assert_cmpint (cw_editor_get_in (editor), ==, 5 * SECOND);
  g_assert_false (get_boolean (editor, "can-undo"));

  /* One that changes nothing is none. */
  cw_editor_begin_drag (editor);
  cw_editor_end_drag (editor);
  g_assert_false (get_boolean (editor, "can-undo"));

  /* Undo in the middle of one takes the whole of it back. */
  cw_editor_begin_drag (editor);
  cw_editor_set_range (editor, SECOND, 15 * SECOND);
  cw_editor_set_range (editor, 2 * SECOND, 15 * SECOND);
  cw_editor_undo (editor);
  g_assert_cmpint (cw_editor_get_in (editor), ==, 5 * SECOND);
}

static void
tells_only_of_what_has_changed (void)
{
  g_autoptr (CwEditor) editor = new_editor ();
  int project = 0, in = 0, out = 0, text = 0;

  g_signal_connect_swapped (editor, "notify::project", G_CALLBACK (count), &project);
  g_signal_connect_swapped (editor, "notify::in", G_CALLBACK (count), &in);
  g_signal_connect_swapped (editor, "notify::out", G_CALLBACK (count), &out);
  g_signal_connect_swapped (editor, "notify::text", G_CALLBACK (count), &text);

  cw_editor_set_range (editor, 6 * SECOND, 15 * SECOND);
  g_assert_cmpint (project, ==, 1);
  g_assert_cmpint (in, ==, 1);
  g_assert_cmpint (out, ==, 0);

  g_object_set (editor, "text", "Hello", NULL);
  g_object_set (editor, "text", "Hello", NULL);
  g_assert_cmpint (project, ==, 2);
  g_assert_cmpint (text, ==, 1);

  cw_editor_undo (editor);
  g_assert_cmpint (text, ==, 2);
  g_assert_cmpint (in, ==, 1);
}

static void
the_canvas_follows_the_preset (void)
{
  g_autoptr (CwEditor) editor = new_editor ();
  g_autofree char *id = NULL;

  g_object_set (editor, "preset-id", "source", NULL);
  g_assert_cmpint (cw_project_get_width (cw_editor_get_project (editor)), ==, 1280);
  g_assert_cmpint (cw_project_get_height (cw_editor_get_project (editor)), ==, 720);
  g_object_set (editor, "preset-id", "square", NULL);
  g_assert_cmpint (cw_project_get_width (cw_editor_get_project (editor)), ==, 1080);
  g_object_set (editor, "preset-id", "no such thing", NULL);
  g_object_get (editor, "preset-id", &id, NULL);
  g_assert_cmpstr (id, ==, "square");
}

static void
a_published_project_never_changes (void)
{
  g_autoptr (CwEditor) editor = new_editor ();
  g_autoptr (CwProject) seen = g_object_ref (cw_editor_get_project (editor));
  g_autofree char *before = cw_project_file_write (seen);
  g_autofree char *after = NULL;

  for (int i = 0; i < 60; i++)
    change (editor, i % 6);
  after = cw_project_file_write (seen);
  g_assert_cmpstr (before, ==, after);
}

static void
a_project_without_media_is_left_alone (void)
{
  g_autofree char *folder = test_folder ();
  g_autoptr (CwProjectList) list = open_list (folder);
  g_autoptr (CwProject) project = cw_project_new ("Empty");
  g_autoptr (CwEditor) editor = cw_editor_new (list, project);
  CwLayout layout = cw_layout_default (CW_LAYOUT_FILL);

  cw_editor_set_range (editor, 1, 2);
  cw_editor_set_layout (editor, &layout);
  g_object_set (editor, "volume", 0.5, NULL);
  g_assert_cmpint (cw_editor_get_out (editor), ==, 0);
  g_assert_null (cw_editor_get_source_path (editor));
  g_assert_cmpint (cw_editor_get_layout (editor)->kind, ==, CW_LAYOUT_ORIGINAL);
  g_assert_false (get_boolean (editor, "can-undo"));
}

static char *
read_saved (const char *folder,
            const char *id)
{
  g_autofree char *name = g_strconcat (id, ".otio", NULL);
  g_autofree char *path = g_build_filename (folder, "projects", name, NULL);
  char            *text = NULL;

  g_file_get_contents (path, &text, NULL, NULL);
  return text;
}

static void
resolve_when_saved (GObject    *editor,
                    GParamSpec *pspec,
                    DexPromise *promise)
{
  if (get_boolean (CW_EDITOR (editor), "saved") && dex_future_is_pending (DEX_FUTURE (promise)))
    dex_promise_resolve_boolean (promise, TRUE);
}

static void
saves_by_itself (void)
{
  g_autofree char *folder = test_folder ();
  g_autoptr (CwProjectList) list = open_list (folder);
  g_autoptr (CwProject) project = new_project ();
  g_autoptr (CwEditor) editor = cw_editor_new (list, project);
  g_autoptr (DexPromise) saved = dex_promise_new ();
  g_autofree char *expected = NULL;
  g_autofree char *text = NULL;

  g_assert_true (get_boolean (editor, "saved"));
  g_object_set (editor, "title", "Saved by itself", NULL);
  g_assert_false (get_boolean (editor, "saved"));

  g_signal_connect (editor, "notify::saved", G_CALLBACK (resolve_when_saved), saved);
  dex_await (dex_ref (saved), NULL);

  expected = cw_project_file_write (cw_editor_get_project (editor));
  text = read_saved (folder, cw_project_get_id (project));
  g_assert_cmpstr (text, ==, expected);
}

static void
saves_at_once_when_asked (void)
{
  g_autofree char *folder = test_folder ();
  g_autoptr (CwProjectList) list = open_list (folder);
  g_autoptr (CwProject) project = new_project ();
  g_autoptr (CwEditor) editor = cw_editor_new (list, project);
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 20; i++)
    {
      g_autofree char *title = g_strdup_printf ("%d", i);
      g_autofree char *expected = NULL;
      g_autofree char *text = NULL;

      g_object_set (editor, "title", title, NULL);
      expected = cw_project_file_write (cw_editor_get_project (editor));
      dex_await (cw_editor_save (editor), &error);
      g_assert_no_error (error);
      g_assert_true (get_boolean (editor, "saved"));
      text = read_saved (folder, cw_project_get_id (project));
      g_assert_cmpstr (text, ==, expected);
    }
}

static void
undo_while_saving_is_what_lasts (void)
{
  g_autofree char *folder = test_folder ();
  g_autoptr (CwProjectList) list = open_list (folder);
  g_autoptr (CwProject) project = new_project ();
  g_autoptr (CwEditor) editor = cw_editor_new (list, project);
  g_autoptr (GError) error = NULL;
  g_autofree char *expected = NULL;
  g_autofree char *text = NULL;
  DexFuture       *first;

  g_object_set (editor, "title", "B", NULL);
  first = cw_editor_save (editor);
  cw_editor_undo (editor);
  expected = cw_project_file_write (cw_editor_get_project (editor));
  dex_await (cw_editor_save (editor), &error);
  g_assert_no_error (error);
  dex_await (first, NULL);

  text = read_saved (folder, cw_project_get_id (project));
  g_assert_cmpstr (text, ==, expected);
  g_assert_true (get_boolean (editor, "saved"));
}

static void
closing_loses_nothing (void)
{
  g_autofree char *folder = test_folder ();
  g_autoptr (CwProjectList) list = open_list (folder);
  g_autoptr (CwProject) project = new_project ();
  CwEditor        *editor = cw_editor_new (list, project);
  g_autofree char *expected = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_object_set (editor, "title", "The last word", NULL);
  expected = cw_project_file_write (cw_editor_get_project (editor));
  g_assert_finalize_object (editor);

  /* Saves are in order, so this one is after it. */
  {
    g_autoptr (CwProject) other = new_project ();

    dex_await (cw_project_list_save (list, other), &error);
    g_assert_no_error (error);
  }
  text = read_saved (folder, cw_project_get_id (project));
  g_assert_cmpstr (text, ==, expected);
}

static void
a_failure_to_save_is_told_and_made_good (void)
{
  g_autofree char *folder = test_folder ();
  g_autofree char *projects = g_build_filename (folder, "projects", NULL);
  g_autoptr (CwProjectList) list = open_list (folder);
  g_autoptr (CwProject) project = new_project ();
  g_autoptr (CwEditor) editor = cw_editor_new (list, project);
  g_autoptr (GError) error = NULL;
  g_autofree char *message = NULL;
  g_autofree char *cleared = NULL;

  /* A file where the folder should be. */
  test_write_file (projects, "", 0);
  g_object_set (editor, "title", "B", NULL);
  dex_await (cw_editor_save (editor), &error);
  g_assert_nonnull (error);
  g_object_get (editor, "error", &message, NULL);
  g_assert_nonnull (message);
  g_assert_false (get_boolean (editor, "saved"));

  g_clear_error (&error);
  g_assert_cmpint (g_unlink (projects), ==, 0);
  dex_await (cw_editor_save (editor), &error);
  g_assert_no_error (error);
  g_object_get (editor, "error", &cleared, NULL);
  g_assert_null (cleared);
  g_assert_true (get_boolean (editor, "saved"));
}

static void
a_moved_source_is_found_again (void)
{
  g_autofree char *folder = test_folder ();
  g_autofree char *right = test_media_path ("h264-30");
  g_autofree char *wrong = test_media_path ("game-60");
  g_autoptr (CwProjectList) list = open_list (folder);
  g_autoptr (CwMediaInfo) info = cw_media_info_new ();
  g_autoptr (CwProject) project = NULL;
  g_autoptr (CwEditor) editor = NULL;
  g_autoptr (GError) error = NULL;
  const TestMedia *media = test_media_find ("h264-30");

  info->duration = 3 * SECOND;
  info->has_video = TRUE;
  info->width = media->width;
  info->height = media->height;
  project = cw_project_new_for_media ("/nowhere/a.mp4", info, NULL, "A", 0, -1, NULL, cw_presets_find ("shorts"), NULL);
  editor = cw_editor_new (list, project);

  dex_await (cw_editor_locate (editor, wrong), &error);
  g_assert_error (error, CW_ERROR, CW_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_cmpstr (cw_editor_get_source_path (editor), ==, "/nowhere/a.mp4");

  dex_await (cw_editor_locate (editor, right), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (cw_editor_get_source_path (editor), ==, right);
  cw_editor_undo (editor);
  g_assert_cmpstr (cw_editor_get_source_path (editor), ==, "/nowhere/a.mp4");
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);
  test_add_fiber ("/editing/a-range-is-ordered-and-within-the-source", a_range_is_ordered_and_within_the_source);
  test_add_fiber ("/editing/every-step-is-undone-and-redone-exactly", every_step_is_undone_and_redone_exactly);
  test_add_fiber ("/editing/a-change-after-undo-forgets-what-was-undone", a_change_after_undo_forgets_what_was_undone);
  test_add_fiber ("/editing/a-drag-is-one-step", a_drag_is_one_step);
  test_add_fiber ("/editing/tells-only-of-what-has-changed", tells_only_of_what_has_changed);
  test_add_fiber ("/editing/the-canvas-follows-the-preset", the_canvas_follows_the_preset);
  test_add_fiber ("/editing/a-published-project-never-changes", a_published_project_never_changes);
  test_add_fiber ("/editing/a-project-without-media-is-left-alone", a_project_without_media_is_left_alone);
  test_add_fiber ("/editing/saves-by-itself", saves_by_itself);
  test_add_fiber ("/editing/saves-at-once-when-asked", saves_at_once_when_asked);
  test_add_fiber ("/editing/undo-while-saving-is-what-lasts", undo_while_saving_is_what_lasts);
  test_add_fiber ("/editing/closing-loses-nothing", closing_loses_nothing);
  test_add_fiber ("/editing/a-failure-to-save-is-told-and-made-good", a_failure_to_save_is_told_and_made_good);
  test_add_fiber ("/editing/a-moved-source-is-found-again", a_moved_source_is_found_again);
  return g_test_run ();
}
