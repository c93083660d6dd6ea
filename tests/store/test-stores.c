/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-clip-store.h"
#include "cw-error.h"
#include "cw-id.h"
#include "cw-job-store.h"
#include "cw-migrations.h"
#include "cw-project-store.h"
#include "test-support.h"

static CwDatabase *
open_database (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "library.db", NULL);
  g_auto (GStrv) migrations = cw_migrations_load ();
  g_autoptr (GError) error = NULL;
  CwDatabase *database = cw_database_new (path, (const char *const *) migrations);

  dex_await (cw_database_open (database), &error);
  g_assert_no_error (error);
  return database;
}

static CwDatabase *
empty_database (void)
{
  g_autofree char *folder = test_folder ();

  return open_database (folder);
}

static void
await (DexFuture *future)
{
  g_autoptr (GError) error = NULL;

  dex_await (future, &error);
  g_assert_no_error (error);
}

static GPtrArray *
await_list (DexFuture *future)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *found = dex_await_boxed (future, &error);

  g_assert_no_error (error);
  return found;
}

static gpointer
await_object (DexFuture *future)
{
  g_autoptr (GError) error = NULL;
  gpointer object = dex_await_object (future, &error);

  g_assert_no_error (error);
  return object;
}

static DexFuture *
list_numbers (sqlite3 *connection,
              gpointer data)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;
  g_autoptr (sqlite3_stmt) row = cw_database_prepare (connection, "SELECT number FROM clips WHERE removed IS NULL ORDER BY added DESC, number DESC", NULL, &error);

  while (row != NULL && cw_database_step (row, &error))
    {
      gint64 number = sqlite3_column_int64 (row, 0);

      g_array_append_val (numbers, number);
    }
  g_assert_no_error (error);

  return dex_future_new_take_boxed (G_TYPE_ARRAY, g_steal_pointer (&numbers));
}

/* What is in the library, the newest first. */
static DexFuture *
list_clips (CwDatabase  *database,
            CwClipStore *store)
{
  g_autoptr (GArray) numbers = dex_await_boxed (cw_database_run (database, list_numbers, NULL, NULL), NULL);

  return cw_clip_store_load (store, numbers);
}

static void
change (CwClipStore *store,
        CwClipChange what,
        GVariant    *value,
        CwClip      *clip)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 number = cw_clip_get_number (clip);

  g_array_append_val (numbers, number);
  await (cw_clip_store_change (store, what, value, numbers, NULL));
}

static CwClip *
new_clip (const char *title,
          const char *path,
          gint64      added)
{
  g_autofree char *id = cw_id_new ();
  g_autoptr (CwMediaInfo) info = cw_media_info_new ();

  info->container = g_strdup ("matroska");
  info->duration = 12345678901;
  info->size = 5000000000;
  info->has_video = TRUE;
  info->video_codec = g_strdup ("h264");
  info->width = 1080;
  info->height = 1920;
  info->coded_width = 1920;
  info->coded_height = 1080;
  info->rotation = 90;
  info->pixel_aspect_n = 4;
  info->pixel_aspect_d = 3;
  info->rate = (CwRate) { 60000, 1001 };
  info->variable_rate = TRUE;
  info->bit_depth = 10;
  info->colorimetry = g_strdup ("bt709");
  info->video_bitrate = 4000000000u;
  info->has_audio = TRUE;
  info->audio_codec = NULL;
  info->channels = 2;
  info->sample_rate = 48000;
  info->audio_bitrate = 160000;

  return cw_clip_new (id, title, path, info, added);
}

static void
clips_come_back_whole (void)
{
  g_autoptr (CwDatabase) database = empty_database ();
  g_autoptr (CwCommandLog) log = cw_command_log_new (database);
  g_autoptr (CwClipStore) store = cw_clip_store_new (database, log);
  g_autoptr (CwClip) clip = new_clip ("The “save” 🎮", "/tmp/a b%.mkv", 7);
  g_autoptr (CwClip) stored = await_object (cw_clip_store_insert (store, clip, "digest", NULL, NULL, NULL, NULL));
  g_autoptr (GPtrArray) clips = await_list (list_clips (database, store));
  CwClip            *found;
  const CwMediaInfo *info;

  g_assert_cmpuint (clips->len, ==, 1);
  found = g_ptr_array_index (clips, 0);
  info = cw_clip_get_info (found);
  g_assert_cmpstr (cw_clip_get_id (stored), ==, cw_clip_get_id (clip));
  g_assert_cmpstr (cw_clip_get_id (found), ==, cw_clip_get_id (clip));
  g_assert_cmpstr (cw_clip_get_title (found), ==, "The “save” 🎮");
  g_assert_cmpstr (cw_clip_get_path (found), ==, "/tmp/a b%.mkv");
  g_assert_cmpint (cw_clip_get_added (found), ==, 7);
  g_assert_cmpstr (info->container, ==, "matroska");
  g_assert_cmpint (info->duration, ==, 12345678901);
  g_assert_cmpint (info->size, ==, 5000000000);
  g_assert_true (info->has_video);
  g_assert_cmpstr (info->video_codec, ==, "h264");
  g_assert_cmpint (info->width, ==, 1080);
  g_assert_cmpint (info->height, ==, 1920);
  g_assert_cmpint (info->coded_width, ==, 1920);
  g_assert_cmpint (info->coded_height, ==, 1080);
  g_assert_cmpint (info->rotation, ==, 90);
  g_assert_cmpint (info->pixel_aspect_n, ==, 4);
  g_assert_cmpint (info->pixel_aspect_d, ==, 3);
  g_assert_cmpint (info->rate.n, ==, 60000);
  g_assert_cmpint (info->rate.d, ==, 1001);
  g_assert_true (info->variable_rate);
  g_assert_cmpint (info->bit_depth, ==, 10);
  g_assert_cmpstr (info->colorimetry, ==, "bt709");
  g_assert_cmpuint (info->video_bitrate, ==, 4000000000u);
  g_assert_true (info->has_audio);
  g_assert_null (info->audio_codec);
  g_assert_cmpint (info->channels, ==, 2);
  g_assert_cmpint (info->sample_rate, ==, 48000);
  g_assert_cmpuint (info->audio_bitrate, ==, 160000);
}

static void
file_names_need_not_be_utf8 (void)
{
  g_autoptr (CwDatabase) database = empty_database ();
  g_autoptr (CwCommandLog) log = cw_command_log_new (database);
  g_autoptr (CwClipStore) store = cw_clip_store_new (database, log);
  g_autoptr (CwClip) clip = new_clip ("A", "/tmp/gr\xf6\xdf"
                                           "e.mp4",
                                      7);
  g_autoptr (CwClip) stored = await_object (cw_clip_store_insert (store, clip, "digest", NULL, NULL, NULL, NULL));

  g_assert_cmpstr (cw_clip_get_path (stored), ==, "/tmp/gr\xf6\xdf"
                                                  "e.mp4");
}

static void
the_newest_clip_is_first (void)
{
  g_autoptr (CwDatabase) database = empty_database ();
  g_autoptr (CwCommandLog) log = cw_command_log_new (database);
  g_autoptr (CwClipStore) store = cw_clip_store_new (database, log);
  const gint64 times[] = { 20, 30, 10 };
  g_autoptr (GPtrArray) clips = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      g_autofree char *digest = g_strdup_printf ("%u", i);
      g_autofree char *path = g_strdup_printf ("/tmp/%u", i);
      g_autoptr (CwClip) clip = new_clip ("A", path, times[i]);
      g_autoptr (CwClip) stored = await_object (cw_clip_store_insert (store, clip, digest, NULL, NULL, NULL, NULL));

      g_assert_nonnull (stored);
    }

  clips = await_list (list_clips (database, store));
  g_assert_cmpuint (clips->len, ==, 3);
  g_assert_cmpint (cw_clip_get_added (g_ptr_array_index (clips, 0)), ==, 30);
  g_assert_cmpint (cw_clip_get_added (g_ptr_array_index (clips, 2)), ==, 10);
}

static void
the_same_content_is_the_same_clip (void)
{
  g_autoptr (CwDatabase) database = empty_database ();
  g_autoptr (CwCommandLog) log = cw_command_log_new (database);
  g_autoptr (CwClipStore) store = cw_clip_store_new (database, log);
  g_autoptr (CwClip) clip = new_clip ("A", "/tmp/a", 1);
  g_autoptr (CwClip) again = new_clip ("B", "/tmp/b", 2);
  g_autoptr (CwClip) first = await_object (cw_clip_store_insert (store, clip, "digest", NULL, NULL, NULL, NULL));
  g_autoptr (CwClip) second = await_object (cw_clip_store_insert (store, again, "digest", NULL, NULL, NULL, NULL));
  g_autoptr (GPtrArray) clips = await_list (list_clips (database, store));

  g_assert_cmpuint (clips->len, ==, 1);
  g_assert_cmpstr (cw_clip_get_id (second), ==, cw_clip_get_id (first));
  g_assert_cmpstr (cw_clip_get_title (second), ==, "A");
  g_assert_cmpstr (cw_clip_get_path (second), ==, "/tmp/b");
  g_assert_cmpint (cw_clip_get_added (second), ==, 1);
}

static void
new_content_at_a_known_place_renews_the_clip (void)
{
  g_autoptr (CwDatabase) database = empty_database ();
  g_autoptr (CwCommandLog) log = cw_command_log_new (database);
  g_autoptr (CwClipStore) store = cw_clip_store_new (database, log);
  g_autoptr (CwMediaInfo) info = cw_media_info_new ();
  g_autoptr (CwClip) clip = new_clip ("A", "/tmp/a", 1);
  g_autoptr (CwClip) first = await_object (cw_clip_store_insert (store, clip, "one", NULL, NULL, NULL, NULL));
  g_autoptr (CwClip) other = NULL;
  g_autoptr (CwClip) second = NULL;
  g_autoptr (GPtrArray) clips = NULL;

  info->duration = 99;
  other = cw_clip_new ("another-id", "B", "/tmp/a", info, 2);
  second = await_object (cw_clip_store_insert (store, other, "two", NULL, NULL, NULL, NULL));
  clips = await_list (list_clips (database, store));

  g_assert_cmpuint (clips->len, ==, 1);
  g_assert_cmpstr (cw_clip_get_id (second), ==, cw_clip_get_id (first));
  g_assert_cmpstr (cw_clip_get_title (second), ==, "A");
  g_assert_cmpint (cw_clip_get_duration (second), ==, 99);
  g_assert_null (cw_clip_get_info (second)->container);
}

static void
a_removed_clip_can_be_restored_or_imported_again (void)
{
  g_autoptr (CwDatabase) database = empty_database ();
  g_autoptr (CwCommandLog) log = cw_command_log_new (database);
  g_autoptr (CwClipStore) store = cw_clip_store_new (database, log);
  g_autoptr (CwClip) clip = new_clip ("A", "/tmp/a", 1);
  g_autoptr (CwClip) again = new_clip ("B", "/tmp/a", 9);
  g_autoptr (CwClip) stored = await_object (cw_clip_store_insert (store, clip, "digest", NULL, NULL, NULL, NULL));
  g_autoptr (CwClip) back = NULL;
  g_autoptr (GPtrArray) clips = NULL;

  change (store, CW_CLIP_CHANGE_TITLE, g_variant_new_string ("Mine"), stored);
  change (store, CW_CLIP_CHANGE_REMOVE, g_variant_new_int64 (5), stored);
  clips = await_list (list_clips (database, store));
  g_assert_cmpuint (clips->len, ==, 0);

  change (store, CW_CLIP_CHANGE_RESTORE, NULL, stored);
  g_clear_pointer (&clips, g_ptr_array_unref);
  clips = await_list (list_clips (database, store));
  g_assert_cmpuint (clips->len, ==, 1);

  change (store, CW_CLIP_CHANGE_REMOVE, g_variant_new_int64 (6), stored);
  back = await_object (cw_clip_store_insert (store, again, "digest", NULL, NULL, NULL, NULL));
  g_assert_cmpstr (cw_clip_get_id (back), ==, cw_clip_get_id (clip));
  g_assert_cmpstr (cw_clip_get_title (back), ==, "Mine");
  g_assert_cmpint (cw_clip_get_added (back), ==, 9);
}

static void
a_clip_moves_with_its_file (void)
{
  g_autoptr (CwDatabase) database = empty_database ();
  g_autoptr (CwCommandLog) log = cw_command_log_new (database);
  g_autoptr (CwClipStore) store = cw_clip_store_new (database, log);
  g_autoptr (CwClip) clip = new_clip ("A", "/tmp/a", 1);
  g_autoptr (CwClip) other = new_clip ("B", "/tmp/b", 1);
  g_autoptr (CwClip) stored = await_object (cw_clip_store_insert (store, clip, "one", NULL, NULL, NULL, NULL));
  g_autoptr (CwClip) second = await_object (cw_clip_store_insert (store, other, "two", NULL, NULL, NULL, NULL));
  g_autoptr (GPtrArray) clips = NULL;
  g_autoptr (GError) error = NULL;

  await (cw_clip_store_move (store, stored, "/tmp/elsewhere", "one"));
  clips = await_list (list_clips (database, store));
  g_assert_cmpuint (clips->len, ==, 2);

  /* That content is another clip's already. */
  dex_await (cw_clip_store_move (store, stored, "/tmp/b", "two"), &error);
  g_assert_error (error, CW_ERROR, CW_ERROR_STORAGE);
}

static void
projects_are_listed_by_their_last_change (void)
{
  g_autoptr (CwDatabase) database = empty_database ();
  g_autoptr (CwProjectStore) store = cw_project_store_new (database);
  g_autoptr (CwProjectEntry) first = cw_project_entry_new ("a", "A", 1, 10, "/tmp/a.mp4");
  g_autoptr (CwProjectEntry) second = cw_project_entry_new ("b", "B", 2, 20, NULL);
  g_autoptr (CwProjectEntry) changed = cw_project_entry_new ("a", "A2", 3, 11, "/tmp/c.mp4");
  g_autoptr (CwProjectEntry) restored = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;

  await (cw_project_store_put (store, first));
  await (cw_project_store_put (store, second));
  entries = await_list (cw_project_store_list (store));
  g_assert_cmpuint (entries->len, ==, 2);
  g_assert_cmpstr (cw_project_entry_get_id (g_ptr_array_index (entries, 0)), ==, "b");
  g_assert_null (cw_project_entry_get_source_path (g_ptr_array_index (entries, 0)));

  await (cw_project_store_put (store, changed));
  g_clear_pointer (&entries, g_ptr_array_unref);
  entries = await_list (cw_project_store_list (store));
  g_assert_cmpuint (entries->len, ==, 2);
  g_assert_cmpstr (cw_project_entry_get_title (g_ptr_array_index (entries, 0)), ==, "A2");
  g_assert_cmpint (cw_project_entry_get_duration (g_ptr_array_index (entries, 0)), ==, 11);
  g_assert_cmpstr (cw_project_entry_get_source_path (g_ptr_array_index (entries, 0)), ==, "/tmp/c.mp4");

  await (cw_project_store_remove (store, "a", 5));
  g_clear_pointer (&entries, g_ptr_array_unref);
  entries = await_list (cw_project_store_list (store));
  g_assert_cmpuint (entries->len, ==, 1);

  restored = await_object (cw_project_store_restore (store, "a"));
  g_assert_cmpstr (cw_project_entry_get_title (restored), ==, "A2");

  dex_await (cw_project_store_restore (store, "nowhere"), &error);
  g_assert_error (error, CW_ERROR, CW_ERROR_MISSING);
}

static void
jobs_come_back_as_they_ended (void)
{
  g_autofree char *folder = test_folder ();
  g_autoptr (CwJob) job = cw_job_new ("a", "export", "Title", "Slug", "{\"x\": 1}", "/tmp/o\xff.mp4", 5);
  g_autoptr (CwJob) other = cw_job_new ("b", "export", "Other", NULL, "{}", NULL, 6);
  g_autoptr (GPtrArray) jobs = NULL;
  CwJob *found;

  {
    g_autoptr (CwDatabase) database = open_database (folder);
    g_autoptr (CwJobStore) store = cw_job_store_new (database);

    await (cw_job_store_insert (store, job));
    await (cw_job_store_insert (store, other));
    await (cw_job_store_set_state (store, job, CW_JOB_RUNNING, NULL, NULL, 0));
    cw_job_set_received (job, 30, 100);
    await (cw_job_store_set_state (store, job, CW_JOB_PAUSED, NULL, NULL, 0));
    await (cw_job_store_set_state (store, job, CW_JOB_RUNNING, NULL, NULL, 0));
    await (cw_job_store_set_state (store, job, CW_JOB_FAILED, "It broke", "offline", 77));
  }

  {
    g_autoptr (CwDatabase) database = open_database (folder);
    g_autoptr (CwJobStore) store = cw_job_store_new (database);

    jobs = await_list (cw_job_store_list (store));
    g_assert_cmpuint (jobs->len, ==, 2);
    g_assert_cmpstr (cw_job_get_id (g_ptr_array_index (jobs, 0)), ==, "b");
    g_assert_cmpint (cw_job_get_state (g_ptr_array_index (jobs, 0)), ==, CW_JOB_QUEUED);
    g_assert_null (cw_job_get_output (g_ptr_array_index (jobs, 0)));

    found = g_ptr_array_index (jobs, 1);
    g_assert_cmpint (cw_job_get_state (found), ==, CW_JOB_FAILED);
    g_assert_cmpstr (cw_job_get_message (found), ==, "It broke");
    g_assert_cmpstr (cw_job_get_payload (found), ==, "{\"x\": 1}");
    g_assert_cmpstr (cw_job_get_output (found), ==, "/tmp/o\xff.mp4");
    g_assert_cmpint (cw_job_get_finished (found), ==, 77);
    g_assert_cmpstr (cw_job_get_subject (found), ==, "Slug");
    g_assert_cmpstr (cw_job_get_code (found), ==, "offline");
    g_assert_cmpuint (cw_job_get_attempts (found), ==, 2);
    g_assert_cmpint (cw_job_get_received (found), ==, 30);
    g_assert_cmpint (cw_job_get_total (found), ==, 100);

    await (cw_job_store_remove (store, "a"));
    g_clear_pointer (&jobs, g_ptr_array_unref);
    jobs = await_list (cw_job_store_list (store));
    g_assert_cmpuint (jobs->len, ==, 1);
  }
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);
  test_add_fiber ("/stores/clips-come-back-whole", clips_come_back_whole);
  test_add_fiber ("/stores/file-names-need-not-be-utf8", file_names_need_not_be_utf8);
  test_add_fiber ("/stores/the-newest-clip-is-first", the_newest_clip_is_first);
  test_add_fiber ("/stores/the-same-content-is-the-same-clip", the_same_content_is_the_same_clip);
  test_add_fiber ("/stores/new-content-at-a-known-place-renews-the-clip", new_content_at_a_known_place_renews_the_clip);
  test_add_fiber ("/stores/a-removed-clip-can-be-restored-or-imported-again", a_removed_clip_can_be_restored_or_imported_again);
  test_add_fiber ("/stores/a-clip-moves-with-its-file", a_clip_moves_with_its_file);
  test_add_fiber ("/stores/projects-are-listed-by-their-last-change", projects_are_listed_by_their_last_change);
  test_add_fiber ("/stores/jobs-come-back-as-they-ended", jobs_come_back_as_they_ended);
  return g_test_run ();
}
