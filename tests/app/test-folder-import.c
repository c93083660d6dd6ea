/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-error.h"
#include "cw-folder-import.h"
#include "cw-folder-scan.h"
#include "cw-services.h"
#include "test-media.h"
#include "test-support.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define SLUG "BraveCalmLobsterTheRinger-x7Qm2LkPd9VbTf3a"
#define INFO "{\"extractor\": \"twitch:clips\", \"title\": \"%s\", \"channel\": \"Rivervale\", \"webpage_url\": \"https://clips.twitch.tv/" SLUG "\"}"

static void
write_file (const char *folder,
            const char *name,
            const char *content)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);

  /* There are thousands of them, and no need for them to be durable. */
  g_assert_true (g_file_set_contents_full (path, content, -1, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
}

static void
copy_media (const char *media,
            const char *folder,
            const char *name)
{
  g_autofree char *from = test_media_path (media);
  g_autofree char *to = g_build_filename (folder, name, NULL);
  g_autofree char *content = NULL;
  gsize            length;

  g_assert_true (g_file_get_contents (from, &content, &length, NULL));
  test_write_file (to, content, (gssize) length);
}

static CwImportPlan *
scan (const char *path,
      gboolean    recursive)
{
  const char *paths[] = { path, NULL };
  g_autoptr (GError) error = NULL;
  CwImportPlan *plan = dex_await_object (cw_folder_scan (paths, recursive, NULL), &error);

  g_assert_no_error (error);
  return plan;
}

static char *
list_names (CwImportPlan *plan)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < cw_import_plan_get_n_entries (plan); i++)
    {
      g_autofree char *name = g_path_get_basename (cw_import_plan_get_entry (plan, i)->path);

      g_string_append_printf (names, "%s%s", i > 0 ? " " : "", name);
    }

  return g_string_free (g_steal_pointer (&names), FALSE);
}

static void
assert_found (const char *path,
              gboolean    recursive,
              const char *expected)
{
  g_autoptr (CwImportPlan) plan = scan (path, recursive);
  g_autofree char *names = list_names (plan);

  g_assert_cmpstr (names, ==, expected);
}

static void
finds_videos_in_folders_and_no_others (void)
{
  g_autofree char *folder = test_folder ();
  g_autofree char *hidden = g_build_filename (folder, ".hidden", NULL);
  const char      *files[] = { "b.mp4", "a.MKV", "c.mp4.part", "d.txt", ".e.mp4", "mp4", "deep/f.webm", "deep/er/g.mov", ".hidden/h.mp4" };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    write_file (folder, files[i], "x");

  assert_found (folder, TRUE, "a.MKV b.mp4 f.webm g.mov");
  assert_found (folder, FALSE, "a.MKV b.mp4");

  /* Who names it means it. */
  assert_found (hidden, TRUE, "h.mp4");
}

static void
links_in_circles_end (void)
{
  g_autofree char *folder = test_folder ();
  g_autofree char *circle = g_build_filename (folder, "deep", "circle", NULL);
  g_autofree char *broken = g_build_filename (folder, "broken.mp4", NULL);
  g_autofree char *same = g_build_filename (folder, "z.mp4", NULL);
  g_autofree char *self = g_build_filename (folder, "self", NULL);

  write_file (folder, "deep/a.mp4", "x");
  write_file (folder, "b.mp4", "x");
  g_assert_cmpint (symlink (folder, circle), ==, 0);
  g_assert_cmpint (symlink ("nowhere", broken), ==, 0);
  g_assert_cmpint (symlink ("b.mp4", same), ==, 0);
  g_assert_cmpint (symlink ("self", self), ==, 0);

  assert_found (folder, TRUE, "b.mp4 a.mp4");
}

static void
what_cannot_be_looked_at_is_told (void)
{
  g_autofree char *folder = test_folder ();
  g_autofree char *locked = g_build_filename (folder, "locked", NULL);
  g_autofree char *gone = g_build_filename (folder, "gone", NULL);
  const char      *paths[] = { folder, gone, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (CwImportPlan) plan = NULL;
  const char *const *warnings;
  guint              n = geteuid () == 0 ? 1 : 2; /* Nothing is locked for root. */

  write_file (folder, "a.mp4", "x");
  g_assert_cmpint (g_mkdir (locked, 0), ==, 0);
  plan = dex_await_object (cw_folder_scan (paths, TRUE, NULL), &error);
  g_assert_no_error (error);

  warnings = cw_import_plan_get_warnings (plan);
  g_assert_cmpuint (cw_import_plan_get_n_entries (plan), ==, 1);
  g_assert_cmpuint (g_strv_length ((char **) warnings), ==, n);
  g_assert_nonnull (strstr (warnings[n - 1], "“gone”"));
  if (n == 2)
    g_assert_nonnull (strstr (warnings[0], "“locked”"));
  g_rmdir (locked);
}

static void
pairs_videos_with_what_is_beside_them (void)
{
  g_autofree char *folder = test_folder ();
  g_autofree char *info = g_strdup_printf (INFO, "From yt-dlp");
  g_autofree char *chat = g_strdup ("{\"streamer\": {\"name\": \"Other\", \"id\": 5}, \"video\": {\"title\": \"From chat\", \"game\": \"Celeste\"}}");
  g_autoptr (CwImportPlan) plan = NULL;
  const CwImportEntry *a, *ab;

  write_file (folder, "a.mp4", "x");
  write_file (folder, "a.b.mp4", "x");
  write_file (folder, "a.info.json", info);
  write_file (folder, "a_chat.json", chat);
  write_file (folder, "a.de.srt", "1\n00:00:01,000 --> 00:00:02,000\nHallo\n");
  write_file (folder, "a.en.srt", "1\n00:00:01,000 --> 00:00:02,000\nHello\n");
  write_file (folder, "a.b.clip.json", "{\"format\": \"clipwright-clips\", \"version\": 1, \"clips\": [{\"title\": \"Ours\", \"rating\": 4}]}");
  write_file (folder, "a.b.info.json", info);
  write_file (folder, "package.json", "{ broken, and none of our business");

  plan = scan (folder, TRUE);
  g_assert_cmpuint (cw_import_plan_get_n_entries (plan), ==, 2);
  g_assert_cmpuint (g_strv_length ((char **) cw_import_plan_get_warnings (plan)), ==, 0);

  ab = cw_import_plan_get_entry (plan, 0);
  g_assert_cmpstr (cw_clip_metadata_get_title (ab->metadata), ==, "Ours");
  g_assert_cmpint (cw_clip_metadata_get_rating (ab->metadata), ==, 4);
  g_assert_cmpstr (cw_clip_metadata_get_channel_name (ab->metadata), ==, "Rivervale");

  a = cw_import_plan_get_entry (plan, 1);
  g_assert_cmpstr (cw_clip_metadata_get_title (a->metadata), ==, "From yt-dlp");
  g_assert_cmpstr (cw_clip_metadata_get_channel_name (a->metadata), ==, "Rivervale");
  g_assert_cmpstr (cw_clip_metadata_get_twitch_id (a->metadata), ==, SLUG);
  g_assert_cmpstr (cw_clip_metadata_get_category_name (a->metadata), ==, "Celeste");
  g_assert_cmpstr (cw_clip_metadata_get_transcript (a->metadata), ==, "Hello");
  g_assert_cmpuint (g_strv_length (a->sources), ==, 3);
  g_assert_cmpuint (g_strv_length (a->warnings), ==, 0);
}

static void
a_broken_side_file_is_a_warning_with_its_name (void)
{
  g_autofree char *folder = test_folder ();
  g_autoptr (CwImportPlan) plan = NULL;
  const CwImportEntry *entry;

  write_file (folder, "a.mp4", "x");
  write_file (folder, "a.info.json", "{\"extractor\":\n \"twitch");
  write_file (folder, "a.srt", "no times");
  plan = scan (folder, TRUE);
  entry = cw_import_plan_get_entry (plan, 0);

  g_assert_cmpstr (cw_clip_metadata_get_title (entry->metadata), ==, "a");
  g_assert_cmpuint (g_strv_length (entry->warnings), ==, 2);
  g_assert_nonnull (strstr (entry->warnings[0], "“a.info.json”"));
  g_assert_nonnull (strstr (entry->warnings[1], "“a.srt”"));
}

static void
a_list_tells_of_the_videos_beside_it (void)
{
  g_autofree char *folder = test_folder ();
  g_autoptr (CwImportPlan) plan = NULL;

  write_file (folder, "one.mp4", "x");
  write_file (folder, "two [" SLUG "].mp4", "x");
  write_file (folder, "clips.json", "{\"format\": \"clipwright-clips\", \"version\": 1, \"clips\": [{\"file\": \"one.mp4\", \"title\": \"First\"}]}");
  write_file (folder, "export.json", "{\"data\": [{\"id\": \"" SLUG "\", \"broadcaster_name\": \"Rivervale\", \"title\": \"Second\"}, {\"id\": \"Other\", \"broadcaster_name\": \"X\"}]}");
  plan = scan (folder, TRUE);

  g_assert_cmpstr (cw_clip_metadata_get_title (cw_import_plan_get_entry (plan, 0)->metadata), ==, "First");
  g_assert_cmpstr (cw_clip_metadata_get_title (cw_import_plan_get_entry (plan, 1)->metadata), ==, "Second");
  g_assert_cmpstr (cw_clip_metadata_get_channel_name (cw_import_plan_get_entry (plan, 1)->metadata), ==, "Rivervale");
}

static void
files_that_are_named_are_described_too (void)
{
  g_autofree char *folder = test_folder ();
  g_autofree char *info = g_strdup_printf (INFO, "Told");
  g_autofree char *path = g_build_filename (folder, "odd.name", NULL);
  g_autoptr (CwImportPlan) plan = NULL;

  write_file (folder, "odd.name", "x");
  write_file (folder, "odd.info.json", info);
  write_file (folder, "other.mp4", "x");

  /* Of a video that was not named. */
  write_file (folder, "odd.more.mp4", "x");
  write_file (folder, "odd.more.clip.json", "{\"format\": \"clipwright-clips\", \"version\": 1, \"clips\": [{\"title\": \"Another\"}]}");
  plan = scan (path, TRUE);

  g_assert_cmpuint (cw_import_plan_get_n_entries (plan), ==, 1);
  g_assert_cmpstr (cw_import_plan_get_entry (plan, 0)->path, ==, path);
  g_assert_cmpstr (cw_clip_metadata_get_title (cw_import_plan_get_entry (plan, 0)->metadata), ==, "Told");
}

typedef struct
{
  guint good;
  guint bad;
  char *problem;
} Told;

static void
on_told (const CwImportEntry *entry,
         CwClip              *clip,
         const GError        *error,
         gpointer             data)
{
  Told *told = data;

  g_assert_true ((clip != NULL) != (error != NULL));
  told->good += clip != NULL;
  told->bad += clip == NULL;
  if (error != NULL)
    g_set_str (&told->problem, error->message);
}

static CwClip *
get_newest (CwLibrary *library)
{
  g_autoptr (GPtrArray) clips = dex_await_boxed (cw_library_search (library, NULL), NULL);

  return g_object_ref (clips->pdata[0]);
}

static void
takes_all_in_but_what_is_broken (void)
{
  g_autofree char *folder = test_folder ();
  g_autofree char *data = test_folder ();
  g_autofree char *info = g_strdup_printf (INFO, "What a save");
  g_autoptr (CwServices) services = cw_services_new (data);
  g_autoptr (CwStepProgress) progress = cw_step_progress_new ();
  g_autoptr (CwImportPlan) plan = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CwClip) newest = NULL;
  CwLibrary        *library = cw_services_get_library (services);
  Told              told = { 0 };
  CwFolderImportWay way = { cw_take_in, G_OBJECT (library), on_told, &told, progress };

  copy_media ("h264-30", folder, "a.mp4");
  write_file (folder, "b.mp4", "This is a diary, not a video.\n");
  copy_media ("h264-25", folder, "c.mp4");
  write_file (folder, "c.info.json", info);

  dex_await (cw_services_open_library (services), &error);
  g_assert_no_error (error);
  plan = scan (folder, TRUE);
  dex_await (cw_folder_import (plan, &way), &error);
  g_assert_no_error (error);

  g_assert_cmpuint (told.good, ==, 2);
  g_assert_cmpuint (told.bad, ==, 1);
  g_assert_nonnull (strstr (told.problem, "“b.mp4”"));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (cw_library_get_clips (library))), ==, 2);
  newest = get_newest (library);
  g_assert_cmpstr (cw_clip_get_title (newest), ==, "What a save");
  g_free (told.problem);
}

/* Is done when the test says so. */
static DexFuture *
take_slowly (const char     *path,
             CwClipMetadata *metadata,
             gpointer        data)
{
  GPtrArray  *promises = g_object_get_data (data, "promises");
  DexPromise *promise = dex_promise_new ();

  g_ptr_array_add (promises, dex_ref (promise));
  return DEX_FUTURE (promise);
}

static void
wait_until (GPtrArray *array,
            guint      length)
{
  for (guint i = 0; array->len < length && i < 1000; i++)
    dex_await (dex_timeout_new_msec (1), NULL);

  g_assert_cmpuint (array->len, ==, length);
}

static void
ends_when_nobody_waits_for_it (void)
{
  g_autofree char *folder = test_folder ();
  g_autoptr (GPtrArray) promises = g_ptr_array_new_with_free_func (dex_unref);
  g_autoptr (GObject) holder = g_object_new (G_TYPE_OBJECT, NULL);
  g_autoptr (CwImportPlan) plan = NULL;
  Told              told = { 0 };
  CwFolderImportWay way = { take_slowly, holder, on_told, &told, NULL };
  DexFuture        *done;

  for (guint i = 0; i < 9; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u.mp4", i);

      write_file (folder, name, "x");
    }
  g_object_set_data (holder, "promises", promises);
  plan = scan (folder, TRUE);
  done = cw_folder_import (plan, &way);

  wait_until (promises, 2);
  dex_promise_reject (promises->pdata[0], g_error_new_literal (CW_ERROR, CW_ERROR_MALFORMED, "Broken"));
  wait_until (promises, 3);
  g_assert_cmpuint (told.bad, ==, 1);

  dex_unref (done);
  for (guint i = 1; i < 3; i++)
    dex_promise_reject (promises->pdata[i], g_error_new_literal (CW_ERROR, CW_ERROR_MALFORMED, "Broken"));

  /* Until the import lets go of it. */
  for (guint i = 0; holder->ref_count > 1 && i < 1000; i++)
    dex_await (dex_timeout_new_msec (1), NULL);

  g_assert_cmpuint (holder->ref_count, ==, 1);
  g_assert_cmpuint (promises->len, ==, 3);
  g_assert_cmpuint (told.bad, ==, 1);
  g_free (told.problem);
}

static void
a_full_disk_ends_it (void)
{
  g_autofree char *folder = test_folder ();
  g_autoptr (GPtrArray) promises = g_ptr_array_new_with_free_func (dex_unref);
  g_autoptr (GObject) holder = g_object_new (G_TYPE_OBJECT, NULL);
  g_autoptr (CwImportPlan) plan = NULL;
  g_autoptr (GError) error = NULL;
  CwFolderImportWay way = { take_slowly, holder, NULL, NULL, NULL };
  DexFuture        *done;

  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u.mp4", i);

      write_file (folder, name, "x");
    }
  g_object_set_data (holder, "promises", promises);
  plan = scan (folder, TRUE);
  done = cw_folder_import (plan, &way);

  wait_until (promises, 2);
  for (guint i = 0; i < 2; i++)
    dex_promise_reject (promises->pdata[i], g_error_new_literal (CW_ERROR, CW_ERROR_NO_SPACE, "Full"));
  g_assert_false (dex_await (done, &error));
  g_assert_error (error, CW_ERROR, CW_ERROR_NO_SPACE);
  g_assert_cmpuint (promises->len, ==, 2);
}

static void
finds_thousands_in_a_moment (void)
{
  g_autofree char *folder = test_folder ();
  g_autoptr (CwStepProgress) progress = cw_step_progress_new ();
  g_autoptr (CwImportPlan) plan = NULL;
  g_autoptr (GError) error = NULL;
  const char *paths[] = { folder, NULL };

  for (guint i = 0; i < 3000; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u/%u.mp4", i % 3, i);
      g_autofree char *side = g_strdup_printf ("%u/%u.info.json", i % 3, i);

      write_file (folder, name, "x");
      write_file (folder, side, "{\"extractor\": \"twitch:clips\", \"title\": \"t\"}");
    }

  plan = dex_await_object (cw_folder_scan (paths, TRUE, progress), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (cw_import_plan_get_n_entries (plan), ==, 3000);
  for (guint i = 0; i < 3000; i++)
    g_assert_cmpstr (cw_clip_metadata_get_title (cw_import_plan_get_entry (plan, i)->metadata), ==, "t");

  for (guint i = 0; cw_step_progress_get_done (progress) < 3000 && i < 1000; i++)
    dex_await (dex_timeout_new_msec (1), NULL);
  g_assert_cmpuint (cw_step_progress_get_done (progress), ==, 3000);
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);
  test_add_fiber ("/folder-import/finds-videos-in-folders-and-no-others", finds_videos_in_folders_and_no_others);
  test_add_fiber ("/folder-import/links-in-circles-end", links_in_circles_end);
  test_add_fiber ("/folder-import/what-cannot-be-looked-at-is-told", what_cannot_be_looked_at_is_told);
  test_add_fiber ("/folder-import/pairs-videos-with-what-is-beside-them", pairs_videos_with_what_is_beside_them);
  test_add_fiber ("/folder-import/a-broken-side-file-is-a-warning-with-its-name", a_broken_side_file_is_a_warning_with_its_name);
  test_add_fiber ("/folder-import/a-list-tells-of-the-videos-beside-it", a_list_tells_of_the_videos_beside_it);
  test_add_fiber ("/folder-import/files-that-are-named-are-described-too", files_that_are_named_are_described_too);
  test_add_fiber ("/folder-import/takes-all-in-but-what-is-broken", takes_all_in_but_what_is_broken);
  test_add_fiber ("/folder-import/ends-when-nobody-waits-for-it", ends_when_nobody_waits_for_it);
  test_add_fiber ("/folder-import/a-full-disk-ends-it", a_full_disk_ends_it);
  test_add_fiber ("/folder-import/finds-thousands-in-a-moment", finds_thousands_in_a_moment);
  return g_test_run ();
}
