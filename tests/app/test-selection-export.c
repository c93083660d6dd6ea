/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-clip-metadata-builder.h"
#include "cw-error.h"
#include "cw-folder-scan.h"
#include "cw-selection-export.h"
#include "test-support.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static CwClipMetadata *
make_clip (const char *channel,
           const char *title,
           const char *id)
{
  g_autoptr (CwClipMetadataBuilder) builder = cw_clip_metadata_builder_new ();

  cw_clip_metadata_builder_set_text (builder, "channel-name", channel);
  cw_clip_metadata_builder_set_text (builder, "title", title);
  cw_clip_metadata_builder_set_text (builder, "twitch-id", id);
  cw_clip_metadata_builder_set_number (builder, "rating", 5);
  return cw_clip_metadata_builder_end (builder);
}

static char *
make_file (const char *folder,
           const char *name,
           const char *content)
{
  char *path = g_build_filename (folder, name, NULL);

  test_write_file (path, content, -1);
  return path;
}

static void
add (CwSelection *selection,
     const char  *path,
     const char  *channel,
     const char  *title,
     const char  *id)
{
  g_autoptr (CwClipMetadata) clip = make_clip (channel, title, id);

  cw_selection_add (selection, path, clip);
}

static char **export (CwSelection      *selection,
                      const char       *folder,
                      CwSelectionFormat list)
{
  g_autoptr (GError) error = NULL;
  char **warnings = dex_await_boxed (cw_selection_export (selection, folder, TRUE, list, NULL), &error);

  g_assert_no_error (error);
  return warnings;
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  return strcmp (a, b);
}

/* Also hidden ones: nothing is to be left behind. */
static void
assert_holds (const char *folder,
              const char *expected)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *joined = NULL;
  const char      *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort_values (names, compare);
  g_ptr_array_add (names, NULL);
  joined = g_strjoinv ("|", (char **) names->pdata);
  g_assert_cmpstr (joined, ==, expected);
}

static void
assert_content (const char *folder,
                const char *name,
                const char *expected)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *content = NULL;

  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, expected);
}

static void
copies_clips_under_names_that_can_be_read (void)
{
  g_autofree char *library = test_folder ();
  g_autofree char *parent = test_folder ();
  g_autofree char *folder = g_build_filename (parent, "new", "one", NULL);
  g_autofree char *a = make_file (library, "ab3f.mp4", "a");
  g_autofree char *b = make_file (library, "b.webm", "b");
  g_autoptr (CwSelection) selection = cw_selection_new ();
  g_auto (GStrv) warnings = NULL;

  add (selection, a, "Rivervale", "What? A/save", "Slug");
  add (selection, b, "", "", "");
  warnings = export (selection, folder, CW_SELECTION_CSV);

  g_assert_cmpuint (g_strv_length (warnings), ==, 0);
  assert_holds (folder, "Rivervale - What A save [Slug].clip.json|Rivervale - What A save [Slug].mp4|b.clip.json|b.webm|clips.csv");
  assert_content (folder, "b.webm", "b");
}

static void
nothing_is_overwritten (void)
{
  g_autofree char *library = test_folder ();
  g_autofree char *folder = test_folder ();
  g_autofree char *a = make_file (library, "a.mp4", "a");
  g_autofree char *b = make_file (library, "b.mp4", "b");
  g_autofree char *old = make_file (folder, "Title.mp4", "old");
  g_autofree char *list = make_file (folder, "clips.json", "old");
  g_autofree char *link = g_build_filename (folder, "Title (2).mp4", NULL);
  g_autoptr (CwSelection) selection = cw_selection_new ();
  g_auto (GStrv) warnings = NULL;

  g_assert_cmpint (symlink ("nowhere", link), ==, 0);
  add (selection, a, "", "Title", "");
  add (selection, b, "", "Title", "");
  warnings = export (selection, folder, CW_SELECTION_JSON);

  assert_holds (folder, "Title (2).mp4|Title (3).clip.json|Title (3).mp4|Title (4).clip.json|Title (4).mp4|Title.mp4|clips (2).json|clips.json");
  assert_content (folder, "Title.mp4", "old");
  assert_content (folder, "clips.json", "old");
  assert_content (folder, "Title (3).mp4", "a");
  assert_content (folder, "Title (4).mp4", "b");
}

static void
what_was_exported_can_be_imported (void)
{
  g_autofree char *library = test_folder ();
  g_autofree char *folder = test_folder ();
  g_autofree char *a = make_file (library, "a.mp4", "a");
  g_autoptr (CwSelection) selection = cw_selection_new ();
  g_autoptr (CwImportPlan) plan = NULL;
  g_auto (GStrv) warnings = NULL;
  const char     *paths[] = { folder, NULL };
  CwClipMetadata *clip;

  add (selection, a, "Rivervale", "What? A/save", "Slug");
  warnings = export (selection, folder, CW_SELECTION_NO_LIST);
  plan = dex_await_object (cw_folder_scan (paths, TRUE, NULL), NULL);

  g_assert_cmpuint (cw_import_plan_get_n_entries (plan), ==, 1);
  clip = cw_import_plan_get_entry (plan, 0)->metadata;
  g_assert_cmpstr (cw_clip_metadata_get_title (clip), ==, "What? A/save");
  g_assert_cmpstr (cw_clip_metadata_get_channel_name (clip), ==, "Rivervale");
  g_assert_cmpint (cw_clip_metadata_get_rating (clip), ==, 5);
}

static void
a_clip_that_is_gone_is_told_and_does_not_stop_it (void)
{
  g_autofree char *library = test_folder ();
  g_autofree char *folder = test_folder ();
  g_autofree char *gone = g_build_filename (library, "gone.mp4", NULL);
  g_autofree char *a = make_file (library, "a.mp4", "a");
  g_autoptr (CwSelection) selection = cw_selection_new ();
  g_auto (GStrv) warnings = NULL;

  add (selection, gone, "", "Gone", "");
  add (selection, a, "", "Here", "");
  warnings = export (selection, folder, CW_SELECTION_NO_LIST);

  g_assert_cmpuint (g_strv_length (warnings), ==, 1);
  g_assert_nonnull (strstr (warnings[0], "“gone.mp4”"));
  assert_holds (folder, "Here.clip.json|Here.mp4");
}

/* A file that says to be larger than any disk here is. */
static char *
make_huge (const char *folder)
{
  char *path = g_build_filename (folder, "huge.mp4", NULL);
  int   file = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

  g_assert_cmpint (file, >=, 0);
  for (off_t size = G_GINT64_CONSTANT (1) << 60; ftruncate (file, size) != 0; size /= 2)
    g_assert_cmpint (errno, ==, EFBIG);
  close (file);
  return path;
}

static void
a_full_disk_is_told_before_anything_is_copied (void)
{
  g_autofree char *library = test_folder ();
  g_autofree char *folder = test_folder ();
  g_autofree char *a = make_file (library, "a.mp4", "a");
  g_autofree char *huge = make_huge (library);
  g_autoptr (CwSelection) selection = cw_selection_new ();
  g_autoptr (GError) error = NULL;

  add (selection, a, "", "Here", "");
  add (selection, huge, "", "Huge", "");
  g_assert_null (dex_await_boxed (cw_selection_export (selection, folder, TRUE, CW_SELECTION_NO_LIST, NULL), &error));

  g_assert_error (error, CW_ERROR, CW_ERROR_NO_SPACE);
  assert_holds (folder, "");
}

static void
a_folder_that_cannot_be_is_told (void)
{
  g_autofree char *library = test_folder ();
  g_autofree char *a = make_file (library, "a.mp4", "a");
  g_autofree char *folder = g_build_filename (a, "below", NULL);
  g_autoptr (CwSelection) selection = cw_selection_new ();
  g_autoptr (GError) error = NULL;

  add (selection, a, "", "Here", "");
  g_assert_null (dex_await_boxed (cw_selection_export (selection, folder, TRUE, CW_SELECTION_NO_LIST, NULL), &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_STORAGE);
}

static gboolean
has_unfinished (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    if (name[0] == '.')
      return TRUE;

  return FALSE;
}

static void
nothing_is_left_of_a_copy_that_is_ended (void)
{
  g_autofree char *library = test_folder ();
  g_autofree char *folder = test_folder ();
  g_autofree char *path = g_build_filename (library, "large.mp4", NULL);
  g_autoptr (CwSelection) selection = cw_selection_new ();
  g_autoptr (CwStepProgress) progress = cw_step_progress_new ();
  DexFuture *done;
  int        file = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

  g_assert_cmpint (ftruncate (file, 64 * 1024 * 1024), ==, 0);
  close (file);
  for (guint i = 0; i < 100; i++)
    add (selection, path, "", "Large", "");

  done = cw_selection_export (selection, folder, TRUE, CW_SELECTION_JSON, progress);
  while (cw_step_progress_get_fraction (progress) <= 0)
    dex_await (dex_timeout_new_msec (1), NULL);
  dex_unref (done);

  /* What was hidden, or has no other file beside it, was not finished. */
  while (has_unfinished (folder))
    dex_await (dex_timeout_new_msec (1), NULL);
}

static void
a_list_alone_is_a_text_or_a_file (void)
{
  g_autofree char *folder = test_folder ();
  g_autoptr (CwSelection) selection = cw_selection_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *json = NULL;
  g_autofree char *csv = NULL;
  g_auto (GStrv) warnings = NULL;

  add (selection, "/nowhere/a.mp4", "Rivervale", "Title", "Slug");
  json = dex_await_string (cw_selection_to_text (selection, CW_SELECTION_JSON), &error);
  g_assert_no_error (error);
  csv = dex_await_string (cw_selection_to_text (selection, CW_SELECTION_CSV), &error);
  g_assert_no_error (error);
  warnings = dex_await_boxed (cw_selection_export (selection, folder, FALSE, CW_SELECTION_JSON, NULL), &error);
  g_assert_no_error (error);

  g_assert_nonnull (strstr (json, "\"clipwright-clips\""));
  g_assert_true (g_str_has_prefix (csv, "file,title,"));
  assert_holds (folder, "clips.json");
  assert_content (folder, "clips.json", json);
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);
  test_add_fiber ("/selection-export/copies-clips-under-names-that-can-be-read", copies_clips_under_names_that_can_be_read);
  test_add_fiber ("/selection-export/nothing-is-overwritten", nothing_is_overwritten);
  test_add_fiber ("/selection-export/what-was-exported-can-be-imported", what_was_exported_can_be_imported);
  test_add_fiber ("/selection-export/a-clip-that-is-gone-is-told-and-does-not-stop-it", a_clip_that_is_gone_is_told_and_does_not_stop_it);
  test_add_fiber ("/selection-export/a-full-disk-is-told-before-anything-is-copied", a_full_disk_is_told_before_anything_is_copied);
  test_add_fiber ("/selection-export/a-folder-that-cannot-be-is-told", a_folder_that_cannot_be_is_told);
  test_add_fiber ("/selection-export/nothing-is-left-of-a-copy-that-is-ended", nothing_is_left_of_a_copy_that_is_ended);
  test_add_fiber ("/selection-export/a-list-alone-is-a-text-or-a-file", a_list_alone_is_a_text_or_a_file);
  return g_test_run ();
}
