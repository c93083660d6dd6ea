/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cw-error.h"
#include "cw-job-batch.h"
#include "cw-preset-file.h"
#include "cw-probe.h"
#include "cw-project-builder.h"
#include "cw-services.h"
#include "test-media.h"
#include "test-support.h"

#include <glib/gstdio.h>
#include <string.h>

#define SECOND G_GINT64_CONSTANT (1000000000)

/* What the export program does: words for tests/app/stand-in-cli.c, or NULL for
 * the real one. */
static void
use_cli (const char *behaviour)
{
  g_setenv ("CLIPWRIGHT_CLI", g_getenv (behaviour != NULL ? "STAND_IN_CLI" : "REAL_CLI"), TRUE);
  if (behaviour != NULL)
    g_setenv ("STAND_IN", behaviour, TRUE);
  else
    g_unsetenv ("STAND_IN");
}

static CwServices *
open_services (const char *folder)
{
  CwServices *services = cw_services_new (folder);
  g_autoptr (GError) error = NULL;

  dex_await (cw_services_open (services), &error);
  g_assert_no_error (error);
  return services;
}

static CwProject *
new_project (const char *path)
{
  g_autoptr (CwMediaInfo) info = cw_media_info_new ();
  CwLayout layout = cw_layout_default (CW_LAYOUT_BLURRED);

  info->duration = 3 * SECOND;
  info->has_video = TRUE;
  info->width = 320;
  info->height = 180;
  info->rate = (CwRate) { 30, 1 };
  return cw_project_new_for_media (path, info, NULL, "My cut", 0, SECOND, &layout, cw_presets_find ("source"), NULL);
}

static CwJob *
export_to (CwJobQueue *queue,
           const char *folder,
           const char *name)
{
  g_autoptr (CwProject) project = new_project ("/tmp/a.mp4");
  g_autofree char *output = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;
  CwJob *job = dex_await_object (cw_job_queue_export (queue, project, "source", output), &error);

  g_assert_no_error (error);
  return job;
}

static void
await (DexFuture *future)
{
  g_autoptr (GError) error = NULL;

  dex_await (future, &error);
  g_assert_no_error (error);
}

static void
resolve_when_running (CwJob      *job,
                      GParamSpec *pspec,
                      DexPromise *promise)
{
  if (cw_job_get_state (job) == CW_JOB_RUNNING && cw_job_get_progress (job) > 0 && dex_future_is_pending (DEX_FUTURE (promise)))
    dex_promise_resolve_boolean (promise, TRUE);
}

static void
resolve_when_ended (CwJobQueue *queue,
                    CwJob      *job,
                    DexPromise *promise)
{
  if (job == g_object_get_data (G_OBJECT (queue), "awaited") && dex_future_is_pending (DEX_FUTURE (promise)))
    dex_promise_resolve_boolean (promise, TRUE);
}

/* Until the job runs and has told how far it is. */
static void
await_progress (CwJob *job)
{
  g_autoptr (DexPromise) promise = dex_promise_new ();
  gulong handler = g_signal_connect (job, "notify::progress", G_CALLBACK (resolve_when_running), promise);

  resolve_when_running (job, NULL, promise);
  dex_await (dex_ref (promise), NULL);
  g_signal_handler_disconnect (job, handler);
}

/* Until the queue says that the job has ended. */
static void
await_end (CwJobQueue *queue,
           CwJob      *job,
           CwJobState  state)
{
  if (cw_job_get_state (job) == CW_JOB_QUEUED || cw_job_get_state (job) == CW_JOB_RUNNING)
    {
      g_autoptr (DexPromise) promise = dex_promise_new ();
      gulong handler = g_signal_connect (queue, "job-finished", G_CALLBACK (resolve_when_ended), promise);

      g_object_set_data (G_OBJECT (queue), "awaited", job);
      dex_await (dex_ref (promise), NULL);
      g_signal_handler_disconnect (queue, handler);
    }

  g_assert_cmpint (cw_job_get_state (job), ==, state);
}

static guint
get_active (CwJobQueue *queue)
{
  guint active;

  g_object_get (queue, "active", &active, NULL);
  return active;
}

static void
on_finished (CwJobQueue *queue,
             CwJob      *job,
             GPtrArray  *finished)
{
  g_ptr_array_add (finished, g_object_ref (job));
}

static void
exports_by_the_real_program (void)
{
  g_autofree char *folder = test_folder ();
  g_autofree char *media = test_media_path ("h264-30");
  g_autofree char *output = g_build_filename (folder, "Größe.mp4", NULL);
  g_autoptr (CwServices) services = open_services (folder);
  CwJobQueue *queue = cw_services_get_jobs (services);
  g_autoptr (CwProject) project = new_project (media);
  g_autoptr (GPtrArray) finished = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  g_autoptr (CwJob) job = NULL;
  g_autoptr (CwMediaInfo) info = NULL;
  g_autofree char *left = g_build_filename (g_get_user_cache_dir (), "clipwright", "jobs", NULL);
  g_autoptr (GDir) directory = NULL;

  use_cli (NULL);
  g_signal_connect (queue, "job-finished", G_CALLBACK (on_finished), finished);
  job = dex_await_object (cw_job_queue_export (queue, project, "square", output), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (get_active (queue), ==, 1);

  /* What happens to the project afterwards is of no concern. */
  cw_project_set_media_range (project, 0, 2 * SECOND);

  await_end (queue, job, CW_JOB_SUCCEEDED);
  g_assert_cmpstr (cw_job_get_output (job), ==, output);
  g_assert_cmpstr (cw_job_get_title (job), ==, "My cut");
  g_assert_cmpuint (finished->len, ==, 1);
  g_assert_cmpuint (get_active (queue), ==, 0);

  info = dex_await_boxed (cw_probe (output), &error);
  g_assert_no_error (error);
  g_assert_cmpint (info->width, ==, 1080);
  g_assert_cmpint (info->height, ==, 1080);
  g_assert_cmpint (ABS (info->duration - SECOND), <, SECOND / 20);

  directory = g_dir_open (left, 0, NULL);
  g_assert_true (directory == NULL || g_dir_read_name (directory) == NULL);
}

static void
a_source_that_was_moved_is_a_sentence (void)
{
  g_autofree char *folder = test_folder ();
  g_autoptr (CwServices) services = open_services (folder);
  CwJobQueue *queue = cw_services_get_jobs (services);
  g_autoptr (CwProject) project = new_project ("/nowhere/moved away.mp4");
  g_autofree char *output = g_build_filename (folder, "out.mp4", NULL);
  g_autoptr (CwJob) job = NULL;

  use_cli (NULL);
  job = dex_await_object (cw_job_queue_export (queue, project, "source", output), NULL);
  await_end (queue, job, CW_JOB_FAILED);
  g_assert_nonnull (strstr (cw_job_get_message (job), "moved away.mp4"));
  g_assert_false (g_file_test (output, G_FILE_TEST_EXISTS));
}

static void
progress_is_what_the_program_says (void)
{
  g_autofree char *folder = test_folder ();
  g_autoptr (CwServices) services = open_services (folder);
  CwJobQueue *queue = cw_services_get_jobs (services);
  g_autoptr (CwJob) first = NULL;
  g_autoptr (CwJob) second = NULL;
  double progress;

  use_cli ("noise half noise wait");
  first = export_to (queue, folder, "a.mp4");
  second = export_to (queue, folder, "b.mp4");
  await_progress (first);
  g_assert_cmpfloat (cw_job_get_progress (first), ==, 0.5);
  g_assert_cmpfloat (cw_job_get_speed (first), ==, 2.5);
  g_assert_cmpint (cw_job_get_eta (first), ==, 7);
  g_assert_cmpint (cw_job_get_state (second), ==, CW_JOB_QUEUED);
  g_assert_cmpuint (get_active (queue), ==, 2);
  g_object_get (queue, "progress", &progress, NULL);
  g_assert_cmpfloat (progress, ==, 0.25);

  /* What has ended counts on. */
  await (cw_job_queue_cancel (queue, first));
  await_progress (second);
  g_object_get (queue, "progress", &progress, NULL);
  g_assert_cmpfloat (progress, ==, 0.75);

  await (cw_job_queue_cancel (queue, second));
  g_object_get (queue, "progress", &progress, NULL);
  g_assert_cmpfloat (progress, ==, 0);
}

static void
assert_fails (const char *behaviour,
              const char *word)
{
  g_autofree char *folder = test_folder ();
  g_autoptr (CwServices) services = open_services (folder);
  CwJobQueue *queue = cw_services_get_jobs (services);
  g_autoptr (CwJob) job = NULL;

  use_cli (behaviour);
  job = export_to (queue, folder, "a.mp4");
  await_end (queue, job, CW_JOB_FAILED);
  if (strstr (cw_job_get_message (job), word) == NULL)
    g_error ("“%s” does not say “%s”", cw_job_get_message (job), word);
  g_assert_cmpint (cw_job_get_finished (job), >, 0);
}

static void
whatever_the_program_does_is_a_sentence (void)
{
  assert_fails ("half error fail", "The source has moved");
  assert_fails ("half crash", "stopped unexpectedly");
  assert_fails ("half fail", "exit status 1");
  assert_fails ("half", "stopped unexpectedly");
  assert_fails ("done fail", "exit status 1");
  assert_fails ("noise crash", "please try again");

  g_setenv ("STAND_IN_CLI_BEFORE", g_getenv ("STAND_IN_CLI"), TRUE);
  g_setenv ("STAND_IN_CLI", "/nowhere/clipwright-cli", TRUE);
  assert_fails ("done", "cannot be started");
  g_setenv ("STAND_IN_CLI", g_getenv ("STAND_IN_CLI_BEFORE"), TRUE);
}

static void
cancelling_ends_what_runs_and_what_waits (void)
{
  g_autofree char *folder = test_folder ();
  g_autoptr (CwServices) services = open_services (folder);
  CwJobQueue *queue = cw_services_get_jobs (services);
  g_autoptr (GPtrArray) finished = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (CwJob) first = NULL;
  g_autoptr (CwJob) second = NULL;
  g_autoptr (CwJob) third = NULL;

  use_cli ("half wait");
  g_signal_connect (queue, "job-finished", G_CALLBACK (on_finished), finished);
  first = export_to (queue, folder, "a.mp4");
  second = export_to (queue, folder, "b.mp4");
  third = export_to (queue, folder, "c.mp4");
  await_progress (first);

  await (cw_job_queue_cancel (queue, second));
  g_assert_cmpint (cw_job_get_state (second), ==, CW_JOB_CANCELLED);

  /* At once, before its process has begun as well. */
  await (cw_job_queue_cancel (queue, first));
  await (cw_job_queue_cancel (queue, third));
  g_assert_cmpint (cw_job_get_state (first), ==, CW_JOB_CANCELLED);
  g_assert_cmpint (cw_job_get_state (third), ==, CW_JOB_CANCELLED);
  g_assert_null (cw_job_get_message (first));
  g_assert_cmpuint (finished->len, ==, 3);
  g_assert_cmpuint (get_active (queue), ==, 0);

  await (cw_job_queue_cancel (queue, first));
  g_assert_cmpuint (finished->len, ==, 3);
}

static void
a_program_that_does_not_listen_is_killed (void)
{
  g_autofree char *folder = test_folder ();
  g_autoptr (CwServices) services = open_services (folder);
  CwJobQueue *queue = cw_services_get_jobs (services);
  g_autoptr (CwJob) job = NULL;

  use_cli ("deaf half wait");
  job = export_to (queue, folder, "a.mp4");
  await_progress (job);
  await (cw_job_queue_cancel (queue, job));
  g_assert_cmpint (cw_job_get_state (job), ==, CW_JOB_CANCELLED);
}

static void
what_failed_can_be_tried_again (void)
{
  g_autofree char *folder = test_folder ();
  g_autoptr (CwServices) services = open_services (folder);
  CwJobQueue *queue = cw_services_get_jobs (services);
  g_autoptr (CwJob) job = NULL;
  g_autoptr (GError) error = NULL;

  use_cli ("half crash");
  job = export_to (queue, folder, "a.mp4");
  await_end (queue, job, CW_JOB_FAILED);

  use_cli ("half wait");
  await (cw_job_queue_retry (queue, job));
  await_progress (job);
  g_assert_null (cw_job_get_message (job));
  g_assert_cmpint (cw_job_get_finished (job), ==, 0);

  dex_await (cw_job_queue_remove (queue, job), &error);
  g_assert_error (error, CW_ERROR, CW_ERROR_INVALID);

  await (cw_job_queue_cancel (queue, job));
  use_cli ("write done");
  await (cw_job_queue_retry (queue, job));
  await_end (queue, job, CW_JOB_SUCCEEDED);

  await (cw_job_queue_remove (queue, job));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (queue)), ==, 0);
  g_assert_true (g_file_test (cw_job_get_output (job), G_FILE_TEST_EXISTS));
}

static void
only_a_file_that_was_agreed_on_is_replaced (void)
{
  g_autofree char *folder = test_folder ();
  g_autofree char *agreed = g_build_filename (folder, "agreed.mp4", NULL);
  g_autofree char *later = g_build_filename (folder, "later.mp4", NULL);
  g_autofree char *numbered = g_build_filename (folder, "later (2).mp4", NULL);
  g_autofree char *log = g_build_filename (folder, "log", NULL);
  g_autofree char *content = NULL;
  g_autofree char *arguments = NULL;
  g_autoptr (CwServices) services = open_services (folder);
  CwJobQueue *queue = cw_services_get_jobs (services);
  g_autoptr (CwJob) first = NULL;
  g_autoptr (CwJob) second = NULL;
  g_autoptr (CwJob) third = NULL;

  g_setenv ("STAND_IN_LOG", log, TRUE);
  test_write_file (agreed, "old", -1);
  use_cli ("half crash");
  first = export_to (queue, folder, "agreed.mp4");
  second = export_to (queue, folder, "later.mp4");
  await_end (queue, second, CW_JOB_FAILED);

  /* Since then somebody has put a file there. */
  test_write_file (later, "not ours", -1);
  use_cli ("write done");
  await (cw_job_queue_retry (queue, first));
  await (cw_job_queue_retry (queue, second));
  await_end (queue, first, CW_JOB_SUCCEEDED);
  await_end (queue, second, CW_JOB_SUCCEEDED);
  g_assert_cmpstr (cw_job_get_output (first), ==, agreed);
  g_assert_cmpstr (cw_job_get_output (second), ==, numbered);
  g_assert_true (g_file_get_contents (later, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "not ours");

  /* Two that were asked for before either was there. */
  g_assert_true (g_file_get_contents (log, &arguments, NULL, NULL));
  g_assert_nonnull (strstr (arguments, "agreed.mp4 --force"));
  g_assert_null (strstr (arguments, "later.mp4 --force"));

  /* A file of the name's own that has changed since is another one. */
  use_cli ("half crash");
  third = export_to (queue, folder, "agreed.mp4");
  await_end (queue, third, CW_JOB_FAILED);
  test_write_file (agreed, "changed in the meantime", -1);
  use_cli ("write done");
  await (cw_job_queue_retry (queue, third));
  await_end (queue, third, CW_JOB_SUCCEEDED);
  g_assert_true (g_str_has_suffix (cw_job_get_output (third), "agreed (2).mp4"));
  g_unsetenv ("STAND_IN_LOG");
}

static void
what_was_open_goes_on_at_the_next_start (void)
{
  g_autofree char *folder = test_folder ();

  {
    g_autoptr (CwServices) services = open_services (folder);
    CwJobQueue *queue = cw_services_get_jobs (services);
    g_autoptr (CwJob) done = NULL;
    g_autoptr (CwJob) failed = NULL;
    g_autoptr (CwJob) running = NULL;
    g_autoptr (CwJob) waiting = NULL;

    use_cli ("write done");
    done = export_to (queue, folder, "done.mp4");
    await_end (queue, done, CW_JOB_SUCCEEDED);
    use_cli ("crash");
    failed = export_to (queue, folder, "failed.mp4");
    await_end (queue, failed, CW_JOB_FAILED);
    use_cli ("half wait");
    running = export_to (queue, folder, "running.mp4");
    waiting = export_to (queue, folder, "waiting.mp4");
    await_progress (running);

    /* Another process that opens the same folder only looks on. */
    {
      g_autoptr (CwServices) other = open_services (folder);

      g_assert_cmpuint (get_active (cw_services_get_jobs (other)), ==, 2);
    }

    /* As after kill -9: the database says that it runs. */
    {
      g_autofree char *path = g_build_filename (folder, "library.db", NULL);
      g_autofree char *copy = g_build_filename (folder, "crashed", NULL);
      g_autofree char *database = g_build_filename (copy, "library.db", NULL);
      const char      *none[] = { NULL };
      g_autoptr (CwDatabase) reader = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (g_mkdir (copy, 0700), ==, 0);
      reader = cw_database_new (path, none);
      dex_await (cw_database_open (reader), &error);
      g_assert_error (error, CW_ERROR, CW_ERROR_UNSUPPORTED);
      g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
      for (guint i = 0; i < 2; i++)
        {
          g_autofree char *from = g_strconcat (path, i == 0 ? "" : "-wal", NULL);
          g_autofree char *to = g_strconcat (database, i == 0 ? "" : "-wal", NULL);
          g_autofree char *content = NULL;
          gsize            length;

          g_assert_true (g_file_get_contents (from, &content, &length, NULL));
          test_write_file (to, content, (gssize) length);
        }
    }

    await (cw_job_queue_cancel (queue, waiting));
    await (cw_job_queue_cancel (queue, running));
  }

  {
    g_autofree char *crashed = g_build_filename (folder, "crashed", NULL);
    g_autoptr (CwServices) services = NULL;
    CwJobQueue *queue;

    use_cli ("write done");
    services = open_services (crashed);
    queue = cw_services_get_jobs (services);
    g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (queue)), ==, 4);

    for (guint i = 0; i < 4; i++)
      {
        g_autoptr (CwJob) job = g_list_model_get_item (G_LIST_MODEL (queue), i);
        gboolean failed = g_str_has_suffix (cw_job_get_output (job), "failed.mp4");

        await_end (queue, job, failed ? CW_JOB_FAILED : CW_JOB_SUCCEEDED);
      }
    g_assert_cmpuint (get_active (queue), ==, 0);
  }
}

static void
await_state (CwJob     *job,
             CwJobState state)
{
  for (int i = 0; cw_job_get_state (job) != state; i++)
    {
      g_assert_cmpint (i, <, 20000);
      dex_await (dex_timeout_new_msec (1), NULL);
    }
}

static void
what_is_paused_waits_and_begins_again (void)
{
  g_autofree char *folder = test_folder ();
  g_autoptr (CwServices) services = open_services (folder);
  CwJobQueue *queue = cw_services_get_jobs (services);
  g_autoptr (CwJob) first = NULL;
  g_autoptr (CwJob) second = NULL;
  g_autoptr (CwJob) third = NULL;
  g_autoptr (DexFuture) outcome = NULL;

  use_cli ("half wait");
  first = export_to (queue, folder, "a.mp4");
  second = export_to (queue, folder, "b.mp4");
  third = export_to (queue, folder, "c.mp4");
  outcome = cw_job_queue_follow (queue, second);
  await_progress (first);

  /* An export that is under way would lose what it has: only the others. */
  g_assert_false (cw_job_queue_may_pause (queue, first));
  await (cw_job_batch_pause (queue));
  g_assert_cmpint (cw_job_get_state (first), ==, CW_JOB_RUNNING);
  g_assert_cmpint (cw_job_get_state (second), ==, CW_JOB_PAUSED);
  g_assert_cmpint (cw_job_get_state (third), ==, CW_JOB_PAUSED);
  g_assert_cmpuint (get_active (queue), ==, 1);

  /* Unless it is asked for by itself; then the next has its place. */
  await (cw_job_queue_pause (queue, first));
  g_assert_cmpint (cw_job_get_state (first), ==, CW_JOB_PAUSED);
  use_cli ("write done");
  await (cw_job_queue_resume (queue, second));
  await_end (queue, second, CW_JOB_SUCCEEDED);
  g_assert_true (dex_await (g_steal_pointer (&outcome), NULL));
  await (cw_job_batch_remove_ended (queue));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (queue)), ==, 2);

  await (cw_job_queue_cancel (queue, third));
  await (cw_job_batch_resume (queue));
  await_end (queue, first, CW_JOB_SUCCEEDED);
  g_assert_cmpuint (cw_job_get_attempts (first), ==, 2);
  g_assert_cmpint (cw_job_get_state (third), ==, CW_JOB_CANCELLED);
}

static void
what_another_process_changes_is_done (void)
{
  g_autofree char *folder = test_folder ();
  g_autoptr (CwServices) services = open_services (folder);
  g_autoptr (CwServices) others = cw_services_new (folder);
  CwJobQueue *queue = cw_services_get_jobs (services);
  CwJobQueue *other = cw_services_get_jobs (others);
  g_autoptr (CwJob) first = NULL;
  g_autoptr (CwJob) second = NULL;

  use_cli ("half wait");
  first = export_to (queue, folder, "a.mp4");
  second = export_to (queue, folder, "b.mp4");
  await_progress (first);

  await (cw_services_open_jobs (others));
  g_assert_cmpint (cw_job_get_state (cw_job_queue_find (other, cw_job_get_id (first))), ==, CW_JOB_RUNNING);
  await (cw_job_queue_pause (other, cw_job_queue_find (other, cw_job_get_id (second))));
  await_state (second, CW_JOB_PAUSED);
  await (cw_job_queue_cancel (other, cw_job_queue_find (other, cw_job_get_id (first))));
  await_state (first, CW_JOB_CANCELLED);
  await (cw_job_queue_resume (other, cw_job_queue_find (other, cw_job_get_id (second))));
  await_progress (second);

  await (cw_job_queue_remove (other, cw_job_queue_find (other, cw_job_get_id (first))));
  for (int i = 0; g_list_model_get_n_items (G_LIST_MODEL (queue)) > 1; i++)
    {
      g_assert_cmpint (i, <, 20000);
      dex_await (dex_timeout_new_msec (1), NULL);
    }
  await (cw_job_queue_cancel (queue, second));
}

static void
what_makes_no_sense_is_refused (void)
{
  g_autofree char *folder = test_folder ();
  g_autoptr (CwServices) services = open_services (folder);
  CwJobQueue *queue = cw_services_get_jobs (services);
  g_autoptr (CwProject) project = new_project ("/tmp/a.mp4");
  g_autoptr (CwProject) empty = cw_project_new ("Empty");
  g_autoptr (GError) preset = NULL;
  g_autoptr (GError) nothing = NULL;

  dex_await (cw_job_queue_export (queue, project, "no such preset", "/tmp/x.mp4"), &preset);
  g_assert_error (preset, CW_ERROR, CW_ERROR_INVALID);
  dex_await (cw_job_queue_export (queue, empty, "shorts", "/tmp/x.mp4"), &nothing);
  g_assert_error (nothing, CW_ERROR, CW_ERROR_INVALID);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (queue)), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  test_init (&argc, &argv);
  test_add_fiber ("/job-queue/exports-by-the-real-program", exports_by_the_real_program);
  test_add_fiber ("/job-queue/a-source-that-was-moved-is-a-sentence", a_source_that_was_moved_is_a_sentence);
  test_add_fiber ("/job-queue/progress-is-what-the-program-says", progress_is_what_the_program_says);
  test_add_fiber ("/job-queue/whatever-the-program-does-is-a-sentence", whatever_the_program_does_is_a_sentence);
  test_add_fiber ("/job-queue/cancelling-ends-what-runs-and-what-waits", cancelling_ends_what_runs_and_what_waits);
  test_add_fiber ("/job-queue/a-program-that-does-not-listen-is-killed", a_program_that_does_not_listen_is_killed);
  test_add_fiber ("/job-queue/what-failed-can-be-tried-again", what_failed_can_be_tried_again);
  test_add_fiber ("/job-queue/only-a-file-that-was-agreed-on-is-replaced", only_a_file_that_was_agreed_on_is_replaced);
  test_add_fiber ("/job-queue/what-was-open-goes-on-at-the-next-start", what_was_open_goes_on_at_the_next_start);
  test_add_fiber ("/job-queue/what-is-paused-waits-and-begins-again", what_is_paused_waits_and_begins_again);
  test_add_fiber ("/job-queue/what-another-process-changes-is-done", what_another_process_changes_is_done);
  test_add_fiber ("/job-queue/what-makes-no-sense-is-refused", what_makes_no_sense_is_refused);
  return g_test_run ();
}
