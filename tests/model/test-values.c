/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-clip.h"
#include "cw-image.h"
#include "cw-item.h"
#include "cw-job.h"
#include "cw-preset.h"
#include "cw-rendition.h"
#include "test-support.h"

#include <math.h>

static void
count (gpointer counter)
{
  (*(int *) counter)++;
}

static void
media_info_is_copied_deeply (void)
{
  g_autoptr (CwMediaInfo) info = cw_media_info_new ();
  g_autoptr (CwMediaInfo) copy = NULL;

  info->container = g_strdup ("mp4");
  info->audio_codec = g_strdup ("aac");
  info->width = 1920;
  copy = cw_media_info_copy (info);

  g_assert_cmpstr (copy->container, ==, "mp4");
  g_assert_true (copy->container != info->container);
  g_assert_cmpstr (copy->audio_codec, ==, "aac");
  g_assert_null (copy->video_codec);
  g_assert_cmpint (copy->width, ==, 1920);
}

static void
a_clip_notifies_changes_only (void)
{
  g_autoptr (CwMediaInfo) info = cw_media_info_new ();
  g_autoptr (CwClip) clip = NULL;
  g_autoptr (CwClip) same = NULL;
  g_autoptr (CwClip) other = NULL;
  int notified = 0;

  info->duration = 7;
  clip = cw_clip_new ("id", "Title", "/a.mp4", info, 42);
  same = cw_clip_new ("id", "Title", "/a.mp4", info, 42);
  other = cw_clip_new ("id", "Other", "/b.mp4", info, 42);
  g_signal_connect_swapped (clip, "notify", G_CALLBACK (count), &notified);

  cw_clip_assign (clip, same);
  cw_clip_set_missing (clip, FALSE);
  g_assert_cmpint (notified, ==, 0);

  cw_clip_assign (clip, other);
  cw_clip_set_missing (clip, TRUE);
  g_assert_cmpint (notified, ==, 3);

  g_assert_cmpstr (cw_clip_get_id (clip), ==, "id");
  g_assert_cmpstr (cw_clip_get_title (clip), ==, "Other");
  g_assert_cmpstr (cw_clip_get_path (clip), ==, "/b.mp4");
  g_assert_cmpint (cw_clip_get_duration (clip), ==, 7);
  g_assert_cmpint (cw_clip_get_added (clip), ==, 42);
  g_assert_true (cw_clip_get_missing (clip));
}

static void
a_clip_says_nothing_until_it_is_loaded (void)
{
  g_autoptr (CwMediaInfo) info = cw_media_info_new ();
  g_autoptr (CwClip) clip = cw_clip_new_unloaded (7);
  g_autoptr (CwClip) known = cw_clip_new ("id", "Title", "/a.mp4", info, 42);
  g_auto (GStrv) tags = cw_clip_dup_tags (clip);

  g_assert_false (cw_clip_get_loaded (clip));
  g_assert_cmpint (cw_clip_get_number (clip), ==, 7);
  g_assert_cmpstr (cw_clip_get_title (clip), ==, "");
  g_assert_null (cw_clip_get_path (clip));
  g_assert_null (cw_clip_get_info (clip));
  g_assert_cmpint (cw_clip_get_duration (clip), ==, 0);
  g_assert_cmpuint (g_strv_length (tags), ==, 0);

  cw_clip_assign (clip, known);
  g_assert_true (cw_clip_get_loaded (clip));
  g_assert_cmpstr (cw_clip_get_path (clip), ==, "/a.mp4");
}

static void
texts_are_compared_by_content (void)
{
  g_autoptr (CwText) text = cw_text_new ("Hello");
  g_autoptr (CwText) copy = cw_text_copy (text);

  g_assert_true (cw_text_equal (text, copy));
  g_assert_false (cw_text_equal (text, NULL));
  g_assert_true (cw_text_equal (NULL, NULL));

  copy->colour = 0xff0000ff;
  g_assert_false (cw_text_equal (text, copy));
}

static void
an_item_keeps_its_numbers_sensible (void)
{
  g_autoptr (CwItem) item = cw_item_new_media ("/a", -5, -7);
  CwLayout layout = cw_layout_default (CW_LAYOUT_FACECAM);

  g_assert_cmpint (cw_item_get_in (item), ==, 0);
  g_assert_cmpint (cw_item_get_duration (item), ==, 0);

  cw_item_set_volume (item, NAN);
  g_assert_cmpfloat (cw_item_get_volume (item), ==, 0);
  cw_item_set_volume (item, 1e9);
  g_assert_cmpfloat (cw_item_get_volume (item), ==, CW_ITEM_MOST_VOLUME);

  layout.camera.width = 7;
  cw_item_set_layout (item, &layout);
  g_assert_cmpfloat (cw_item_get_layout (item)->camera.width, ==, 1);

  cw_item_set_source (item, -1, 720, (CwRate) { 0, 0 });
  g_assert_cmpint (cw_item_get_source_width (item), ==, 0);
  g_assert_cmpint (cw_item_get_source_height (item), ==, 720);
  g_assert_cmpint (cw_item_get_source_rate (item).d, ==, 1);
}

static void
a_jobs_progress_follows_its_state (void)
{
  g_autoptr (CwJob) job = cw_job_new ("id", "export", "Title", NULL, "{}", "/out.mp4", 1);
  int notified = 0;

  g_assert_cmpint (cw_job_get_state (job), ==, CW_JOB_QUEUED);
  g_assert_cmpint (cw_job_get_eta (job), ==, -1);

  cw_job_set_state (job, CW_JOB_RUNNING, NULL, 0);
  g_signal_connect_swapped (job, "notify::progress", G_CALLBACK (count), &notified);
  cw_job_set_progress (job, 0.25, 3.5, 12);
  cw_job_set_progress (job, 0.25, 3.5, 12);
  g_assert_cmpint (notified, ==, 1);

  cw_job_set_state (job, CW_JOB_FAILED, "It broke", 99);
  g_assert_cmpstr (cw_job_get_message (job), ==, "It broke");
  g_assert_cmpfloat (cw_job_get_progress (job), ==, 0.25);
  g_assert_cmpint (cw_job_get_eta (job), ==, -1);

  cw_job_set_state (job, CW_JOB_QUEUED, NULL, 0);
  g_assert_null (cw_job_get_message (job));
  g_assert_cmpfloat (cw_job_get_progress (job), ==, 0);

  cw_job_set_state (job, CW_JOB_SUCCEEDED, NULL, 100);
  g_assert_cmpfloat (cw_job_get_progress (job), ==, 1);
  g_assert_cmpint (cw_job_get_finished (job), ==, 100);
}

static void
what_was_transferred_is_kept_while_a_job_waits (void)
{
  g_autoptr (CwJob) job = cw_job_new ("id", "download", "Title", "Slug", "{}", NULL, 1);

  cw_job_set_received (job, 25, 100);
  cw_job_set_state (job, CW_JOB_PAUSED, NULL, 0);
  g_assert_cmpfloat (cw_job_get_progress (job), ==, 0.25);
  g_assert_false (cw_job_is_active (job));
  g_assert_false (cw_job_has_ended (job));
  cw_job_set_state (job, CW_JOB_QUEUED, "Waiting for the network", 0);
  g_assert_cmpfloat (cw_job_get_progress (job), ==, 0.25);
  g_assert_true (cw_job_is_active (job));
  g_assert_cmpstr (cw_job_get_message (job), ==, "Waiting for the network");

  cw_job_set_received (job, 200, 100);
  g_assert_cmpint (cw_job_get_received (job), ==, 100);
  cw_job_set_received (job, -5, -5);
  g_assert_cmpint (cw_job_get_received (job), ==, 0);
  cw_job_set_state (job, CW_JOB_CANCELLED, NULL, 7);
  g_assert_true (cw_job_has_ended (job));
}

static void
a_jobs_progress_is_a_share (void)
{
  g_autoptr (CwJob) job = cw_job_new ("id", "export", "Title", NULL, "{}", NULL, 1);

  cw_job_set_progress (job, NAN, NAN, -77);
  g_assert_cmpfloat (cw_job_get_progress (job), ==, 0);
  g_assert_cmpfloat (cw_job_get_speed (job), ==, 0);
  g_assert_cmpint (cw_job_get_eta (job), ==, -1);

  cw_job_set_progress (job, 5, INFINITY, 1);
  g_assert_cmpfloat (cw_job_get_progress (job), ==, 1);
  g_assert_true (isfinite (cw_job_get_speed (job)));
}

static void
job_states_have_names (void)
{
  for (int state = CW_JOB_QUEUED; state <= CW_JOB_CANCELLED; state++)
    {
      CwJobState found;

      g_assert_true (cw_job_state_from_nick (cw_job_state_get_nick ((CwJobState) state), &found));
      g_assert_cmpint (found, ==, state);
    }
}

static void
a_preset_limits_the_rate_evenly (void)
{
  CwPreset preset = { .most_rate = 60 };

  g_assert_true (cw_rate_equal (cw_preset_limit_rate (&preset, (CwRate) { 60000, 1001 }), (CwRate) { 60000, 1001 }));
  g_assert_true (cw_rate_equal (cw_preset_limit_rate (&preset, (CwRate) { 144, 1 }), (CwRate) { 48, 1 }));
}

static void
an_image_shares_its_pixels (void)
{
  g_autoptr (GBytes) pixels = g_bytes_new_take (g_malloc0 (4 * 4 * 2), 4 * 4 * 2);
  g_autoptr (CwImage) image = cw_image_new (4, 2, 16, pixels);
  g_autoptr (CwImage) copy = cw_image_copy (image);

  g_assert_true (copy->pixels == image->pixels);
  g_assert_cmpint (copy->width, ==, 4);
}

static int
compare_renditions (gconstpointer a,
                    gconstpointer b)
{
  return cw_rendition_compare (*(CwRendition *const *) a, *(CwRendition *const *) b);
}

static void
renditions_are_sorted_the_best_first (void)
{
  static const struct
  {
    gint64      height, rate;
    gboolean    portrait;
    const char *name;
  } sorted[] = {
    { 1080, 60023, FALSE, "landscape-1080-60" },
    { 1080, 30010, FALSE, "landscape-1080-30" },
    { 720, 60023, FALSE, "landscape-720-60" },
    { 0, 0, FALSE, "landscape-0-0" },
    { 1440, 59940, TRUE, "portrait-1440-60" },
    { 720, 30010, TRUE, "portrait-720-30" },
  };
  g_autoptr (GPtrArray) renditions = g_ptr_array_new_with_free_func (g_object_unref);

  /* In another order. */
  for (guint i = 0; i < G_N_ELEMENTS (sorted); i++)
    {
      guint at = (i * 5 + 3) % G_N_ELEMENTS (sorted);

      g_ptr_array_add (renditions, cw_rendition_new ("https://cdn/", sorted[at].height, sorted[at].rate, sorted[at].portrait));
    }
  g_ptr_array_sort (renditions, compare_renditions);

  for (guint i = 0; i < G_N_ELEMENTS (sorted); i++)
    {
      g_autofree char *name = cw_rendition_dup_name (renditions->pdata[i]);

      g_assert_cmpstr (name, ==, sorted[i].name);
    }
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);
  g_test_add_func ("/values/media-info-is-copied-deeply", media_info_is_copied_deeply);
  g_test_add_func ("/values/a-clip-notifies-changes-only", a_clip_notifies_changes_only);
  g_test_add_func ("/values/a-clip-says-nothing-until-it-is-loaded", a_clip_says_nothing_until_it_is_loaded);
  g_test_add_func ("/values/texts-are-compared-by-content", texts_are_compared_by_content);
  g_test_add_func ("/values/an-item-keeps-its-numbers-sensible", an_item_keeps_its_numbers_sensible);
  g_test_add_func ("/values/a-jobs-progress-follows-its-state", a_jobs_progress_follows_its_state);
  g_test_add_func ("/values/what-was-transferred-is-kept-while-a-job-waits", what_was_transferred_is_kept_while_a_job_waits);
  g_test_add_func ("/values/a-jobs-progress-is-a-share", a_jobs_progress_is_a_share);
  g_test_add_func ("/values/job-states-have-names", job_states_have_names);
  g_test_add_func ("/values/a-preset-limits-the-rate-evenly", a_preset_limits_the_rate_evenly);
  g_test_add_func ("/values/an-image-shares-its-pixels", an_image_shares_its_pixels);
  g_test_add_func ("/values/renditions-are-sorted-the-best-first", renditions_are_sorted_the_best_first);
  return g_test_run ();
}
